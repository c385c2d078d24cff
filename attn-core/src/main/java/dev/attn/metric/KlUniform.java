package dev.attn.metric;

/**
 * How far a row is from reading all its keys alike: ln n - H, the divergence of the row from the
 * uniform one. Unlike entropy it is comparable over rows that see different numbers of keys.
 */
final class KlUniform extends RowMetric {

  private static final MetricInfo INFO =
      MetricInfo.of("row.klUniform", "ln n - H")
          .meaning("0 is uniform; comparable over rows of different n")
          .range("[0, ln n]")
          .unit("nats or bits")
          .source("common");

  KlUniform() {
    super(INFO);
  }

  @Override
  void score(MetricRow row, double[] scores) {
    scores[0] = Math.log(row.count()) - row.packed().entropy();
  }

  @Override
  int logPower() {
    return 1;
  }
}
