package dev.attn.mask;

import java.util.Arrays;

/**
 * Rows that are written down: the runs of every row, equal neighbouring rows stored once.
 *
 * @cost 8 bytes per run and 8 bytes per group of equal rows, 4 if no two neighbours are equal
 */
final class RunTable implements RowTable {

  private final int rows;
  private final int keys;

  /** The first row of every group; empty if each row is a group. */
  private final int[] firstRows;

  private final int[] pointers;
  private final int[] bounds;

  RunTable(int rows, int keys, int[] firstRows, int[] pointers, int[] bounds) {
    this.rows = rows;
    this.keys = keys;
    this.firstRows = firstRows;
    this.pointers = pointers;
    this.bounds = bounds;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int keys() {
    return keys;
  }

  /** Returns the bytes of the arrays alone. */
  long bytes() {
    return (long) Integer.BYTES * (firstRows.length + pointers.length + bounds.length);
  }

  private int groups() {
    return pointers.length - 1;
  }

  private int firstRow(int group) {
    return group == groups() ? rows : firstRows.length == 0 ? group : firstRows[group];
  }

  private int group(int q) {
    if (firstRows.length == 0) {
      return q;
    }
    int at = Arrays.binarySearch(firstRows, q);
    return at >= 0 ? at : -at - 2;
  }

  @Override
  public void row(int q, int count, RunBuffer out) {
    int group = group(q);
    for (int i = pointers[group]; i < pointers[group + 1]; i += 2) {
      out.add(bounds[i], bounds[i + 1]);
    }
  }

  @Override
  public boolean allows(int q, int k) {
    int group = group(q);
    int at = Arrays.binarySearch(bounds, pointers[group], pointers[group + 1], k);
    int insertion = (at >= 0 ? at + 1 : -at - 1) - pointers[group];
    return insertion % 2 == 1;
  }

  @Override
  public long cells(int rowCount, int keyCount) {
    long cells = 0;
    for (int group = 0; group < groups(); group++) {
      long row = 0;
      for (int i = pointers[group]; i < pointers[group + 1]; i += 2) {
        row += bounds[i + 1] - bounds[i];
      }
      cells += row * (firstRow(group + 1) - firstRow(group));
    }
    return cells;
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof RunTable other
        && rows == other.rows
        && keys == other.keys
        && Arrays.equals(firstRows, other.firstRows)
        && Arrays.equals(pointers, other.pointers)
        && Arrays.equals(bounds, other.bounds);
  }

  @Override
  public int hashCode() {
    int hash = 31 * (31 * rows + keys) + Arrays.hashCode(firstRows);
    return 31 * (31 * hash + Arrays.hashCode(pointers)) + Arrays.hashCode(bounds);
  }

  /** Returns the size, not the content. */
  @Override
  public String toString() {
    return rows + "x" + keys + ", " + bounds.length / 2 + " runs";
  }
}
