package dev.attn.metric;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;

/**
 * The overlap of the k largest weights of two rows: keys in both sets / keys in either (Jaccard).
 *
 * <p>Of equal weights the smaller key is taken. Rows of at most k keys are left out: their sets
 * could not differ.
 */
final class TopKeyOverlap extends RowPairMetric {

  private final int k;

  TopKeyOverlap(int k) {
    super(RankCorrelation.INFO, RowTotal.MEAN);
    checkArgument(k > 0, "k must be at least 1, got %s", k);
    this.k = k;
  }

  @Override
  String settings() {
    return "JACCARD, k=" + k;
  }

  @Override
  RowComparison comparison(MetricRow[] rows, int keys) {
    RowRanks[] ranks = new RowRanks[rows.length];
    boolean[][] chosen = new boolean[rows.length][];
    for (int head = 0; head < rows.length; head++) {
      ranks[head] = new RowRanks(keys);
      chosen[head] = new boolean[keys];
    }
    return new RowComparison() {
      @Override
      void load(int head) {
        ranks[head].rank(rows[head]);
        Arrays.fill(chosen[head], false);
        for (int place = 0; place < Math.min(k, rows[head].count()); place++) {
          chosen[head][ranks[head].key(place)] = true;
        }
      }

      @Override
      double score(int first, int second) {
        if (rows[first].count() <= k) {
          return Double.NaN;
        }
        int shared = 0;
        for (int place = 0; place < k; place++) {
          shared += chosen[second][ranks[first].key(place)] ? 1 : 0;
        }
        return (double) shared / (2L * k - shared);
      }
    };
  }
}
