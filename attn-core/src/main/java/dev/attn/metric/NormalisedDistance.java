package dev.attn.metric;

/**
 * The mean distance of a query to what it reads as a share of that of a query that reads all its
 * keys alike. Rows whose only key is their own have none.
 */
final class NormalisedDistance extends RowMetric {

  private static final MetricInfo INFO =
      MetricInfo.of("pos.distanceNorm", "pos.distance / ((1/n) Σ |p - k|); not if that is 0")
          .meaning("1 is uniform, below 1 is local")
          .range("[0, n]")
          .source("of this library");

  NormalisedDistance() {
    super(INFO, Need.POSITIONS);
  }

  @Override
  void score(MetricRow row, double[] scores) {
    long total = 0;
    for (int i = 0; i < row.count(); i++) {
      total += Math.abs(row.position() - row.key(i));
    }
    if (total > 0) {
      scores[0] = Distance.of(row) * row.count() / total;
    }
  }
}
