package dev.attn.render.layout;

import dev.attn.render.color.ColorScale;
import dev.attn.render.figure.BarChart;
import dev.attn.render.figure.Grid;
import dev.attn.render.figure.Position;
import dev.attn.render.figure.ResolvedScale;
import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import dev.attn.render.scene.Role;
import java.util.Map;

/**
 * Draws bars: those that go on beyond the axis end in a tip, cut off by a gap; those without a
 * value are a mark where bars begin, no longer than any other of them.
 */
final class BarMarks {

  private final Pen pen;
  private final BarChart chart;
  private final ResolvedScale scale;
  private final BarGeometry geometry;
  private final Map<Position, Integer> chosen;
  private final Box cells;

  BarMarks(
      Pen pen,
      BarChart chart,
      ResolvedScale scale,
      BarGeometry geometry,
      Map<Position, Integer> chosen,
      Box cells) {
    this.pen = pen;
    this.chart = chart;
    this.scale = scale;
    this.geometry = geometry;
    this.chosen = chosen;
    this.cells = cells;
  }

  void draw() {
    zeroLine();
    Grid grid = geometry.grid();
    for (int r = 0; r < grid.rows(); r++) {
      for (int c = 0; c < grid.columns(); c++) {
        if (!grid.masked(r, c)) {
          bar(new Position(r, c));
        }
      }
    }
  }

  private void bar(Position at) {
    String id = chart.panel().id() + ".bar[" + at.row() + "," + at.column() + "]";
    Box box = geometry.bar(cells, at);
    Canvas canvas = pen.canvas();
    if (geometry.isBlank(at)) {
      canvas.add(Canvas.Layer.OVERLAY, blank(id, box));
      return;
    }
    if (box.height() > 0) {
      canvas.add(Canvas.Layer.CELLS, Mark.Rect.filled(id, Role.CELLS, box, color(at)));
    }
    geometry.tip(cells, at).ifPresent(tip -> tip(id, tip, at));
  }

  /** One cell that is not a number, like those of maps. */
  private Mark blank(String id, Box box) {
    ColorScale colors = scale.colors();
    ColorScale shown = new ColorScale(pen.canvas().theme().colormap(colors.map()), colors.norm());
    Grid nan = Grid.of(1, 1, (row, column) -> Float.NaN);
    return new Mark.Cells(id, Role.CELLS, box, nan, shown, box.width(), box.height());
  }

  private int color(Position at) {
    int plain = geometry.hangs(at) ? chart.colors().negative() : chart.colors().positive();
    return chosen.getOrDefault(at, plain);
  }

  /** Slices, each shorter than the one before, a gap away from the bar. */
  private void tip(String id, Box tip, Position at) {
    boolean hangs = geometry.hangs(at);
    int gap = pen.lengths().outline();
    int depth = tip.height() - gap;
    for (int i = 0; i < depth; i++) {
      int inset = i * tip.width() / (2 * depth);
      int y = hangs ? tip.y() + gap + i : tip.bottom() - gap - 1 - i;
      Box slice = new Box(tip.x() + inset, y, tip.width() - 2 * inset, 1);
      String sliceId = id + ".tip[" + i + "]";
      pen.canvas().add(Canvas.Layer.CELLS, Mark.Rect.filled(sliceId, Role.CELLS, slice, color(at)));
    }
  }

  /** A line where bars begin, unless the frame is there. */
  private void zeroLine() {
    int level = geometry.level(0);
    boolean isOnAxis = geometry.norm().lo() <= 0 && geometry.norm().hi() >= 0;
    if (isOnAxis && level > 0 && level < geometry.height()) {
      Box line = new Box(cells.x(), cells.y() + level, cells.width(), pen.lengths().frame());
      int color = pen.canvas().theme().text();
      String id = chart.panel().id() + ".zero";
      pen.canvas().add(Canvas.Layer.OVERLAY, Mark.Rect.filled(id, Role.RULE, line, color));
    }
  }
}
