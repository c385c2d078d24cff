package dev.attn.render.figure;

/** Another grid with rows and columns exchanged. */
record TransposedGrid(Grid source) implements Grid {

  @Override
  public int rows() {
    return source.columns();
  }

  @Override
  public int columns() {
    return source.rows();
  }

  @Override
  public float value(int row, int column) {
    return source.value(column, row);
  }

  @Override
  public boolean masked(int row, int column) {
    return source.masked(column, row);
  }

  @Override
  public Grid transposed() {
    return source;
  }
}
