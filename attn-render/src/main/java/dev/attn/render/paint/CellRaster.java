package dev.attn.render.paint;

import dev.attn.render.color.ColorScale;
import dev.attn.render.figure.Grid;
import dev.attn.render.figure.Masked;
import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import java.util.Arrays;

/** Writes cells as runs of whole pixels: one colour per value, one line per row, then copies. */
final class CellRaster {

  private final Mark.Cells cells;
  private final PixelBand band;
  private final float[] values;
  private final int[] line;

  private CellRaster(Mark.Cells cells, PixelBand band) {
    this.cells = cells;
    this.band = band;
    values = new float[cells.grid().columns()];
    line = new int[Math.multiplyExact(values.length, cells.cellWidth())];
  }

  /** Draws the cells as far as they lie in the band. */
  static void draw(Mark.Cells cells, PixelBand band) {
    CellRaster raster = new CellRaster(cells, band);
    int height = cells.cellHeight();
    int first = Math.max(0, (band.box().y() - cells.box().y()) / height);
    int rowsToBottom = (band.box().bottom() - cells.box().y() + height - 1) / height;
    int end = Math.min(cells.grid().rows(), rowsToBottom);
    for (int row = first; row < end; row++) {
      raster.row(row);
    }
  }

  private void row(int row) {
    Grid grid = cells.grid();
    ColorScale scale = cells.scale();
    int width = cells.cellWidth();
    grid.row(row, values);
    for (int column = 0; column < values.length; column++) {
      int color = grid.masked(row, column) ? scale.map().masked() : scale.rgb(values[column]);
      Arrays.fill(line, column * width, (column + 1) * width, color);
    }
    int top = cells.box().y() + row * cells.cellHeight();
    for (int y = top; y < top + cells.cellHeight(); y++) {
      band.line(cells.box().x(), y, line);
    }
    patterns(row, top);
  }

  /** Masked and NaN cells are told from values by more than their colour, where they are large. */
  private void patterns(int row, int top) {
    int width = cells.cellWidth();
    int height = cells.cellHeight();
    if (!CellPattern.fitsHatch(width, height)) {
      return;
    }
    for (int column = 0; column < values.length; column++) {
      Box cell = new Box(cells.box().x() + column * width, top, width, height);
      if (cells.grid().masked(row, column)) {
        if (cells.masked() == Masked.BLANK) {
          continue;
        }
        CellPattern.hatch(band, cell, cells.box(), cells.scale().map().masked());
      } else if (Float.isNaN(values[column]) && CellPattern.fitsCross(width, height)) {
        CellPattern.cross(band, cell, cells.scale().map().nan());
      }
    }
  }
}
