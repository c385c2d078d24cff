package dev.attn.render.figure;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.function.Function;

/**
 * What the cells of some panels hold.
 *
 * @param cells number of all cells
 * @param masked of these, how many are masked; those count nowhere below
 * @param nan how many are not a number
 * @param infinite how many are infinite
 * @param min smallest finite value, infinite if there is none
 * @param max largest finite value, minus infinite if there is none
 */
public record DataScan(long cells, long masked, long nan, long infinite, double min, double max) {

  /**
   * Returns the counts for some panels.
   *
   * @cost one pass over the cells
   */
  public static DataScan of(List<Panel> panels) {
    requireNonNull(panels, "panels must not be null");
    return of(panels, panel -> (grid, index, values) -> {});
  }

  /** Returns the counts for some panels, whose rows are shown to {@code others} on the way. */
  static DataScan of(List<Panel> panels, Function<Panel, CellWalk.Rows> others) {
    Counter counter = new Counter();
    for (Panel panel : panels) {
      CellWalk.Rows other = others.apply(panel);
      CellWalk.each(
          panel,
          (grid, index, values) -> {
            counter.row(grid, index, values);
            other.row(grid, index, values);
          });
    }
    return new DataScan(
        counter.cells, counter.masked, counter.nan, counter.infinite, counter.min, counter.max);
  }

  private static final class Counter implements CellWalk.Rows {
    private long cells;
    private long masked;
    private long nan;
    private long infinite;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    @Override
    public void row(Grid grid, int index, float[] values) {
      cells += values.length;
      for (int c = 0; c < values.length; c++) {
        float value = values[c];
        if (grid.masked(index, c)) {
          masked++;
        } else if (Float.isNaN(value)) {
          nan++;
        } else if (Float.isInfinite(value)) {
          infinite++;
        } else {
          min = Math.min(min, value);
          max = Math.max(max, value);
        }
      }
    }
  }

  /** Returns whether there is a finite value. */
  public boolean hasValues() {
    return max >= min;
  }
}
