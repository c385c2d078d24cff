package dev.attn.metric;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * The share of the allowed keys of a row that hardly weigh anything: a ≤ τ, or a ≤ τ · max a. Keys
 * that the mask blocks never count: their zeros say nothing about the head.
 *
 * @source Zhang et al. 2023, H2O, arXiv:2306.14048; not compared with the paper
 */
final class Sparsity extends RowMetric {

  private static final MetricInfo INFO =
      MetricInfo.of("row.sparsity", "share of the n keys with a <= τ (ABS) or a <= τ · max a (REL)")
          .meaning("how many keys could be dropped")
          .range("[0, 1]")
          .source(
              "Zhang et al. 2023, arXiv:2306.14048, 1 % of the largest; not compared with the paper")
          .variants("ABS, REL; τ = 0.01 REL unless given")
          .reproduces("tools that count masked zeros find half of every causal head sparse");

  private final double tau;
  private final Threshold threshold;

  Sparsity(double tau, Threshold threshold) {
    super(INFO);
    checkArgument(tau >= 0 && tau <= 1, "tau must be in [0, 1], got %s", tau);
    this.tau = tau;
    this.threshold = threshold;
  }

  @Override
  String settings() {
    return "tau=" + tau + " " + threshold;
  }

  @Override
  void score(MetricRow row, double[] scores) {
    double least = threshold == Threshold.REL ? tau * row.packed().largest() : tau;
    scores[0] = (double) row.packed().countUpTo(least) / row.count();
  }
}
