package dev.attn.metric;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * Entropy of a row that is first mixed with the uniform one: a' = (1 - ε) a + ε/n. It is not
 * another metric but the form in which a published tool computes {@code row.entropy}; do not use it
 * without need, because one-hot rows then have an entropy.
 */
final class SmoothedEntropy extends RowMetric {

  private final double epsilon;

  SmoothedEntropy(double epsilon) {
    super(Entropy.INFO);
    checkArgument(epsilon > 0 && epsilon < 1, "epsilon must be in (0, 1), got %s", epsilon);
    this.epsilon = epsilon;
  }

  @Override
  String settings() {
    return "smoothing=ADDITIVE(" + epsilon + ")";
  }

  @Override
  void score(MetricRow row, double[] scores) {
    CompensatedSum sum = new CompensatedSum();
    for (int i = 0; i < row.count(); i++) {
      double a = (1 - epsilon) * row.weight(i) + epsilon / row.count();
      if (a > 0) {
        sum.add(a * Math.log(a));
      }
    }
    scores[0] = 0 - sum.value();
  }

  @Override
  int logPower() {
    return 1;
  }
}
