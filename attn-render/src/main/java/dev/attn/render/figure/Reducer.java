package dev.attn.render.figure;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import dev.attn.tensor.Span;

/**
 * What makes one number of a whole head. Masked cells do not count; a head without any other has
 * none and gives NaN, and so does a head with a NaN among the cells that count.
 */
public sealed interface Reducer {

  /** Returns the number for {@code grid}, whose rows are queries and whose columns are keys. */
  double reduce(Grid grid);

  /** Returns the largest value. */
  static Reducer max() {
    return new Max();
  }

  /** Returns the mean over the cells that are not masked. */
  static Reducer mean() {
    return new Mean();
  }

  /** Returns the sum. */
  static Reducer sum() {
    return new Sum();
  }

  /** Returns the value of one cell. */
  static Reducer entry(int query, int key) {
    return new Sum(query, query + 1, key, key + 1);
  }

  /** Returns the sum over the cells in which a query of one span reads a key of another. */
  static Reducer mass(Span queries, Span keys) {
    requireNonNull(queries, "queries must not be null");
    requireNonNull(keys, "keys must not be null");
    return new Sum(queries.from(), queries.to(), keys.from(), keys.to());
  }

  /** The largest value. */
  record Max() implements Reducer {

    @Override
    public double reduce(Grid grid) {
      requireNonNull(grid, "grid must not be null");
      double max = Double.NaN;
      for (int r = 0; r < grid.rows(); r++) {
        for (int c = 0; c < grid.columns(); c++) {
          if (!grid.masked(r, c)) {
            double value = grid.value(r, c);
            if (Double.isNaN(value)) {
              return Double.NaN;
            }
            max = Double.isNaN(max) ? value : Math.max(max, value);
          }
        }
      }
      return max;
    }
  }

  /** The mean. */
  record Mean() implements Reducer {

    @Override
    public double reduce(Grid grid) {
      requireNonNull(grid, "grid must not be null");
      long count = 0;
      for (int r = 0; r < grid.rows(); r++) {
        for (int c = 0; c < grid.columns(); c++) {
          count += grid.masked(r, c) ? 0 : 1;
        }
      }
      return new Sum().reduce(grid) / count;
    }
  }

  /**
   * The sum over a rectangle.
   *
   * @param fromQuery first row
   * @param toQuery row after the last one, at most that of the grid
   * @param fromKey first column
   * @param toKey column after the last one, at most that of the grid
   */
  record Sum(int fromQuery, int toQuery, int fromKey, int toKey) implements Reducer {

    private static final int ALL = Integer.MAX_VALUE;

    /** The sum over all cells. */
    public Sum() {
      this(0, ALL, 0, ALL);
    }

    @Override
    public double reduce(Grid grid) {
      requireNonNull(grid, "grid must not be null");
      checkEnd("query", toQuery, grid.rows());
      checkEnd("key", toKey, grid.columns());
      double sum = 0;
      boolean empty = true;
      for (int r = fromQuery; r < Math.min(toQuery, grid.rows()); r++) {
        for (int c = fromKey; c < Math.min(toKey, grid.columns()); c++) {
          if (!grid.masked(r, c)) {
            sum += grid.value(r, c);
            empty = false;
          }
        }
      }
      return empty ? Double.NaN : sum;
    }

    private static void checkEnd(String name, int end, int count) {
      checkArgument(
          end == ALL || end <= count, "%s must be in [0, %s), got %s", name, count, end - 1);
    }
  }
}
