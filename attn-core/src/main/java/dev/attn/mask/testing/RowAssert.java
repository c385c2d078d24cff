package dev.attn.mask.testing;

import dev.attn.mask.AttentionMask;

/**
 * Assertions on one row of a mask; each returns to the assertions on the whole mask.
 *
 * <p>{@code MaskAssert.that(mask).row(9).isExactly("[8,10)").row(9).sees(8)}.
 */
public final class RowAssert {

  private final MaskAssert whole;
  private final AttentionMask actual;
  private final int query;

  RowAssert(MaskAssert whole, AttentionMask actual, int query) {
    this.whole = whole;
    this.actual = actual;
    this.query = query;
    actual.row(query);
  }

  /**
   * Asserts which keys the query sees.
   *
   * @param runs sorted half-open intervals with a space between them, {@code [0,2) [4,5)}, or
   *     {@code -} for none
   */
  public MaskAssert isExactly(String runs) {
    RowChecks.runs(actual, query, runs);
    return whole;
  }

  /** Asserts that the query sees all of {@code keys}, and perhaps others. */
  public MaskAssert sees(int... keys) {
    for (int k : keys) {
      whole.allows(query, k);
    }
    return whole;
  }

  /** Asserts that the query sees none of {@code keys}. */
  public MaskAssert doesNotSee(int... keys) {
    for (int k : keys) {
      whole.blocks(query, k);
    }
    return whole;
  }

  /** Asserts how many keys the query sees. */
  public MaskAssert hasCellCount(int cells) {
    int count = actual.row(query).cells();
    if (count != cells) {
      throw new AssertionError(
          "row "
              + query
              + " must see "
              + cells
              + " keys, got "
              + count
              + ", "
              + actual.row(query)
              + ", of "
              + Failure.name(actual));
    }
    return whole;
  }

  /** Asserts that the query sees no key. */
  public MaskAssert isEmpty() {
    return isExactly("-");
  }
}
