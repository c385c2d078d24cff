package dev.attn.render.figure;

/**
 * A rectangle of values to be drawn as cells: data stripped of its origin.
 *
 * <p>Implementations are immutable. A masked cell has no value to show: it is left out of limits
 * and drawn in a colour of its own.
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

  /** Copies one row of values to the first {@link #columns()} entries of {@code target}. */
  default void row(int row, float[] target) {
    for (int column = 0; column < columns(); column++) {
      target[column] = value(row, column);
    }
  }
}
