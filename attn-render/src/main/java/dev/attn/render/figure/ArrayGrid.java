package dev.attn.render.figure;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

/** A grid over an array of its own. */
final class ArrayGrid implements Grid {

  private final int rows;
  private final int columns;
  private final float[] values;

  private ArrayGrid(int rows, int columns) {
    this.rows = rows;
    this.columns = columns;
    this.values = new float[Math.multiplyExact(rows, columns)];
  }

  static Grid copyOf(float[][] values) {
    requireNonNull(values, "values must not be null");
    ArrayGrid grid = new ArrayGrid(values.length, values.length == 0 ? 0 : values[0].length);
    for (int r = 0; r < grid.rows; r++) {
      grid.checkRow(r, values[r].length);
      System.arraycopy(values[r], 0, grid.values, r * grid.columns, grid.columns);
    }
    return grid;
  }

  static Grid copyOf(double[][] values) {
    requireNonNull(values, "values must not be null");
    ArrayGrid grid = new ArrayGrid(values.length, values.length == 0 ? 0 : values[0].length);
    for (int r = 0; r < grid.rows; r++) {
      grid.checkRow(r, values[r].length);
      for (int c = 0; c < grid.columns; c++) {
        grid.values[r * grid.columns + c] = (float) values[r][c];
      }
    }
    return grid;
  }

  private void checkRow(int row, int length) {
    checkArgument(
        length == columns,
        "row %s must have %s values like the first, got %s",
        row,
        columns,
        length);
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int columns() {
    return columns;
  }

  @Override
  public float value(int row, int column) {
    return values[row * columns + column];
  }

  @Override
  public void row(int row, float[] target) {
    System.arraycopy(values, row * columns, target, 0, columns);
  }

  @Override
  public boolean masked(int row, boolean[] target) {
    return false;
  }
}
