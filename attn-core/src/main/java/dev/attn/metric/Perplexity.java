package dev.attn.metric;

/** The number of equally weighted keys that would have the entropy of the row: exp(H). */
final class Perplexity extends RowMetric {

  private static final MetricInfo INFO =
      MetricInfo.of("row.perplexity", "exp(H)")
          .meaning("as many equal keys")
          .range("[1, n]")
          .unit("keys")
          .source("common");

  Perplexity() {
    super(INFO);
  }

  @Override
  void score(MetricRow row, double[] scores) {
    scores[0] = Math.exp(row.packed().entropy());
  }
}
