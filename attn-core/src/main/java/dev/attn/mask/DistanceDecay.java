package dev.attn.mask;

import java.util.Arrays;

/**
 * Exponential decay with distance: before the softmax divides, a weight is multiplied by γ for
 * every position that the key is away.
 *
 * <pre>
 * bias(h, q, k) = (q - k) · ln γ(h)        0 &lt; γ ≤ 1
 * </pre>
 *
 * <p>Meant for causal masks, like RetNet's decay; for keys after the query it grows.
 *
 * <p>{@link #retNet} has the decays of RetNet, but RetNet itself has no softmax: it multiplies the
 * scores by γ^(q-k). Adding this bias gives attention with the same decay, not the same model.
 *
 * @source Sun and others, 2023, Retentive Network, arXiv 2307.08621; decay as {@code log(1 -
 *     2^(-5-h))} in the authors' torchscale
 */
public final class DistanceDecay implements AttentionBias {

  private final double[] logarithms;

  private DistanceDecay(double[] logarithms) {
    this.logarithms = logarithms;
  }

  /** Returns the decay with one factor per head, each in (0, 1]. */
  public static DistanceDecay copyOf(double[] factors) {
    double[] logarithms = new double[Limits.atLeast("heads", 1, factors.length)];
    for (int h = 0; h < factors.length; h++) {
      if (!(factors[h] > 0 && factors[h] <= 1)) {
        throw new IllegalArgumentException(
            "decay factor must be in (0, 1], got " + factors[h] + " for head " + h);
      }
      logarithms[h] = Math.log(factors[h]);
    }
    return new DistanceDecay(logarithms);
  }

  /** Returns the decay of 1 to 65,536 heads with RetNet's factors, γ(h) = 1 - 2^(-5-h). */
  public static DistanceDecay retNet(int heads) {
    double[] logarithms = new double[Limits.heads(heads)];
    for (int h = 0; h < heads; h++) {
      logarithms[h] = Math.log1p(-Math.pow(2, -5.0 - h));
    }
    return new DistanceDecay(logarithms);
  }

  @Override
  public int heads() {
    return logarithms.length;
  }

  /** Returns the factor of one head, by which a weight falls per position. */
  public double factor(int head) {
    Limits.index("head", head, heads());
    return Math.exp(logarithms[head]);
  }

  @Override
  public float at(int head, int query, int key) {
    Limits.index("head", head, heads());
    return (float) (((long) query - key) * logarithms[head]);
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof DistanceDecay other && Arrays.equals(logarithms, other.logarithms);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(logarithms);
  }

  /** Returns the number of heads, for example {@code distance decay of 4 heads}. */
  @Override
  public String toString() {
    return "distance decay of " + heads() + " heads";
  }
}
