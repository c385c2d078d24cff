package dev.attn.render.figure;

import static java.util.Objects.requireNonNull;

import dev.attn.mask.AttentionMask;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.NumericArray;

/**
 * A rectangle of values to be drawn as cells: data stripped of its origin.
 *
 * <p>Implementations are immutable. A masked cell has no value to show: it is left out of limits
 * and drawn in a colour of its own. Grids of tensors are views: a value is read when it is drawn,
 * or just before, with few others.
 */
public interface Grid {

  /** Returns the number of rows. */
  int rows();

  /** Returns the number of columns. */
  int columns();

  /** Returns the value of one cell; anything for a masked one. */
  float value(int row, int column);

  /** Returns whether one cell is masked. */
  default boolean masked(int row, int column) {
    return false;
  }

  /**
   * Tells which cells of a row are masked.
   *
   * @param target told of each column whether it is masked; left alone if none is
   * @return whether any is
   */
  default boolean masked(int row, boolean[] target) {
    boolean any = false;
    for (int column = 0; column < columns(); column++) {
      target[column] = masked(row, column);
      any |= target[column];
    }
    return any;
  }

  /** Copies one row of values to the first {@link #columns()} entries of {@code target}. */
  default void row(int row, float[] target) {
    for (int column = 0; column < columns(); column++) {
      target[column] = value(row, column);
    }
  }

  /** Returns a grid with a copy of {@code values[row][column]}; all rows must be of one length. */
  static Grid copyOf(float[][] values) {
    return ArrayGrid.copyOf(values);
  }

  /** Returns a grid with a copy of {@code values[row][column]}, rounded to {@code float}. */
  static Grid copyOf(double[][] values) {
    return ArrayGrid.copyOf(values);
  }

  /** Returns a grid whose cells are computed each time they are asked for. */
  static Grid of(int rows, int columns, CellValue cell) {
    requireNonNull(cell, "cell must not be null");
    return new ComputedGrid(rows, columns, cell);
  }

  /** Returns a view of one head: rows are queries, columns are keys. */
  static Grid of(AttentionMatrix matrix) {
    requireNonNull(matrix, "matrix must not be null");
    return new MatrixGrid(matrix);
  }

  /** Returns a view of an array of rank 2. */
  static Grid of(NumericArray array) {
    requireNonNull(array, "array must not be null");
    return new NumericGrid(array);
  }

  /**
   * Returns a view of this grid in which the cells that {@code mask} does not allow are masked too.
   */
  default Grid withMask(AttentionMask mask) {
    requireNonNull(mask, "mask must not be null");
    return new MaskedGrid(this, mask);
  }

  /** Returns a view of this grid with rows and columns exchanged. */
  default Grid transposed() {
    return new TransposedGrid(this);
  }

  /** The value of a cell as a function of where it is. */
  @FunctionalInterface
  interface CellValue {

    /** Returns the value of one cell. */
    float at(int row, int column);
  }
}
