package dev.attn.render.figure;

import dev.attn.tensor.AttentionMatrix;

/** A view of one head. */
record MatrixGrid(AttentionMatrix matrix) implements Grid {

  @Override
  public int rows() {
    return matrix.queries();
  }

  @Override
  public int columns() {
    return matrix.keys();
  }

  @Override
  public float value(int row, int column) {
    return (float) matrix.weight(row, column);
  }

  @Override
  public void row(int row, float[] target) {
    matrix.row(row, target);
  }

  @Override
  public boolean masked(int row, boolean[] target) {
    return false;
  }
}
