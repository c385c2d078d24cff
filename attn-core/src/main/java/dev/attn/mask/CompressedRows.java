package dev.attn.mask;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.ImmutableIntArray;
import java.util.Objects;

/**
 * A mask as the list of its allowed cells, row by row: compressed sparse rows (CSR).
 *
 * <p>The keys that query {@code q} may attend to are {@code columns[pointers[q]]} up to but not
 * including {@code columns[pointers[q + 1]]}, in ascending order. Example: {@code #.. / ##. / .##}
 * has the pointers 0, 1, 3, 5 and the columns 0, 0, 1, 1, 2.
 */
public final class CompressedRows {

  private final int keys;
  private final ImmutableIntArray pointers;
  private final ImmutableIntArray columns;

  private CompressedRows(int keys, ImmutableIntArray pointers, ImmutableIntArray columns) {
    this.keys = keys;
    this.pointers = pointers;
    this.columns = columns;
  }

  static Expressible<CompressedRows> encode(AttentionMask mask, int limit) {
    if (mask.rows() > limit) {
      return Refusal.tooMany(mask.rows(), "rows", limit);
    }
    long cells = mask.cellCount();
    if (cells > Integer.MAX_VALUE) {
      return Refusal.of(Refusal.grouped(cells) + " cells do not fit int row pointers");
    }
    if (cells > limit) {
      return Refusal.tooMany(cells, "cells", limit);
    }
    ImmutableIntArray.Builder pointers = ImmutableIntArray.builder(mask.rows() + 1).add(0);
    ImmutableIntArray.Builder columns = ImmutableIntArray.builder((int) cells);
    int count = 0;
    for (int q = 0; q < mask.rows(); q++) {
      Runs row = mask.row(q);
      for (int i = 0; i < row.count(); i++) {
        for (int k = row.start(i); k < row.end(i); k++) {
          columns.add(k);
        }
      }
      count += row.cells();
      pointers.add(count);
    }
    return new Expressible.Value<>(
        new CompressedRows(mask.keys(), pointers.build(), columns.build()));
  }

  /**
   * Returns the compressed rows with copies of {@code pointers} and {@code columns}.
   *
   * @param keys number of key columns
   */
  public static CompressedRows copyOf(int[] pointers, int[] columns, int keys) {
    Limits.atLeast("keys", 0, keys);
    checkArgument(
        pointers.length > 0 && pointers[0] == 0,
        "row pointers must begin with 0, got %s",
        pointers.length == 0 ? "none" : pointers[0]);
    int rows = pointers.length - 1;
    checkArgument(
        pointers[rows] == columns.length,
        "row pointers must end with the number of columns %s, got %s",
        columns.length,
        pointers[rows]);
    for (int q = 0; q < rows; q++) {
      checkArgument(
          pointers[q] <= pointers[q + 1] && pointers[q + 1] <= columns.length,
          "row pointers must not descend, got %s before %s at row %s",
          pointers[q],
          pointers[q + 1],
          q);
      checkRow(columns, pointers[q], pointers[q + 1], keys);
    }
    return new CompressedRows(
        keys, ImmutableIntArray.copyOf(pointers), ImmutableIntArray.copyOf(columns));
  }

  private static void checkRow(int[] columns, int from, int to, int keys) {
    for (int i = from; i < to; i++) {
      int least = i == from ? 0 : columns[i - 1] + 1;
      checkArgument(
          columns[i] >= least && columns[i] < keys,
          "columns of a row must ascend inside [0, %s), got %s at entry %s",
          keys,
          columns[i],
          i);
    }
  }

  /** Returns the number of query rows. */
  public int rows() {
    return pointers.length() - 1;
  }

  /** Returns the number of key columns. */
  public int keys() {
    return keys;
  }

  /** Returns a new array with where each row begins, and where the last one ends. */
  public int[] pointers() {
    return pointers.toArray();
  }

  /** Returns a new array with the allowed keys of all rows. */
  public int[] columns() {
    return columns.toArray();
  }

  /** Returns the mask that allows the listed cells. */
  public AttentionMask toMask() {
    DecodedRows decoded = new DecodedRows(keys);
    for (int q = 0; q < rows(); q++) {
      for (int i = pointers.get(q); i < pointers.get(q + 1); i++) {
        decoded.allow(columns.get(i), columns.get(i) + 1);
      }
      decoded.endRow();
    }
    return decoded.toMask();
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof CompressedRows other
        && keys == other.keys
        && pointers.equals(other.pointers)
        && columns.equals(other.columns);
  }

  @Override
  public int hashCode() {
    return Objects.hash(keys, pointers, columns);
  }

  /** Returns the size, for example {@code compressed rows 3x3, 5 cells}. */
  @Override
  public String toString() {
    return "compressed rows " + rows() + "x" + keys + ", " + columns.length() + " cells";
  }
}
