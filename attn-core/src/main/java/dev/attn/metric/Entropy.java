package dev.attn.metric;

/**
 * Shannon entropy of a row: -Σ a ln a.
 *
 * @source Clark et al. 2019, What Does BERT Look At, arXiv:1906.04341; Vig and Belinkov 2019,
 *     arXiv:1906.04284
 */
final class Entropy extends RowMetric {

  static final MetricInfo INFO =
      MetricInfo.of("row.entropy", "H = -Σ a ln a with 0 ln 0 = 0")
          .meaning("how spread out")
          .range("[0, ln n]")
          .unit("nats or bits")
          .source("Clark et al. 2019, arXiv:1906.04341; Vig and Belinkov 2019, arXiv:1906.04284")
          .variants("plain; smoothing=ADDITIVE(ε): of (1 - ε) a + ε/n")
          .reproduces(
              "attention-analysis (Clark 2019; compared with its code) with ADDITIVE(1.0E-4) where all keys are allowed");

  Entropy() {
    super(INFO);
  }

  @Override
  void score(MetricRow row, double[] scores) {
    scores[0] = row.packed().entropy();
  }

  @Override
  int logPower() {
    return 1;
  }
}
