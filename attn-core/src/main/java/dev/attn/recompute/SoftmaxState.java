package dev.attn.recompute;

/**
 * What a softmax row amounts to, from scores that go by once: with t = s - m and m the largest
 * score so far, Z = Σ e^t, S1 = Σ e^t t, S2 = Σ e^2t, W = Σ e^t t².
 *
 * <p>Sums of t, not of s, are kept: with scores near 10⁶ sums of s would lose the entropy to 1e-10.
 * Merging two states is associative and commutative up to rounding; the state of no score changes
 * nothing.
 *
 * @source Milakov and Gimelshein 2018, Online normalizer calculation for softmax, arXiv:1805.02867,
 *     section 3; Dao et al. 2022, FlashAttention, arXiv:2205.14135; not compared with the papers
 */
final class SoftmaxState {

  private double m = Double.NEGATIVE_INFINITY;
  private double z;
  private double s1;
  private double s2;
  private double w;

  /** Takes some scores; NaN and positive infinity make the state NaN for good. */
  void add(double[] scores, int count) {
    double largest = m;
    for (int i = 0; i < count; i++) {
      largest = Math.max(largest, scores[i]);
    }
    raise(largest);
    for (int i = 0; i < count; i++) {
      if (scores[i] != Double.NEGATIVE_INFINITY) {
        double t = scores[i] - m;
        double e = Math.exp(t);
        z += e;
        if (e > 0) {
          s1 += e * t;
          s2 += e * e;
          w += e * t * t;
        }
      }
    }
  }

  /** Takes everything that another state has taken. */
  void merge(SoftmaxState other) {
    if (other.m == Double.NEGATIVE_INFINITY) {
      return;
    }
    SoftmaxState raised = other.copy();
    double largest = Math.max(m, other.m);
    raise(largest);
    raised.raise(largest);
    z += raised.z;
    s1 += raised.s1;
    s2 += raised.s2;
    w += raised.w;
  }

  private SoftmaxState copy() {
    SoftmaxState copy = new SoftmaxState();
    copy.m = m;
    copy.z = z;
    copy.s1 = s1;
    copy.s2 = s2;
    copy.w = w;
    return copy;
  }

  private void raise(double largest) {
    if (m == largest) {
      return;
    }
    if (m != Double.NEGATIVE_INFINITY) {
      double d = m - largest;
      double f = Math.exp(d);
      boolean vanished = f == 0;
      w = vanished ? 0 : f * (w + 2 * d * s1 + d * d * z);
      s1 = vanished ? 0 : f * (s1 + d * z);
      s2 = f * f * s2;
      z = f * z;
    }
    m = largest;
  }

  /** Returns the largest score; negative infinity if there is none. */
  double largestScore() {
    return m;
  }

  /** Returns whether the scores give weights: some are finite, and none is NaN or +∞. */
  boolean isDistribution() {
    return z > 0 && z < Double.POSITIVE_INFINITY;
  }

  /** Returns the weight of one of the scores that were taken. */
  double weight(double score) {
    return Math.exp(score - m) / z;
  }

  /** Returns the share that all scores have beside one more logit. */
  double shareBeside(double logit) {
    return z / (z + Math.exp(logit - m));
  }

  /** Returns Σ e^(s - m). */
  double total() {
    return z;
  }

  double entropy() {
    return Math.log(z) - s1 / z;
  }

  double largestWeight() {
    return 1 / z;
  }

  double participation() {
    return z / s2 * z;
  }

  double varentropy() {
    double mean = s1 / z;
    return w / z - mean * mean;
  }
}
