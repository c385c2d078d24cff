package dev.attn.mask;

import java.util.Arrays;

/**
 * Attention with linear biases (ALiBi): scores fall linearly with the distance to the key.
 *
 * <pre>
 * bias(h, q, k) = slope(h) · (k - q)
 * slope(h)      = 2^(-8(h+1)/H)            H heads, a power of two
 * </pre>
 *
 * <p>For any other number of heads, with c the largest power of two below it, the first c slopes
 * are those of c heads and the others are every second slope of 2c heads: 2^(-8(2j+1)/(2c)). Eight
 * heads have the slopes 1/2, 1/4, ... 1/256; of twelve heads the ninth has 0.7071.
 *
 * <p>The paper's models are causal, so k never exceeds q there. For a key after the query this
 * formula gives a reward, not a penalty: bidirectional models that penalise both sides are not
 * meant. Since the softmax ignores what all keys of a row share, slope(h) · k gives the same
 * weights, and some programs store that.
 *
 * @source Press, Smith, Lewis, 2022, Train Short, Test Long, arXiv 2108.12409; slopes for other
 *     numbers of heads as in the authors' code
 */
public final class Alibi implements AttentionBias {

  private final double[] slopes;

  private Alibi(double[] slopes) {
    this.slopes = slopes;
  }

  /** Returns the biases of a model with {@code heads} heads, from 1 to 65,536. */
  public static Alibi of(int heads) {
    int power = Integer.highestOneBit(Limits.heads(heads));
    double[] slopes = new double[heads];
    for (int h = 0; h < power; h++) {
      slopes[h] = Math.pow(2, -8.0 * (h + 1) / power);
    }
    for (int j = 0; j < heads - power; j++) {
      slopes[power + j] = Math.pow(2, -8.0 * (2 * j + 1) / (2.0 * power));
    }
    return new Alibi(slopes);
  }

  @Override
  public int heads() {
    return slopes.length;
  }

  /** Returns the slope of one head, positive. */
  public double slope(int head) {
    Limits.index("head", head, heads());
    return slopes[head];
  }

  @Override
  public float at(int head, int query, int key) {
    return (float) (slope(head) * ((long) key - query));
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof Alibi other && Arrays.equals(slopes, other.slopes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(slopes);
  }

  /** Returns the number of heads, for example {@code ALiBi of 12 heads}. */
  @Override
  public String toString() {
    return "ALiBi of " + heads() + " heads";
  }
}
