package dev.attn.metric;

import java.util.Optional;

/** A pair metric that compares two rows key by key and adds up. */
abstract class CellPairMetric extends RowPairMetric implements CellComparison {

  CellPairMetric(MetricInfo info, RowTotal total) {
    super(info, total);
  }

  @Override
  public final Optional<CellComparison> cells() {
    return Optional.of(this);
  }

  @Override
  final RowComparison comparison(MetricRow[] rows, int keys) {
    return new Cells(rows, keys);
  }

  /** Holds the present row of each head, and what is computed aside of its weights. */
  private final class Cells extends RowComparison {

    private final MetricRow[] rows;
    private final double[][] weights;
    private final double[][] asides;

    Cells(MetricRow[] rows, int keys) {
      this.rows = rows;
      this.weights = new double[rows.length][keys];
      this.asides = new double[rows.length][keys];
    }

    @Override
    void load(int head) {
      int count = rows[head].count();
      for (int i = 0; i < count; i++) {
        weights[head][i] = weight(rows[head].weight(i), count);
        asides[head][i] = aside(weights[head][i]);
      }
    }

    @Override
    double score(int first, int second) {
      CompensatedSum sum = new CompensatedSum();
      for (int i = 0; i < rows[first].count(); i++) {
        sum.add(
            compare(weights[first][i], asides[first][i], weights[second][i], asides[second][i]));
      }
      return CellPairMetric.this.score(sum.value());
    }
  }
}
