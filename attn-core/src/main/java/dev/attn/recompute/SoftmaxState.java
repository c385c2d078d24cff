package dev.attn.recompute;

import dev.attn.metric.CompensatedSum;

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
  private final CompensatedSum z = new CompensatedSum();
  private final CompensatedSum s1 = new CompensatedSum();
  private final CompensatedSum s2 = new CompensatedSum();
  private final CompensatedSum w = new CompensatedSum();

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
        z.add(e);
        if (e > 0) {
          s1.add(e * t);
          s2.add(e * e);
          w.add(e * t * t);
        }
      }
    }
  }

  /** Takes everything that another state has taken. */
  void merge(SoftmaxState other) {
    if (other.m == Double.NEGATIVE_INFINITY) {
      return;
    }
    SoftmaxState raised = new SoftmaxState();
    raised.m = other.m;
    raised.addSums(other);
    double largest = Math.max(m, other.m);
    raise(largest);
    raised.raise(largest);
    addSums(raised);
  }

  private void addSums(SoftmaxState other) {
    z.add(other.z.value());
    s1.add(other.s1.value());
    s2.add(other.s2.value());
    w.add(other.w.value());
  }

  private void raise(double largest) {
    if (m == largest) {
      return;
    }
    if (m != Double.NEGATIVE_INFINITY) {
      double d = m - largest;
      double f = Math.exp(d);
      if (f > 0) {
        w.add(2 * d * s1.value());
        w.add(d * d * z.value());
        s1.add(d * z.value());
      }
      w.multiply(f);
      s1.multiply(f);
      s2.multiply(f * f);
      z.multiply(f);
    }
    m = largest;
  }

  /** Returns the largest score; negative infinity if there is none. */
  double largestScore() {
    return m;
  }

  /** Returns whether the scores give weights: some are finite, and none is NaN or +∞. */
  boolean isDistribution() {
    return total() > 0 && total() < Double.POSITIVE_INFINITY;
  }

  /** Returns the weight of one of the scores that were taken. */
  double weight(double score) {
    return Math.exp(score - m) / total();
  }

  /** Returns the share that all scores have beside one more logit. */
  double shareBeside(double logit) {
    return total() / (total() + Math.exp(logit - m));
  }

  /** Returns Σ e^(s - m). */
  double total() {
    return z.value();
  }

  double entropy() {
    return Math.log(total()) - s1.value() / total();
  }

  double largestWeight() {
    return 1 / total();
  }

  double participation() {
    return total() / s2.value() * total();
  }

  double varentropy() {
    double mean = s1.value() / total();
    return w.value() / total() - mean * mean;
  }
}
