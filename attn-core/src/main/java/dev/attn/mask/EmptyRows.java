package dev.attn.mask;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * What becomes of a query that may attend to no key, where a mask meets a softmax.
 *
 * <p>The softmax of such a row is 0/0. The choice is made before the softmax: {@link #bind} refuses
 * the mask or changes it, and a row that stays empty gets {@link #weight} instead of a softmax.
 * Patching the result afterwards would come too late, because the NaN has by then reached whatever
 * was computed along with it.
 *
 * <p>Example: under {@code Masks.strictlyCausal(2)} query 0 has no key. The two weights of its row
 * are {0, 0} with {@code ZERO}, {0.5, 0.5} with {@code UNIFORM}, {1, 0} with {@code SELF} and {NaN,
 * NaN} with {@code NAN}; {@code FORBID} refuses the mask.
 */
public enum EmptyRows {
  /** A mask with empty rows is refused. */
  FORBID,
  /** The row holds zeros. */
  ZERO,
  /** Every key gets the same weight, as if all scores were equal. */
  UNIFORM,
  /**
   * The query sees the key at its own position, the last query standing at the last key; a mask
   * with an empty row that has no such key is refused.
   */
  SELF,
  /** The row holds NaN, so that nothing can mistake it for attention. */
  NAN;

  /**
   * Returns the mask that the softmax is computed under.
   *
   * @throws IllegalArgumentException if this policy does not accept the empty rows; the message
   *     lists them
   * @cost {@code FORBID} and {@code SELF} walk the rows once, the others are free
   */
  public AttentionMask bind(AttentionMask mask) {
    return switch (this) {
      case ZERO, UNIFORM, NAN -> mask;
      case FORBID -> requireKeys(mask, "allow a key in every row", "ZERO, UNIFORM, SELF or NAN");
      case SELF ->
          requireKeys(
              withSelf(mask),
              "have a key at the position of every empty row",
              "ZERO, UNIFORM or NAN");
    };
  }

  private static AttentionMask requireKeys(AttentionMask mask, String rule, String others) {
    Runs empty = mask.emptyRows();
    checkArgument(
        empty.isEmpty(),
        "mask must %s, got none in rows %s of %s; choose EmptyRows.%s",
        rule,
        empty,
        mask.rows(),
        others);
    return mask;
  }

  private static AttentionMask withSelf(AttentionMask mask) {
    Runs empty = mask.emptyRows();
    if (empty.isEmpty()) {
      return mask;
    }
    MaskShape shape = MaskShape.bottomRight(mask.rows(), mask.keys());
    return mask.or(Masks.rowSet(shape, empty.toArray()).and(Masks.diagonal(shape)));
  }

  /**
   * Returns the weight of every cell in a row that is still empty after {@link #bind}. A row
   * without keys has no cells: the weight is then 0, also with {@code UNIFORM}.
   *
   * @param keys number of keys
   */
  public double weight(int keys) {
    Limits.atLeast("keys", 0, keys);
    return switch (this) {
      case UNIFORM -> keys == 0 ? 0 : 1.0 / keys;
      case NAN -> Double.NaN;
      case ZERO, FORBID, SELF -> 0;
    };
  }
}
