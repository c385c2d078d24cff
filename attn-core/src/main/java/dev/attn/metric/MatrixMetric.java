package dev.attn.metric;

/**
 * A metric of a whole head that is no mean of row scores, for example one value per key.
 *
 * <p>It sees the valid rows one after another in {@link Tally#add}, so it keeps only what it needs
 * of them.
 */
abstract non-sealed class MatrixMetric extends DescribedMetric {

  MatrixMetric(MetricInfo info, Need... needs) {
    super(info, needs);
  }
}
