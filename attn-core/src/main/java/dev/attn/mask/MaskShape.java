package dev.attn.mask;

/**
 * The size of a mask and where its rows stand: what the factories of {@link Masks} are built for.
 *
 * <p>Row {@code i} has the absolute position {@code p = i + off}, counted in key columns. The four
 * factories are the alignments that models use; any other offset is lawful too, and rows whose
 * position lies outside the key axis may come out empty. A finished mask knows only its rows and
 * keys: the offset says how it was built.
 *
 * @param rows number of queries
 * @param keys number of keys
 * @param off absolute position of query row 0
 */
public record MaskShape(int rows, int keys, int off) {

  /** Checks that rows and keys are not negative. */
  public MaskShape {
    Limits.atLeast("rows", 0, rows);
    Limits.atLeast("keys", 0, keys);
  }

  /** Returns the shape of self-attention over {@code n} tokens: n rows, n keys, offset 0. */
  public static MaskShape square(int n) {
    Limits.atLeast("n", 0, n);
    return new MaskShape(n, n, 0);
  }

  /** Returns the shape in which query 0 stands at key 0, at any two lengths. */
  public static MaskShape topLeft(int rows, int keys) {
    return new MaskShape(rows, keys, 0);
  }

  /** Returns the shape in which the last query stands at the last key. */
  public static MaskShape bottomRight(int rows, int keys) {
    Limits.atLeast("rows", 0, rows);
    Limits.atLeast("keys", 0, keys);
    return new MaskShape(rows, keys, keys - rows);
  }

  /**
   * Returns the shape of decoding step {@code t} with a full cache: one query, keys 0 to {@code t}.
   */
  public static MaskShape decode(int t) {
    Limits.between("t", 0, Integer.MAX_VALUE - 1, t);
    return new MaskShape(1, t + 1, t);
  }

  /** Returns the absolute position of a row; a {@code long}, so that no sum of it overflows. */
  long position(int row) {
    return (long) row + off;
  }

  /** Returns whether rows and keys are the same positions. */
  boolean isSquare() {
    return rows == keys && off == 0;
  }

  /** Returns {@code 8} for a square shape, otherwise rows, keys and offset: {@code 10x20+5}. */
  @Override
  public String toString() {
    return isSquare() ? Integer.toString(rows) : rows + "x" + keys + (off < 0 ? "" : "+") + off;
  }
}
