package dev.attn.metric;

/**
 * The mean distance of a query to what it reads: Σ a · |p - k|.
 *
 * @source Vig and Belinkov 2019, arXiv:1906.04284; not compared with the paper
 */
final class Distance extends RowMetric {

  private static final MetricInfo INFO =
      MetricInfo.of("pos.distance", "Σ a · |p - k|")
          .meaning("how far it looks")
          .range("[0, largest |p - k|]")
          .unit("tokens")
          .source("Vig and Belinkov 2019, arXiv:1906.04284; not compared with the paper");

  Distance() {
    super(INFO, Need.POSITIONS);
  }

  @Override
  void score(MetricRow row, double[] scores) {
    scores[0] = of(row);
  }

  static double of(MetricRow row) {
    CompensatedSum sum = new CompensatedSum();
    for (int i = 0; i < row.count(); i++) {
      sum.add(row.weight(i) * Math.abs(row.position() - row.key(i)));
    }
    return sum.value();
  }
}
