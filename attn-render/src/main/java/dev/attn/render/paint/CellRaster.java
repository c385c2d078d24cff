package dev.attn.render.paint;

import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import java.util.Arrays;

/** Writes cells as runs of whole pixels: one colour per value, one line per row, then copies. */
final class CellRaster {

  private final Mark.Cells cells;
  private final PixelBand band;
  private final CellColors colors;
  private final int[] line;

  private CellRaster(Mark.Cells cells, PixelBand band) {
    this.cells = cells;
    this.band = band;
    colors = new CellColors(cells);
    line = new int[Math.multiplyExact(cells.grid().columns(), cells.cellWidth())];
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
    int width = cells.cellWidth();
    colors.read(row);
    for (int column = 0; column < cells.grid().columns(); column++) {
      Arrays.fill(line, column * width, (column + 1) * width, colors.color(column));
    }
    int top = cells.box().y() + row * cells.cellHeight();
    for (int y = top; y < top + cells.cellHeight(); y++) {
      band.line(cells.box().x(), y, line);
    }
    for (int column = 0; column < cells.grid().columns(); column++) {
      if (colors.pattern(column) != CellColors.Pattern.NONE) {
        pattern(column, top);
      }
    }
  }

  private void pattern(int column, int top) {
    int width = cells.cellWidth();
    Box cell = new Box(cells.box().x() + column * width, top, width, cells.cellHeight());
    if (colors.pattern(column) == CellColors.Pattern.HATCH) {
      CellPattern.hatch(band, cell, cells.box(), colors.color(column));
    } else {
      CellPattern.cross(band, cell, colors.color(column));
    }
  }
}
