package dev.attn.render.layout;

import dev.attn.render.color.ColorScale;
import dev.attn.render.figure.Grid;
import dev.attn.render.figure.Tiles;
import java.util.List;

/**
 * How many cells lie beyond the limits of a scale, infinite ones included.
 *
 * @param under below
 * @param over above
 */
record Clipped(long under, long over) {

  static Clipped of(Tiles tiles, ColorScale scale) {
    long under = 0;
    long over = 0;
    float[] row = new float[tiles.tileColumns()];
    for (List<Grid> tileRow : tiles.grids()) {
      for (Grid grid : tileRow) {
        for (int r = 0; r < grid.rows(); r++) {
          grid.row(r, row);
          for (int c = 0; c < row.length; c++) {
            if ((scale.under(row[c]) || scale.over(row[c])) && !grid.masked(r, c)) {
              under += scale.under(row[c]) ? 1 : 0;
              over += scale.over(row[c]) ? 1 : 0;
            }
          }
        }
      }
    }
    return new Clipped(under, over);
  }

  Clipped with(Clipped other) {
    return new Clipped(under + other.under, over + other.over);
  }
}
