package dev.attn.render.figure;

import static java.util.Objects.requireNonNull;

import java.util.List;

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
    Counter all = new Counter();
    new CellWalk(panels)
        .collect(Counter::new, (counter, panel, index, row) -> counter.add(row))
        .forEach(all::add);
    return new DataScan(all.cells, all.masked, all.nan, all.infinite, all.min, all.max);
  }

  /** Returns how many values are finite. */
  long finite() {
    return cells - masked - nan - infinite;
  }

  /** Returns whether there is a finite value. */
  public boolean hasValues() {
    return max >= min;
  }

  private static final class Counter {
    private long cells;
    private long masked;
    private long nan;
    private long infinite;
    private float min = Float.POSITIVE_INFINITY;
    private float max = Float.NEGATIVE_INFINITY;

    private void add(CellRow row) {
      cells += row.columns();
      for (int c = 0; c < row.columns(); c++) {
        float value = row.value(c);
        if (row.masked(c)) {
          masked++;
        } else if (!(value < max && (value > min || isSame(value, min)))) {
          add(value);
        }
      }
    }

    /** Whether two values have the same bits: 0 and -0 have not. */
    private static boolean isSame(float value, float other) {
      return Float.floatToRawIntBits(value) == Float.floatToRawIntBits(other);
    }

    /** Adds a value that is not surely one of those that change nothing. */
    private void add(float value) {
      if (Float.isFinite(value)) {
        min = Math.min(min, value);
        max = Math.max(max, value);
      } else if (Float.isNaN(value)) {
        nan++;
      } else {
        infinite++;
      }
    }

    private void add(Counter other) {
      cells += other.cells;
      masked += other.masked;
      nan += other.nan;
      infinite += other.infinite;
      min = Math.min(min, other.min);
      max = Math.max(max, other.max);
    }
  }
}
