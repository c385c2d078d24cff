package dev.attn.render.paint;

import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import dev.attn.tensor.Threads;
import java.util.Arrays;

/**
 * Writes cells as runs of whole pixels: one colour per value, one line per row, then copies. Rows
 * are shared among threads; each owns the pixels of its rows.
 */
final class CellRaster {

  /** Pixels that are worth a thread of their own. */
  private static final int PART = 1 << 17;

  /** Cells from which on finding the steps of their colours costs less than it saves. */
  private static final int MANY = 1 << 17;

  private final Mark.Cells cells;
  private final PixelBand band;
  private final CellColors colors;
  private final int[] line;

  private CellRaster(Mark.Cells cells, CellColors colors, PixelBand band) {
    this.cells = cells;
    this.band = band;
    this.colors = colors;
    line =
        cells.cellWidth() == 1
            ? colors.colors()
            : new int[Math.multiplyExact(cells.grid().columns(), cells.cellWidth())];
  }

  /** Draws the cells as far as they lie in the band. */
  static void draw(Mark.Cells cells, PixelBand band) {
    int height = cells.cellHeight();
    int first = Math.max(0, (band.box().y() - cells.box().y()) / height);
    int rowsToBottom = (band.box().bottom() - cells.box().y() + height - 1) / height;
    int end = Math.min(cells.grid().rows(), rowsToBottom);
    int rows = Math.max(1, PART / Math.max(1, cells.box().width()) / height);
    CellColors.ValueColors values = values(cells, end - first);
    Threads.current()
        .forEach(
            Math.max(0, (end - first + rows - 1) / rows),
            part -> {
              CellRaster raster = new CellRaster(cells, new CellColors(cells, values), band);
              int from = first + part * rows;
              for (int row = from; row < Math.min(end, from + rows); row++) {
                raster.row(row);
              }
            });
  }

  private static CellColors.ValueColors values(Mark.Cells cells, int rows) {
    return (long) rows * cells.grid().columns() < MANY
        ? CellColors.each(cells.scale())
        : new ColorSteps(cells.scale())::color;
  }

  private void row(int row) {
    int width = cells.cellWidth();
    colors.read(row);
    for (int column = 0; width > 1 && column < cells.grid().columns(); column++) {
      Arrays.fill(line, column * width, (column + 1) * width, colors.color(column));
    }
    int top = cells.box().y() + row * cells.cellHeight();
    for (int y = top; y < top + cells.cellHeight(); y++) {
      band.line(cells.box().x(), y, line);
    }
    for (int column = 0; colors.patterned() && column < cells.grid().columns(); column++) {
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
