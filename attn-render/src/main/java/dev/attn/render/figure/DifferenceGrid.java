package dev.attn.render.figure;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * What one grid has more than another of its shape, cell by cell; masked where either is.
 *
 * @param a from which is subtracted
 * @param b what is subtracted
 */
record DifferenceGrid(Grid a, Grid b) implements Grid {

  DifferenceGrid {
    checkArgument(
        a.rows() == b.rows() && a.columns() == b.columns(),
        "b must have shape [%s, %s] like a, got [%s, %s]",
        a.rows(),
        a.columns(),
        b.rows(),
        b.columns());
  }

  @Override
  public int rows() {
    return a.rows();
  }

  @Override
  public int columns() {
    return a.columns();
  }

  @Override
  public float value(int row, int column) {
    return (float) ((double) a.value(row, column) - b.value(row, column));
  }

  @Override
  public boolean masked(int row, int column) {
    return a.masked(row, column) || b.masked(row, column);
  }
}
