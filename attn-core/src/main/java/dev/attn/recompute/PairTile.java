package dev.attn.recompute;

import dev.attn.metric.CellComparison;
import dev.attn.metric.CompensatedSum;
import dev.attn.metric.HeadIndex;
import dev.attn.metric.RowUse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Some neighbouring queries, whose rows in several heads are compared tile of keys by tile. */
final class PairTile {

  private final PairPlan plan;
  private final int firstQuery;
  private final int rows;
  private final List<HeadTile> tiles = new ArrayList<>();
  private final List<List<RowUse>> uses = new ArrayList<>();
  private final double[][][] weights;
  private final int[] counts;
  private final double[][] compared;
  private final double[][] asides;
  private final CompensatedSum[][][] sums;

  PairTile(PairPlan plan, int firstQuery) {
    this.plan = plan;
    this.firstQuery = firstQuery;
    this.rows = Math.min(plan.rows(), plan.stream().queries() - firstQuery);
    for (HeadIndex head : plan.heads()) {
      tiles.add(
          new HeadTile(
              plan.stream(), head.layer(), head.head(), firstQuery, firstQuery + rows, List.of()));
    }
    int keys = plan.stream().keyTile();
    this.weights = new double[rows][plan.heads().size()][keys];
    this.counts = new int[rows];
    this.compared = new double[plan.heads().size()][keys];
    this.asides = new double[plan.heads().size()][keys];
    this.sums = new CompensatedSum[plan.comparisons().size()][rows][plan.pairs().size()];
    for (CompensatedSum[][] ofRows : sums) {
      for (CompensatedSum[] ofPairs : ofRows) {
        Arrays.setAll(ofPairs, pair -> new CompensatedSum());
      }
    }
  }

  /**
   * What the rows of a tile give.
   *
   * @param uses for each head, what became of each row
   * @param scores for each row, for each comparison, the scores of all pairs; NaN unless the row is
   *     used in both heads
   */
  record Result(List<List<RowUse>> uses, List<List<double[]>> scores) {}

  Result run() {
    for (HeadTile tile : tiles) {
      uses.add(tile.scan());
    }
    for (int from = 0; from >= 0; from = tiles.get(0).next(from)) {
      weigh(from);
      for (int row = 0; row < rows; row++) {
        for (int c = 0; counts[row] > 0 && c < sums.length; c++) {
          compare(row, plan.comparisons().get(c), sums[c][row]);
        }
      }
    }
    List<List<double[]>> scores = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      List<double[]> ofRow = new ArrayList<>();
      for (int c = 0; c < sums.length; c++) {
        ofRow.add(scores(row, c));
      }
      scores.add(ofRow);
    }
    return new Result(uses, scores);
  }

  /** Computes the weights of all rows in all heads for one tile of keys. */
  private void weigh(int from) {
    Arrays.fill(counts, 0);
    for (int h = 0; h < tiles.size(); h++) {
      int head = h;
      List<StreamedRow> used =
          tiles.get(head).rows().stream().filter(row -> uses(head, place(row))).toList();
      tiles
          .get(head)
          .sweep(
              used,
              from,
              (row, keys, values, count) -> {
                row.toWeights(values, count);
                System.arraycopy(values, 0, weights[place(row)][head], 0, count);
                counts[place(row)] = count;
              });
    }
  }

  private int place(StreamedRow row) {
    return row.query() - firstQuery;
  }

  private boolean uses(int head, int row) {
    return uses.get(head).get(row) == RowUse.USED;
  }

  private boolean uses(PairPlan.Pair pair, int row) {
    return uses(pair.first(), row) && uses(pair.second(), row);
  }

  /** Adds what one row has in the present tile of keys. */
  private void compare(int row, CellComparison comparison, CompensatedSum[] ofPairs) {
    for (int head = 0; head < tiles.size(); head++) {
      int allowed = tiles.get(head).rows().get(row).allowedCount();
      for (int i = 0; uses(head, row) && i < counts[row]; i++) {
        compared[head][i] = comparison.weight(weights[row][head][i], allowed);
        asides[head][i] = comparison.aside(compared[head][i]);
      }
    }
    for (int p = 0; p < ofPairs.length; p++) {
      PairPlan.Pair pair = plan.pairs().get(p);
      if (uses(pair, row)) {
        double[] a = compared[pair.first()];
        double[] b = compared[pair.second()];
        double[] asidesOfA = asides[pair.first()];
        double[] asidesOfB = asides[pair.second()];
        for (int i = 0; i < counts[row]; i++) {
          ofPairs[p].add(comparison.compare(a[i], asidesOfA[i], b[i], asidesOfB[i]));
        }
      }
    }
  }

  private double[] scores(int row, int comparison) {
    double[] scores = new double[plan.pairs().size()];
    CellComparison how = plan.comparisons().get(comparison);
    for (int p = 0; p < scores.length; p++) {
      boolean both = uses(plan.pairs().get(p), row);
      scores[p] = both ? how.score(sums[comparison][row][p].value()) : Double.NaN;
    }
    return scores;
  }
}
