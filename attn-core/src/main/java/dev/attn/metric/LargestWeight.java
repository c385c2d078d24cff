package dev.attn.metric;

/**
 * The largest weight of a row; its mean over a head is called the confidence of the head.
 *
 * @source Voita et al. 2019, Analyzing Multi-Head Self-Attention, arXiv:1905.09418. Not compared
 *     with the paper, which may leave the end token out; here every allowed key counts
 */
final class LargestWeight extends RowMetric {

  private static final MetricInfo INFO =
      MetricInfo.of("row.max", "max a")
          .meaning("confidence of the head")
          .range("[1/n, 1]")
          .unit("mass")
          .source(
              "Voita et al. 2019, arXiv:1905.09418; not compared with the paper, which may leave"
                  + " the end token out");

  LargestWeight() {
    super(INFO);
  }

  @Override
  void score(MetricRow row, double[] scores) {
    double largest = row.weight(0);
    for (int i = 1; i < row.count(); i++) {
      largest = Math.max(largest, row.weight(i));
    }
    scores[0] = largest;
  }
}
