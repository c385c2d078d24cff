package dev.attn.render.figure;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.tensor.NumericArray;

/** A view of an array of rank 2. */
record NumericGrid(NumericArray array) implements Grid {

  NumericGrid {
    checkArgument(array.rank() == 2, "array must be of rank 2, got shape %s", array.shape());
  }

  @Override
  public int rows() {
    return array.length(0);
  }

  @Override
  public int columns() {
    return array.length(1);
  }

  @Override
  public float value(int row, int column) {
    return (float) array.value(row, column);
  }

  @Override
  public void row(int row, float[] target) {
    double[] values = new double[columns()];
    array.read((long) row * columns(), values);
    for (int column = 0; column < values.length; column++) {
      target[column] = (float) values[column];
    }
  }

  @Override
  public boolean masked(int row, boolean[] target) {
    return false;
  }
}
