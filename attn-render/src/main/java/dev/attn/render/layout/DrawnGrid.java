package dev.attn.render.layout;

import dev.attn.render.figure.Grid;
import dev.attn.render.figure.Masked;
import dev.attn.render.figure.Origin;

/**
 * A grid as it is drawn: row 0 at the top, and masked cells as 0 where that is asked for.
 *
 * @param source the data
 * @param masked what masked cells become
 * @param origin where row 0 of the data goes
 */
record DrawnGrid(Grid source, Masked masked, Origin origin) implements Grid {

  static Grid of(Grid source, Masked masked, Origin origin) {
    return masked != Masked.AS_ZERO && origin == Origin.TOP
        ? source
        : new DrawnGrid(source, masked, origin);
  }

  private int dataRow(int row) {
    return origin == Origin.TOP ? row : source.rows() - 1 - row;
  }

  @Override
  public int rows() {
    return source.rows();
  }

  @Override
  public int columns() {
    return source.columns();
  }

  @Override
  public float value(int row, int column) {
    int dataRow = dataRow(row);
    return masked == Masked.AS_ZERO && source.masked(dataRow, column)
        ? 0
        : source.value(dataRow, column);
  }

  @Override
  public boolean masked(int row, int column) {
    return masked != Masked.AS_ZERO && source.masked(dataRow(row), column);
  }

  @Override
  public boolean masked(int row, boolean[] target) {
    return masked != Masked.AS_ZERO && source.masked(dataRow(row), target);
  }

  @Override
  public void row(int row, float[] target) {
    int dataRow = dataRow(row);
    source.row(dataRow, target);
    if (masked == Masked.AS_ZERO) {
      boolean[] hidden = new boolean[columns()];
      if (source.masked(dataRow, hidden)) {
        for (int column = 0; column < hidden.length; column++) {
          target[column] = hidden[column] ? 0 : target[column];
        }
      }
    }
  }
}
