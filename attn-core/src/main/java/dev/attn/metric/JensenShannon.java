package dev.attn.metric;

import java.util.Arrays;

/**
 * The Jensen-Shannon divergence of two rows: KL(a; m)/2 + KL(b; m)/2 with m = (a + b)/2.
 *
 * @source Clark et al. 2019, What Does BERT Look At, arXiv:1906.04341
 */
final class JensenShannon extends RowPairMetric {

  private static final MetricInfo INFO =
      MetricInfo.of("head.jsd", "Σ a ln(a/m) / 2 + Σ b ln(b/m) / 2 with m = (a + b) / 2")
          .meaning("how unlike two heads are; its root is a distance")
          .range("[0, ln 2] per row; TVD² / 2 ≤ JSD ≤ ln 2 · TVD")
          .unit("nats or bits")
          .source("Clark et al. 2019, arXiv:1906.04341")
          .variants("MEAN (default) or SUM over the rows valid in both heads")
          .reproduces("attention-analysis takes SUM, of rows 0.999 a + 0.001 / T");

  /**
   * Below this the series of {@link #share} is exact to the last digits, above it logarithms are.
   */
  private static final double SERIES_BELOW = 0.25;

  /** The factors 1 / (2k (2k - 1)) of t²ᵏ, for k = 1, 2, ... */
  private static final double[] SERIES = series(13);

  JensenShannon(RowTotal total) {
    super(INFO, total);
  }

  private static double[] series(int terms) {
    double[] factors = new double[terms];
    Arrays.setAll(factors, i -> 1.0 / ((2 * i + 2) * (2 * i + 1)));
    return factors;
  }

  @Override
  String settings() {
    return "rows=" + total();
  }

  @Override
  boolean isLogarithmic() {
    return true;
  }

  @Override
  RowComparison comparison(MetricRow[] rows, int keys) {
    return new RowComparison() {
      @Override
      double score(int first, int second) {
        return nats(rows[first], rows[second]);
      }
    };
  }

  private static double nats(MetricRow a, MetricRow b) {
    CompensatedSum sum = new CompensatedSum();
    for (int i = 0; i < a.count(); i++) {
      sum.add(cell(a.weight(i), b.weight(i)));
    }
    return sum.value();
  }

  /**
   * Returns what one cell adds, at least 0. A sum of such cells keeps its digits where rows are
   * nearly equal; a difference of entropies would lose them all. Weights that rounding left just
   * below 0 count as 0.
   */
  static double cell(double a, double b) {
    double p = Math.max(a, 0);
    double q = Math.max(b, 0);
    double both = p + q;
    return both == 0 ? 0 : both / 2 * share(Math.abs(p - q) / both);
  }

  /** Returns ((1 + t) ln(1 + t) + (1 - t) ln(1 - t)) / 2 = t²/2 + t⁴/12 + t⁶/30 + ... */
  private static double share(double t) {
    if (t < SERIES_BELOW) {
      double square = t * t;
      double sum = 0;
      for (int i = SERIES.length - 1; i >= 0; i--) {
        sum = (sum + SERIES[i]) * square;
      }
      return sum;
    }
    double less = t == 1 ? 0 : (1 - t) * Math.log(1 - t);
    return ((1 + t) * Math.log(1 + t) + less) / 2;
  }
}
