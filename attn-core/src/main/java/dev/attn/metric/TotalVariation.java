package dev.attn.metric;

/**
 * The total variation distance of two rows: Σ |a - b| / 2.
 *
 * @source Jain and Wallace 2019, Attention is not Explanation, arXiv:1902.10186; not compared with
 *     the paper
 */
final class TotalVariation extends RowPairMetric {

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
  RowComparison comparison(MetricRow[] rows, int keys) {
    return new RowComparison() {
      @Override
      double score(int first, int second) {
        MetricRow a = rows[first];
        MetricRow b = rows[second];
        CompensatedSum sum = new CompensatedSum();
        for (int i = 0; i < a.count(); i++) {
          sum.add(Math.abs(a.weight(i) - b.weight(i)));
        }
        return sum.value() / 2;
      }
    };
  }
}
