package dev.attn.metric;

/** The inverse Simpson index of a row: 1 / Σ a². A row of zeros has none. */
final class Participation extends RowMetric {

  private static final MetricInfo INFO =
      MetricInfo.of("row.participation", "1 / Σ a²")
          .meaning("as many equal keys, less moved by small weights")
          .range("[1, n]")
          .unit("keys")
          .source("inverse Simpson index");

  Participation() {
    super(INFO);
  }

  @Override
  void score(MetricRow row, double[] scores) {
    double squares = row.packed().squares();
    if (squares > 0) {
      scores[0] = 1 / squares;
    }
  }
}
