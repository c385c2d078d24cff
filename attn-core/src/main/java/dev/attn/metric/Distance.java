package dev.attn.metric;

/**
 * The mean distance of a query to what it reads: Σ a · |p - k|.
 *
 * @source Vig and Belinkov 2019, arXiv:1906.04284; not compared with the paper
 */
final class Distance extends PositionMetric {

  Distance() {
    super("pos.distance");
  }

  @Override
  void score(MetricRow row, double[] scores) {
    CompensatedSum sum = new CompensatedSum();
    for (int i = 0; i < row.count(); i++) {
      sum.add(row.weight(i) * Math.abs(row.position() - row.key(i)));
    }
    scores[0] = sum.value();
  }
}
