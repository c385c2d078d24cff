package dev.attn.mask;

import org.jspecify.annotations.Nullable;

/**
 * What decides the cells of a {@link Leaf}; an immutable record that compares by value.
 *
 * <p>{@link #row} and {@link #allows} are two ways to the same answer. A rule may know more: counts
 * without runs, and what becomes of it when the mask is transposed or cut.
 */
interface Rule {

  /** Appends the runs of row {@code q} to {@code out}, which is empty. */
  void row(int q, int keys, RunBuffer out);

  boolean allows(int q, int k);

  /** Returns the number of allowed keys of row {@code q}; {@code scratch} is empty. */
  default long rowCells(int q, int keys, RunBuffer scratch) {
    row(q, keys, scratch);
    return scratch.cells();
  }

  /** Returns the number of allowed cells, or -1 if only walking the rows can tell. */
  default long cells(int rows, int keys) {
    return -1;
  }

  /**
   * Returns in numbers why the cell is allowed or blocked, or nothing if the rule cannot say.
   *
   * @param call how the mask is written
   */
  default String reason(Call call, int q, int k) {
    return "";
  }

  /** Returns the name that an explanation uses for a mask written as {@code name}. */
  default String family(String name) {
    return name;
  }

  /** Returns the transpose of the mask of {@code rows} x {@code keys}, if it has a closed form. */
  default @Nullable Node transposed(int rows, int keys) {
    return null;
  }

  /** Returns the part inside {@code box}, if it has a closed form. */
  default @Nullable Node sliced(Box box) {
    return null;
  }
}
