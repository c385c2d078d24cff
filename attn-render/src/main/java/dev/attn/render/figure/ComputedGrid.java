package dev.attn.render.figure;

import static com.google.common.base.Preconditions.checkArgument;

/** A grid of a function. */
record ComputedGrid(int rows, int columns, CellValue cell) implements Grid {

  ComputedGrid {
    checkArgument(rows >= 0, "rows must be at least 0, got %s", rows);
    checkArgument(columns >= 0, "columns must be at least 0, got %s", columns);
  }

  @Override
  public float value(int row, int column) {
    return cell.at(row, column);
  }

  @Override
  public boolean masked(int row, boolean[] target) {
    return false;
  }
}
