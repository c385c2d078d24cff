package dev.attn.render.layout;

import dev.attn.render.color.Colormap;
import dev.attn.render.color.Normalization;
import dev.attn.render.figure.Bar;
import dev.attn.render.figure.Grid;
import dev.attn.render.figure.ResolvedScale;
import dev.attn.render.figure.Side;
import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import dev.attn.render.scene.Role;
import dev.attn.render.text.Rotation;
import java.util.List;

/**
 * Draws a colour bar below its panels: from left to right, one colour per column of pixels, numbers
 * and title under it, swatches beside it.
 *
 * @param pen where to draw
 * @param id of the bar
 * @param bar what it belongs to
 * @param scale its colours
 */
record LevelBar(Pen pen, String id, Bar bar, ResolvedScale scale) {

  /** Draws everything below {@code y}. */
  void draw(int y) {
    Lengths lengths = pen.lengths();
    int thin = lengths.frame();
    Box panels = BarLayout.extent(bar, pen);
    int width = Math.max(lengths.shortestBar(), Math.min(lengths.longestBar(), panels.width()));
    int before = BarArrow.isDrawn(scale, scale.under()) ? lengths.barArrow() : 0;
    Box frame = new Box(panels.x() + before, y, width, lengths.swatch() + 2 * thin);
    Box inside = frame.grow(-thin);
    colors(inside);
    Canvas canvas = pen.canvas();
    canvas.add(
        Canvas.Layer.FRAME,
        Mark.Rect.frame(id + ".frame", Role.BAR, frame, canvas.theme().line(), thin));
    arrows(frame);
    swatches(frame);
    int end = numbers(inside);
    bar.scale().title().ifPresent(title -> title(title, inside, end));
  }

  private void colors(Box inside) {
    Normalization norm = scale.colors().norm().bar();
    int width = inside.width();
    Grid grid = Grid.of(1, width, (row, column) -> (float) norm.value((column + 0.5) / width));
    pen.canvas()
        .add(
            Canvas.Layer.CELLS,
            new Mark.Cells(
                id + ".cells", Role.BAR, inside, grid, scale.colors(), 1, inside.height()));
  }

  private int numbers(Box inside) {
    Normalization norm = scale.colors().norm();
    Ticks ticks =
        Ticks.of(
            norm,
            bar.scale().tickStep(),
            bar.scale().limits().isFixed() ? Ticks.Ends.ROUND_ONLY : Ticks.Ends.NAMED,
            inside.width(),
            pen.lengths().perTick());
    List<Integer> places =
        ticks.values().stream()
            .map(value -> (int) Math.round(norm.bar().position(value) * (inside.width() - 1)))
            .toList();
    Edge edge = new Edge(Side.BOTTOM, inside);
    return new ValueAxis(pen, id, edge, Role.BAR_LABEL).draw(ticks, places, pen.lengths().frame());
  }

  private void title(String title, Box inside, int distance) {
    int size = pen.lengths().titleSize();
    int room = Math.max(inside.width(), pen.lengths().narrowestText());
    Wrapping wrapping = pen.wrap(title, size, room);
    BarLayout.tellCut(pen, id, wrapping, title);
    TextBlock block = new TextBlock(pen.wrapped(wrapping, size, Rotation.NONE));
    int half = Math.max(inside.width(), block.width()) / 2;
    int top = inside.bottom() + distance + pen.lengths().pad();
    pen.centred(id + ".title", Role.BAR_LABEL, block.lines(), inside.x() + half, top);
  }

  private void arrows(Box frame) {
    Colormap map = pen.canvas().theme().colormap(scale.colors().map());
    if (BarArrow.isDrawn(scale, scale.under())) {
      new BarArrow(pen, id, new Edge(Side.LEFT, frame)).draw("under", map.under());
    }
    if (BarArrow.isDrawn(scale, scale.over())) {
      new BarArrow(pen, id, new Edge(Side.RIGHT, frame)).draw("over", map.over());
    }
  }

  private void swatches(Box frame) {
    Colormap map = pen.canvas().theme().colormap(scale.colors().map());
    int x = frame.right() + pen.lengths().barArrow() + pen.lengths().beforeBar();
    int y = frame.y() + pen.lengths().frame();
    if (scale.marksMasked()) {
      new Swatch(pen, id + ".masked", x).draw(map.masked(), "masked", y);
      int label = pen.measurer().width("masked", pen.lengths().labelSize());
      x += pen.lengths().swatch() + pen.lengths().tick() + label + pen.lengths().beforeBar();
    }
    if (scale.data().nan() > 0) {
      new Swatch(pen, id + ".NaN", x).draw(map.nan(), "NaN", y);
    }
  }
}
