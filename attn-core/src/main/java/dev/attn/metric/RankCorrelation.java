package dev.attn.metric;

import java.util.Arrays;

/**
 * Rank correlation of two rows; none if all weights of one of them are equal.
 *
 * @source Jain and Wallace 2019, Attention is not Explanation, arXiv:1902.10186, for the use on
 *     attention; Knight 1966, doi:10.1080/01621459.1966.10480879, for τ in n log n steps
 */
final class RankCorrelation extends RowPairMetric {

  /** Of rank correlations and of {@link TopKeyOverlap}. */
  static final MetricInfo INFO =
      MetricInfo.of(
              "head.rank",
              "Kendall's τ-b; Spearman's ρ; keys among the k largest in both rows / in either")
          .meaning("whether two heads agree on which keys matter more")
          .range(
              "correlations [-1, 1], not where all weights are equal; overlap [0, 1], not for"
                  + " n ≤ k")
          .source("Jain and Wallace 2019, arXiv:1902.10186; not compared with the paper")
          .variants(
              "KENDALL_TAU_B (default); SPEARMAN, tied keys sharing their mean rank; JACCARD of the"
                  + " k largest; DENSE_SHORT, wrong with ties")
          .reproduces("attention_flow takes DENSE_SHORT");

  /** Parts this short are sorted by insertion. */
  private static final int SHORT = 16;

  private final RankAgreement agreement;

  RankCorrelation(RankAgreement agreement) {
    super(INFO, RowTotal.MEAN);
    this.agreement = agreement;
  }

  @Override
  String settings() {
    return agreement.toString();
  }

  @Override
  RowComparison comparison(MetricRow[] rows, int keys) {
    return new Ranks(rows, keys);
  }

  private final class Ranks extends RowComparison {

    private final MetricRow[] rows;
    private final RowRanks[] ranks;

    Ranks(MetricRow[] rows, int keys) {
      this.rows = rows;
      this.ranks = new RowRanks[rows.length];
      Arrays.setAll(ranks, i -> new RowRanks(keys));
    }

    @Override
    void load(int head) {
      ranks[head].rank(rows[head]);
    }

    @Override
    double score(int first, int second) {
      RowRanks x = ranks[first];
      RowRanks y = ranks[second];
      if (x.groups() < 2 || y.groups() < 2) {
        return Double.NaN;
      }
      return switch (agreement) {
        case KENDALL_TAU_B -> new Kendall(x.count()).of(x, y);
        case SPEARMAN -> spearman(x, y);
        case DENSE_SHORT -> denseShort(x, y);
      };
    }

    private double spearman(RowRanks x, RowRanks y) {
      long products = 0;
      for (int i = 0; i < x.count(); i++) {
        products += (long) x.centred(i) * y.centred(i);
      }
      return products / Math.sqrt((double) x.squares() * y.squares());
    }

    private double denseShort(RowRanks x, RowRanks y) {
      int shift = x.groups() - y.groups();
      double squares = 0;
      for (int i = 0; i < x.count(); i++) {
        // Ranks here count from the largest weight; the formula counts from the smallest.
        double gap = shift - x.group(i) + y.group(i);
        squares += gap * gap;
      }
      double n = x.count();
      return 1 - 6 * squares / (n * (n * n - 1));
    }
  }

  /** Counts swapped pairs of two rows by sorting. */
  private static final class Kendall {

    private final int[] sequence;
    private final int[] spare;

    Kendall(int keys) {
      this.sequence = new int[keys];
      this.spare = new int[keys];
    }

    double of(RowRanks x, RowRanks y) {
      int n = x.count();
      long pairs = (long) n * (n - 1) / 2;
      long tiedInBoth = arrange(x, y);
      long swaps = inversions(0, n);
      long surplus = pairs - x.tiedPairs() - y.tiedPairs() + tiedInBoth - 2 * swaps;
      return surplus
          / Math.sqrt((double) (pairs - x.tiedPairs()) * (double) (pairs - y.tiedPairs()));
    }

    /** Lists the ranks in y by rising rank in x, then in y; returns the pairs tied in both. */
    private long arrange(RowRanks x, RowRanks y) {
      long tiedInBoth = 0;
      for (int from = 0; from < x.count(); ) {
        int to = from;
        int tie = x.group(x.key(from));
        while (to < x.count() && x.group(x.key(to)) == tie) {
          sequence[to] = y.group(x.key(to));
          to++;
        }
        if (to - from > 1) {
          Arrays.sort(sequence, from, to);
          tiedInBoth += equalPairs(from, to);
        }
        from = to;
      }
      return tiedInBoth;
    }

    private long equalPairs(int from, int to) {
      long equal = 0;
      int run = 0;
      for (int i = from + 1; i < to; i++) {
        run = sequence[i] == sequence[i - 1] ? run + 1 : 0;
        equal += run;
      }
      return equal;
    }

    /** Sorts a part of the sequence and returns how many of its pairs stood in falling order. */
    private long inversions(int from, int to) {
      if (to - from <= SHORT) {
        return inversionsOfShort(from, to);
      }
      int middle = (from + to) >>> 1;
      long swaps = inversions(from, middle) + inversions(middle, to);
      System.arraycopy(sequence, from, spare, from, to - from);
      int left = from;
      int right = middle;
      for (int i = from; i < to; i++) {
        if (right == to || (left < middle && spare[left] <= spare[right])) {
          sequence[i] = spare[left++];
        } else {
          swaps += middle - left;
          sequence[i] = spare[right++];
        }
      }
      return swaps;
    }

    private long inversionsOfShort(int from, int to) {
      long swaps = 0;
      for (int i = from + 1; i < to; i++) {
        int moving = sequence[i];
        int at = i;
        while (at > from && sequence[at - 1] > moving) {
          sequence[at] = sequence[at - 1];
          at--;
        }
        sequence[at] = moving;
        swaps += i - at;
      }
      return swaps;
    }
  }
}
