package dev.attn.mask;

import java.util.Arrays;

/**
 * Rows of one bit per cell, for cells without long runs: random ones, picked ones.
 *
 * @cost 8 bytes per 64 keys of a row
 */
final class BitTable implements RowTable {

  private final int rows;
  private final int keys;
  private final int words;
  private final long[] bits;

  private BitTable(int rows, int keys) {
    this.rows = rows;
    this.keys = keys;
    this.words = words(keys);
    this.bits = new long[rows * words];
  }

  /** Returns the cells of {@code table} in this form. */
  static BitTable of(RunTable table) {
    BitTable result = new BitTable(table.rows(), table.keys());
    RunBuffer row = new RunBuffer();
    for (int q = 0; q < table.rows(); q++) {
      row.clear();
      table.row(q, table.keys(), row);
      for (int i = 0; i < row.count(); i++) {
        result.set(q, row.start(i), row.end(i));
      }
    }
    return result;
  }

  /** Returns the bytes of the bits alone; more than any array if they do not fit into one. */
  static long bytes(int rows, int keys) {
    long all = (long) rows * words(keys);
    return all > Integer.MAX_VALUE - 8 ? Long.MAX_VALUE : all * Long.BYTES;
  }

  private static int words(int keys) {
    return (int) ((keys + (Long.SIZE - 1L)) / Long.SIZE);
  }

  private void set(int q, int start, int end) {
    for (int k = start; k < end; k++) {
      bits[q * words + k / Long.SIZE] |= 1L << k;
    }
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int keys() {
    return keys;
  }

  @Override
  public void row(int q, int count, RunBuffer out) {
    int start = next(q, 0, 0);
    while (start < keys) {
      int end = next(q, start, -1);
      out.add(start, end);
      start = next(q, end, 0);
    }
  }

  /**
   * Returns the first key from {@code from} on whose bit is set, or with {@code flip} -1 not set;
   * the number of keys if there is none.
   */
  private int next(int q, int from, long flip) {
    long k = from;
    while (k < keys) {
      long word = (bits[q * words + (int) (k / Long.SIZE)] ^ flip) >>> k;
      if (word != 0) {
        return (int) Math.min(keys, k + Long.numberOfTrailingZeros(word));
      }
      k = (k / Long.SIZE + 1) * Long.SIZE;
    }
    return keys;
  }

  @Override
  public boolean allows(int q, int k) {
    return (bits[q * words + k / Long.SIZE] >>> k & 1) != 0;
  }

  @Override
  public long rowCells(int q, int count, RunBuffer scratch) {
    long cells = 0;
    for (int i = q * words; i < (q + 1) * words; i++) {
      cells += Long.bitCount(bits[i]);
    }
    return cells;
  }

  @Override
  public long cells(int rowCount, int keyCount) {
    long cells = 0;
    for (long word : bits) {
      cells += Long.bitCount(word);
    }
    return cells;
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof BitTable other
        && rows == other.rows
        && keys == other.keys
        && Arrays.equals(bits, other.bits);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * rows + keys) + Arrays.hashCode(bits);
  }

  /** Returns the size, not the content. */
  @Override
  public String toString() {
    return rows + "x" + keys + ", " + cells() + " cells as bits";
  }
}
