package dev.attn.metric;

/**
 * Hoyer's sparseness of a row: (√n - Σ|a| / √Σa²) / (√n - 1). A row with one allowed key has none,
 * nor has a row of zeros.
 *
 * @source Hoyer 2004, Non-negative Matrix Factorization with Sparseness Constraints, JMLR 5
 */
final class Hoyer extends RowMetric {

  private static final MetricInfo INFO =
      MetricInfo.of("row.hoyer", "(√n - Σ a / √Σ a²) / (√n - 1); not for n = 1")
          .meaning("0 is uniform, 1 all on one key")
          .range("[0, 1]")
          .source("Hoyer 2004, JMLR 5");

  Hoyer() {
    super(INFO);
  }

  @Override
  void score(MetricRow row, double[] scores) {
    double squares = row.packed().squares();
    if (row.count() > 1 && squares > 0) {
      double root = Math.sqrt(row.count());
      scores[0] = (root - row.packed().magnitude() / Math.sqrt(squares)) / (root - 1);
    }
  }
}
