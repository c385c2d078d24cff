package dev.attn.mask;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.BitSet;

/**
 * A mask as numbers that are added to scores: 0 where the query may attend, -∞ where it may not.
 *
 * <p>Two of them are combined cell by cell: the smaller value allows what both masks allow, the
 * larger one what either allows. -∞ absorbs whatever is added to it, which no finite number does:
 * the smallest finite float, added twice, overflows to -∞, and a row that holds nothing else comes
 * out of a softmax as uniform weights. So finite stand-ins, and masks of 0 and 1, are rejected here
 * instead of being guessed at.
 *
 * @shape {@code [queries, keys]}, queries first in the flat array
 */
public final class MaskBias {

  private final DenseCells cells;

  private MaskBias(DenseCells cells) {
    this.cells = cells;
  }

  static MaskBias encode(AttentionMask mask) {
    return new MaskBias(DenseCells.encode(mask));
  }

  /**
   * Returns the bias with a copy of {@code values}, which are 0 or -∞ in the order query by query.
   */
  public static MaskBias copyOf(float[] values, int rows, int keys) {
    int count = DenseCells.checkedCells(rows, keys, 0);
    checkArgument(
        values.length == count,
        "bias must have %s values for %s rows and %s keys, got %s",
        count,
        rows,
        keys,
        values.length);
    BitSet allowed = new BitSet(count);
    for (int i = 0; i < count; i++) {
      checkArgument(
          values[i] == 0 || values[i] == Float.NEGATIVE_INFINITY,
          "bias must be 0 or -Infinity, got %s at [query %s, key %s];"
              + " turn other encodings into booleans first",
          values[i],
          i / keys,
          i % keys);
      allowed.set(i, values[i] == 0);
    }
    return new MaskBias(DenseCells.copyOf(allowed, rows, keys));
  }

  /** Returns the number of query rows. */
  public int rows() {
    return cells.rows();
  }

  /** Returns the number of key columns. */
  public int keys() {
    return cells.keys();
  }

  /** Returns 0 if query {@code q} may attend to key {@code k}, otherwise -∞. */
  public float value(int q, int k) {
    return cells.allows(q, k) ? 0 : Float.NEGATIVE_INFINITY;
  }

  /** Returns a new array with the values, query by query. */
  public float[] toArray() {
    float[] values = new float[rows() * keys()];
    BitSet allowed = cells.toBitSet();
    for (int i = 0; i < values.length; i++) {
      values[i] = allowed.get(i) ? 0 : Float.NEGATIVE_INFINITY;
    }
    return values;
  }

  /** Returns the mask that allows the cells with value 0. */
  public AttentionMask toMask() {
    return cells.toMask();
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof MaskBias other && cells.equals(other.cells);
  }

  @Override
  public int hashCode() {
    return cells.hashCode();
  }

  /** Returns the size, for example {@code mask bias 3x4}. */
  @Override
  public String toString() {
    return "mask bias " + rows() + "x" + keys();
  }
}
