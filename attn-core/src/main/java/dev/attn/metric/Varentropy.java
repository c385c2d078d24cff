package dev.attn.metric;

/**
 * The variance of the surprise -ln a within a row: Σ a (ln a + H)². It is 0 for a row that is
 * uniform on the keys it reads, however few they are.
 *
 * @source the entropix project; not compared with its code
 */
final class Varentropy extends RowMetric {

  private static final MetricInfo INFO =
      MetricInfo.of("row.varentropy", "Σ a (ln a + H)²")
          .meaning("0 if uniform on what it reads, one-hot rows included")
          .range("at least 0")
          .unit("nats² or bits²")
          .source("entropix project; not compared with its code");

  Varentropy() {
    super(INFO);
  }

  @Override
  void score(MetricRow row, double[] scores) {
    scores[0] = row.packed().varentropy();
  }

  @Override
  int logPower() {
    return 2;
  }
}
