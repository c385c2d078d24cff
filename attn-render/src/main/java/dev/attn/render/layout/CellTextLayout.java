package dev.attn.render.layout;

import dev.attn.render.color.ColorScale;
import dev.attn.render.color.Contrast;
import dev.attn.render.figure.CellText;
import dev.attn.render.figure.Fact;
import dev.attn.render.figure.Grid;
import dev.attn.render.figure.Panel;
import dev.attn.render.figure.Position;
import dev.attn.render.scene.Box;
import dev.attn.render.scene.Role;
import dev.attn.render.text.Rotation;
import java.util.List;
import java.util.Locale;

/**
 * Writes values into cells: all chosen ones, or none if one of them does not fit.
 *
 * @param pen where to draw
 * @param panel what the cells belong to
 * @param place where they are
 * @param cell how large one is
 * @param colors what is below the text
 */
record CellTextLayout(
    Pen pen, Panel panel, Canvas.Place place, CellSizes.Cell cell, ColorScale colors) {

  void draw(CellText text) {
    Grid grid = panel.tiles().tile(0, 0);
    Lengths lengths = pen.lengths();
    int spare = lengths.frame();
    int height = cell.height() - 2 * spare;
    if (pen.measurer().lineHeight(lengths.smallestLabelSize()) > height) {
      tellMissing("cells are " + cell.height() + " px high");
      return;
    }
    List<Position> cells = text.cells(grid);
    NumberLabels numbers = numbers(text, grid, cells);
    List<String> texts =
        cells.stream().map(c -> number(numbers, grid.value(c.row(), c.column()))).toList();
    for (int size = lengths.labelSize(); size >= lengths.smallestLabelSize(); size--) {
      int current = size;
      int widest =
          texts.stream().mapToInt(each -> pen.measurer().width(each, current)).max().orElse(0);
      if (widest <= cell.width() - 2 * spare && pen.measurer().lineHeight(size) <= height) {
        write(grid, cells, texts, size);
        return;
      }
    }
    tellMissing("cells are " + cell.width() + " px wide");
  }

  private void write(Grid grid, List<Position> cells, List<String> texts, int size) {
    for (int i = 0; i < cells.size(); i++) {
      Position at = cells.get(i);
      Box box = place.position(at.row(), at.column());
      TextLine line = pen.line(texts.get(i), size, Rotation.NONE);
      int ink = Contrast.blackOrWhite(colors.rgb(grid.value(at.row(), at.column())));
      String id = panel.id() + ".text[" + at.row() + "," + at.column() + "]";
      int x = box.x() + Math.floorDiv(box.width() - line.width(), 2);
      int y = box.y() + Math.floorDiv(box.height() - line.height(), 2);
      pen.canvas().add(Canvas.Layer.OVERLAY, line.at(id, Role.CELL_TEXT, x, y, ink));
    }
    long total = (long) grid.rows() * grid.columns();
    List<Double> numbers = List.of((double) cells.size(), (double) total, (double) size);
    String said =
        String.format(
            Locale.US,
            "%d of %d cells have their value written, %d px high",
            cells.size(),
            total,
            size);
    pen.canvas().fact(new Fact("cell-text", panel.id(), numbers, said));
  }

  private void tellMissing(String why) {
    pen.canvas()
        .note(
            new Fact(
                "cell-text-missing",
                panel.id(),
                List.of((double) cell.width(), (double) cell.height()),
                "no values in cells: " + why));
  }

  private static NumberLabels numbers(CellText text, Grid grid, List<Position> cells) {
    double largest = 0;
    boolean whole = true;
    for (Position at : cells) {
      double value = Math.abs(grid.value(at.row(), at.column()));
      if (Double.isFinite(value)) {
        largest = Math.max(largest, value);
        whole &= value == Math.rint(value);
      }
    }
    int significant = whole ? 0 : NumberLabels.decimalsOfTwoDigits(largest);
    return NumberLabels.withDecimals(text.decimals().orElse(significant));
  }

  private static String number(NumberLabels numbers, double value) {
    return Double.isInfinite(value) ? value > 0 ? "∞" : "−∞" : numbers.of(List.of(value)).get(0);
  }
}
