package dev.attn.metric;

/** The number of equally weighted keys that would have the entropy of the row: exp(H). */
final class Perplexity extends RowMetric {

  Perplexity() {
    super("row.perplexity");
  }

  @Override
  void score(MetricRow row, double[] scores) {
    scores[0] = Math.exp(Entropy.nats(row));
  }
}
