package dev.attn.render.figure;

import static java.util.Objects.requireNonNull;

/** One row of a grid, in buffers that are reused for the next one. */
public final class CellRow {

  private final float[] values;
  private final boolean[] masks;
  private boolean anyMasked;

  /** Returns room for rows of so many columns. */
  public CellRow(int columns) {
    values = new float[columns];
    masks = new boolean[columns];
  }

  /** Reads a row. */
  public void read(Grid grid, int row) {
    requireNonNull(grid, "grid must not be null");
    grid.row(row, values);
    anyMasked = grid.masked(row, masks);
  }

  /** Returns the number of columns. */
  public int columns() {
    return values.length;
  }

  /** Returns the value of a cell; anything for a masked one. */
  public float value(int column) {
    return values[column];
  }

  /** Returns whether a cell is masked. */
  public boolean masked(int column) {
    return anyMasked && masks[column];
  }
}
