package dev.attn.mask;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.BitSet;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * A mask with one boolean per cell; true means that the query may attend to the key.
 *
 * <p>This is the polarity of PyTorch's {@code scaled_dot_product_attention}, of FlexAttention and
 * of JAX. Cell {@code (q, k)} is bit {@code q * keys + k} of the bit set.
 *
 * @shape {@code [queries, keys]}
 */
public final class DenseCells {

  private final int rows;
  private final int keys;
  private final BitSet bits;

  private DenseCells(int rows, int keys, BitSet bits) {
    this.rows = rows;
    this.keys = keys;
    this.bits = bits;
  }

  /** Encodes only if one number per cell is allowed by {@code limit}. */
  static <T> Expressible<T> fits(AttentionMask mask, int limit, Supplier<T> encoder) {
    long cells = (long) mask.rows() * mask.keys();
    if (cells > limit) {
      return Refusal.tooMany(cells, "cells", limit);
    }
    return mask.rows() > limit
        ? Refusal.tooMany(mask.rows(), "rows", limit)
        : new Expressible.Value<>(encoder.get());
  }

  static DenseCells encode(AttentionMask mask) {
    return new DenseCells(mask.rows(), mask.keys(), bits(mask));
  }

  static BitSet bits(AttentionMask mask) {
    BitSet bits = new BitSet(mask.rows() * mask.keys());
    for (int q = 0; q < mask.rows(); q++) {
      Runs row = mask.row(q);
      int first = q * mask.keys();
      for (int i = 0; i < row.count(); i++) {
        bits.set(first + row.start(i), first + row.end(i));
      }
    }
    return bits;
  }

  static AttentionMask decode(BitSet bits, int rows, int keys) {
    DecodedRows decoded = new DecodedRows(keys);
    for (int q = 0; q < rows; q++) {
      int first = q * keys;
      int start = bits.nextSetBit(first);
      while (start >= 0 && start < first + keys) {
        int end = Math.min(bits.nextClearBit(start), first + keys);
        decoded.allow(start - first, end - first);
        start = bits.nextSetBit(end);
      }
      decoded.endRow();
    }
    return decoded.toMask();
  }

  /** Returns the number of cells, which must fit an array and leave no set bit outside. */
  static int checkedCells(int rows, int keys, int usedBits) {
    Limits.atLeast("rows", 0, rows);
    Limits.atLeast("keys", 0, keys);
    long cells = (long) rows * keys;
    checkArgument(
        cells <= Integer.MAX_VALUE, "cells must be at most %s, got %s", Integer.MAX_VALUE, cells);
    checkArgument(
        usedBits <= cells, "bits must be 0 from bit %s on, got a 1 at bit %s", cells, usedBits - 1);
    return (int) cells;
  }

  /** Returns the cells in a copy of {@code bits}, in which bit {@code q * keys + k} is a cell. */
  public static DenseCells copyOf(BitSet bits, int rows, int keys) {
    checkedCells(rows, keys, bits.length());
    return new DenseCells(rows, keys, (BitSet) bits.clone());
  }

  /** Returns the number of query rows. */
  public int rows() {
    return rows;
  }

  /** Returns the number of key columns. */
  public int keys() {
    return keys;
  }

  /** Returns whether query {@code q} may attend to key {@code k}. */
  public boolean allows(int q, int k) {
    Limits.index("query", q, rows);
    Limits.index("key", k, keys);
    return bits.get(q * keys + k);
  }

  /**
   * Returns a new array {@code [query][key]}, true where the query may attend; refused above
   * 67,108,864 cells or 4,194,304 rows.
   */
  public boolean[][] toBooleans() {
    return toBooleans(Limits.LARGEST_DENSE);
  }

  /**
   * Returns a new array {@code [query][key]}, true where the query may attend; refused above {@code
   * mostCells} cells, and above 4,194,304 rows or a sixteenth of {@code mostCells}, if that is
   * more.
   */
  public boolean[][] toBooleans(long mostCells) {
    Limits.dense(rows, keys, mostCells);
    boolean[][] cells = new boolean[rows][keys];
    int bit = bits.nextSetBit(0);
    while (bit >= 0) {
      cells[bit / keys][bit % keys] = true;
      bit = bits.nextSetBit(bit + 1);
    }
    return cells;
  }

  /** Returns a new bit set in which bit {@code q * keys + k} is set where the query may attend. */
  public BitSet toBitSet() {
    return (BitSet) bits.clone();
  }

  /** Returns the mask with these cells. */
  public AttentionMask toMask() {
    return decode(bits, rows, keys);
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof DenseCells other
        && rows == other.rows
        && keys == other.keys
        && bits.equals(other.bits);
  }

  @Override
  public int hashCode() {
    return Objects.hash(rows, keys, bits);
  }

  /** Returns the size, for example {@code dense cells 3x4}. */
  @Override
  public String toString() {
    return "dense cells " + rows + "x" + keys;
  }
}
