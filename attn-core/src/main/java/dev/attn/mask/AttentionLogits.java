package dev.attn.mask;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How a raw score becomes the number that enters the softmax: soft-cap, then bias, then mask.
 *
 * <pre>
 * logit = -∞                               where the mask blocks
 * logit = c · tanh(score / c) + bias       elsewhere; without a soft-cap: score + bias
 * </pre>
 *
 * <p>The order matters. A soft-cap that comes after the mask turns -∞ into -c, and every blocked
 * key gets some weight. A bias that comes before the soft-cap is flattened with the score. -∞
 * absorbs: where the mask blocks, score and bias are not even looked at, so that a NaN there cannot
 * reach the result.
 *
 * <p>Row {@code q} of the mask stands at position {@code first + q} for the bias, and key {@code k}
 * at position {@code k}.
 *
 * @source soft-cap: Gemma Team, 2024, Gemma 2, arXiv 2408.00118, section 2
 */
public final class AttentionLogits {

  private final AttentionMask mask;
  private final OptionalDouble softCap;
  private final Optional<AttentionBias> bias;
  private final int first;

  private AttentionLogits(
      AttentionMask mask, OptionalDouble softCap, Optional<AttentionBias> bias, int first) {
    this.mask = mask;
    this.softCap = softCap;
    this.bias = bias;
    this.first = first;
  }

  /** Returns the rule that only masks: no soft-cap, no bias, query row 0 at position 0. */
  public static AttentionLogits of(AttentionMask mask) {
    return new AttentionLogits(mask, OptionalDouble.empty(), Optional.empty(), 0);
  }

  /** Returns this rule with scores bounded by {@code cap}, which is positive. */
  public AttentionLogits withSoftCap(double cap) {
    checkArgument(
        cap > 0 && cap < Double.POSITIVE_INFINITY,
        "soft-cap must be positive and finite, got %s",
        cap);
    return new AttentionLogits(mask, OptionalDouble.of(cap), bias, first);
  }

  /** Returns this rule with a bias. */
  public AttentionLogits withBias(AttentionBias bias) {
    return new AttentionLogits(mask, softCap, Optional.of(bias), first);
  }

  /** Returns this rule with query row 0 at {@code position}, which only the bias looks at. */
  public AttentionLogits withFirstPosition(int position) {
    return new AttentionLogits(mask, softCap, bias, position);
  }

  /**
   * Returns the logit of one query and key.
   *
   * @param score the raw score, already scaled; it must not carry a mask
   * @param head which head, from 0
   * @param q query row
   * @param k key column
   */
  public double logit(double score, int head, int q, int k) {
    if (!mask.allows(q, k)) {
      return Double.NEGATIVE_INFINITY;
    }
    return capped(score, q, k) + biasAt(head, q, k);
  }

  private double capped(double score, int q, int k) {
    if (softCap.isEmpty()) {
      return score;
    }
    checkArgument(
        !Double.isInfinite(score),
        "score must be finite before a soft-cap, got %s at [query %s, key %s];"
            + " mask after the soft-cap",
        score,
        q,
        k);
    double cap = softCap.getAsDouble();
    return cap * Math.tanh(score / cap);
  }

  private float biasAt(int head, int q, int k) {
    return bias.isEmpty() ? 0 : bias.get().at(head, Math.addExact(first, q), k);
  }

  /**
   * Returns what is to be added to soft-capped scores, query by query: the bias where the mask
   * allows, -∞ elsewhere. Models that take a float mask as input take this.
   *
   * @shape {@code [queries, keys]}
   */
  public float[] toArray(int head) {
    long cells = (long) mask.rows() * mask.keys();
    checkArgument(
        cells <= AttentionBias.LARGEST_ARRAY,
        "bias array must have at most %s values, got %s; compute it cell by cell",
        Refusal.grouped(AttentionBias.LARGEST_ARRAY),
        Refusal.grouped(cells));
    float[] values = new float[(int) cells];
    int at = 0;
    for (int q = 0; q < mask.rows(); q++) {
      Runs row = mask.row(q);
      for (int k = 0; k < mask.keys(); k++) {
        values[at++] = row.contains(k) ? biasAt(head, q, k) : Float.NEGATIVE_INFINITY;
      }
    }
    return values;
  }

  /** Returns the steps in their order, for example {@code soft-cap 50.0, causal(8)}. */
  @Override
  public String toString() {
    String cap = softCap.isEmpty() ? "" : "soft-cap " + softCap.getAsDouble() + ", ";
    return cap + bias.map(b -> b + ", ").orElse("") + mask;
  }
}
