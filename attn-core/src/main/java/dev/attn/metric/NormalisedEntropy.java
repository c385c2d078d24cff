package dev.attn.metric;

/**
 * Entropy of a row as a share of the largest that its mask permits: H / ln n.
 *
 * <p>A row with one allowed key has no such share and is left out. Dividing by the logarithm of the
 * length of the text instead would make every causal head look sharp in its early rows.
 */
final class NormalisedEntropy extends RowMetric {

  private static final MetricInfo INFO =
      MetricInfo.of("row.entropyNorm", "H / ln n; not for n = 1")
          .meaning("1 is uniform, whatever n is")
          .range("[0, 1]")
          .source("common")
          .reproduces("tools that divide by ln T instead make early causal rows look sharp");

  NormalisedEntropy() {
    super(INFO);
  }

  @Override
  void score(MetricRow row, double[] scores) {
    if (row.count() > 1) {
      scores[0] = row.packed().entropy() / Math.log(row.count());
    }
  }
}
