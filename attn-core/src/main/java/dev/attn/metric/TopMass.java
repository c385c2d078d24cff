package dev.attn.metric;

import static com.google.common.base.Preconditions.checkArgument;

/** How much of a row lies on its k largest weights. */
final class TopMass extends RowMetric {

  private static final MetricInfo INFO =
      MetricInfo.of("row.topMass", "sum of the k largest a; of all of them for k >= n")
          .meaning("what keeping k keys would keep")
          .range("[k/n, 1]")
          .unit("mass")
          .source("common in work on sparse attention")
          .variants("k = 3 unless given");

  private final int most;

  TopMass(int most) {
    super(INFO);
    checkArgument(most >= 1, "k must be at least 1, got %s", most);
    this.most = most;
  }

  @Override
  String settings() {
    return "k=" + most;
  }

  @Override
  void score(MetricRow row, double[] scores) {
    CompensatedSum sum = new CompensatedSum();
    for (int i = row.count() - 1; i >= Math.max(0, row.count() - most); i--) {
      sum.add(row.packed().ascending(i));
    }
    scores[0] = sum.value();
  }
}
