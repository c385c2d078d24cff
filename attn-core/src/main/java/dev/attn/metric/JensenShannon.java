package dev.attn.metric;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;

/**
 * The Jensen-Shannon divergence of two rows: KL(a; m)/2 + KL(b; m)/2 with m = (a + b)/2.
 *
 * @source Clark et al. 2019, What Does BERT Look At, arXiv:1906.04341
 */
final class JensenShannon extends CellPairMetric {

  private static final MetricInfo INFO =
      MetricInfo.of("head.jsd", "Σ a ln(a/m) / 2 + Σ b ln(b/m) / 2 with m = (a + b) / 2")
          .meaning("how unlike two heads are; its root is a distance")
          .range("[0, ln 2] per row; TVD² / 2 ≤ JSD ≤ ln 2 · TVD")
          .unit("nats or bits")
          .source("Clark et al. 2019, arXiv:1906.04341")
          .variants(
              "MEAN (default) or SUM over the rows valid in both heads; smoothing=ADDITIVE(ε): of"
                  + " (1 - ε) a + ε/n")
          .reproduces(
              "attention-analysis (Clark 2019) with SUM and ADDITIVE(0.001) where all keys are"
                  + " allowed");

  /** Below this |a - b| / (a + b) logarithms lose digits and the series has all of them. */
  private static final double SERIES_BELOW = 0.25;

  /** The factors 1 / (2k (2k - 1)) of t²ᵏ, for k = 1, 2, ... */
  private static final double[] SERIES = factors(13);

  private final double epsilon;

  JensenShannon(RowTotal total) {
    this(total, 0);
  }

  private JensenShannon(RowTotal total, double epsilon) {
    super(INFO, total);
    this.epsilon = epsilon;
  }

  static JensenShannon smoothed(RowTotal total, double epsilon) {
    checkArgument(epsilon > 0 && epsilon < 1, "epsilon must be in (0, 1), got %s", epsilon);
    return new JensenShannon(total, epsilon);
  }

  private static double[] factors(int terms) {
    double[] factors = new double[terms];
    Arrays.setAll(factors, i -> 1.0 / ((2 * i + 2) * (2 * i + 1)));
    return factors;
  }

  @Override
  String settings() {
    return "rows=" + total() + (epsilon == 0 ? "" : " smoothing=ADDITIVE(" + epsilon + ")");
  }

  @Override
  boolean isLogarithmic() {
    return true;
  }

  @Override
  public double weight(double stored, int count) {
    return (1 - epsilon) * Math.max(stored, 0) + epsilon / count;
  }

  /** Returns a ln a. */
  @Override
  public double aside(double weight) {
    return timesLog(weight);
  }

  @Override
  public double compare(double first, double asideOfFirst, double second, double asideOfSecond) {
    return cell(first, second, asideOfFirst + asideOfSecond);
  }

  @Override
  public double score(double sum) {
    return sum;
  }

  /**
   * Returns what one cell adds: (a ln a + b ln b)/2 - m ln m, at least 0. A sum of cells keeps its
   * digits where rows are nearly equal; a difference of entropies would lose them all. Weights that
   * rounding left just below 0 count as 0.
   *
   * @param own a ln a + b ln b
   */
  private static double cell(double a, double b, double own) {
    double gap = Math.abs(a - b);
    double both = a + b;
    return gap < SERIES_BELOW * both ? both / 2 * series(gap / both) : own / 2 - timesLog(both / 2);
  }

  private static double timesLog(double weight) {
    return weight == 0 ? 0 : weight * Math.log(weight);
  }

  /** Returns ((1 + t) ln(1 + t) + (1 - t) ln(1 - t)) / 2 = t²/2 + t⁴/12 + t⁶/30 + ... */
  private static double series(double t) {
    double square = t * t;
    double fourth = square * square;
    double odd = 0;
    double even = 0;
    // Two sums go on beside each other: one would wait for each product before the next.
    for (int i = SERIES.length - 2; i > 0; i -= 2) {
      odd = odd * fourth + SERIES[i + 1];
      even = even * fourth + SERIES[i];
    }
    return square * (SERIES[0] + square * (even + square * odd));
  }
}
