package dev.attn.render.layout;

import dev.attn.render.figure.Grid;
import dev.attn.render.figure.Tiles;
import java.util.List;

/**
 * What the cells of some grids hold.
 *
 * @param cells number of all cells
 * @param masked of these, how many are masked; those count nowhere below
 * @param nan how many are not a number
 * @param infinite how many are infinite
 * @param min smallest finite value, infinite if there is none
 * @param max largest finite value, minus infinite if there is none
 */
record DataScan(long cells, long masked, long nan, long infinite, double min, double max) {

  static final DataScan EMPTY =
      new DataScan(0, 0, 0, 0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

  static DataScan of(Tiles tiles) {
    DataScan scan = EMPTY;
    for (List<Grid> row : tiles.grids()) {
      for (Grid grid : row) {
        scan = scan.with(of(grid));
      }
    }
    return scan;
  }

  static DataScan of(Grid grid) {
    long masked = 0;
    long nan = 0;
    long infinite = 0;
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    float[] row = new float[grid.columns()];
    for (int r = 0; r < grid.rows(); r++) {
      grid.row(r, row);
      for (int c = 0; c < row.length; c++) {
        float value = row[c];
        if (grid.masked(r, c)) {
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
    return new DataScan((long) grid.rows() * grid.columns(), masked, nan, infinite, min, max);
  }

  DataScan with(DataScan other) {
    return new DataScan(
        cells + other.cells,
        masked + other.masked,
        nan + other.nan,
        infinite + other.infinite,
        Math.min(min, other.min),
        Math.max(max, other.max));
  }

  /** Returns whether there is a value that may count for limits. */
  boolean hasValues() {
    return max >= min;
  }
}
