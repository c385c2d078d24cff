package dev.attn.metric;

/**
 * The total variation distance of two rows: Σ |a - b| / 2.
 *
 * @source Jain and Wallace 2019, Attention is not Explanation, arXiv:1902.10186; not compared with
 *     the paper
 */
final class TotalVariation extends CellPairMetric {

  private static final MetricInfo INFO =
      MetricInfo.of("head.tvd", "Σ |a - b| / 2")
          .meaning("the weight that has moved from one head to the other")
          .range("[0, 1]")
          .unit("mass")
          .source("Jain and Wallace 2019, arXiv:1902.10186; not compared with the paper");

  TotalVariation() {
    super(INFO, RowTotal.MEAN);
  }

  @Override
  public double weight(double stored, int count) {
    return stored;
  }

  @Override
  public double aside(double weight) {
    return 0;
  }

  @Override
  public double compare(double first, double asideOfFirst, double second, double asideOfSecond) {
    return Math.abs(first - second);
  }

  @Override
  public double score(double sum) {
    return sum / 2;
  }
}
