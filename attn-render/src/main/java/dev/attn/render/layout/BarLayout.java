package dev.attn.render.layout;

import dev.attn.render.color.Normalization;
import dev.attn.render.figure.Bar;
import dev.attn.render.figure.Fact;
import dev.attn.render.figure.Grid;
import dev.attn.render.figure.ResolvedScale;
import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import dev.attn.render.scene.Role;
import dev.attn.render.text.Rotation;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws a colour bar beside its panels: exactly as high as they are together, one colour per row of
 * pixels, coloured by the same scale as the cells.
 */
final class BarLayout {

  private final Pen pen;
  private final String id;
  private final Bar bar;
  private final ResolvedScale scale;
  private final Box frame;

  /** Begins a bar whose frame has its left edge at {@code x}. */
  BarLayout(Pen pen, String id, Bar bar, ResolvedScale scale, int x) {
    this.pen = pen;
    this.id = id;
    this.bar = bar;
    this.scale = scale;
    int line = pen.lengths().frame();
    Box panels = extent(bar, pen);
    this.frame = new Box(x, panels.y(), pen.lengths().bar() + 2 * line, panels.height());
  }

  /** Returns the box around the frames of the panels of a bar. */
  static Box extent(Bar bar, Pen pen) {
    Box extent = pen.canvas().place(bar.panels().get(0)).cells();
    for (String panel : bar.panels()) {
      extent = extent.union(pen.canvas().place(panel).cells());
    }
    return extent.grow(pen.lengths().frame());
  }

  /** Draws everything and returns the frame of the bar. */
  Box draw() {
    Box inside = frame.grow(-pen.lengths().frame());
    Canvas canvas = pen.canvas();
    Normalization norm = scale.colors().norm().bar();
    int height = inside.height();
    Grid grid =
        Grid.of(height, 1, (row, column) -> (float) norm.value((height - row - 0.5) / height));
    canvas.add(
        Canvas.Layer.CELLS,
        new Mark.Cells(id + ".cells", Role.BAR, inside, grid, scale.colors(), inside.width(), 1));
    canvas.add(
        Canvas.Layer.FRAME,
        Mark.Rect.frame(
            id + ".frame", Role.BAR, frame, canvas.theme().line(), pen.lengths().frame()));
    int right = ticks(inside);
    if (bar.scale().title().isPresent()) {
      title(bar.scale().title().get(), right);
    }
    new BarEnds(pen, id, scale, frame).draw();
    return frame;
  }

  private int ticks(Box inside) {
    int size = pen.lengths().labelSize();
    int line = pen.measurer().lineHeight(size);
    Normalization norm = scale.colors().norm().bar();
    Ticks ticks =
        Ticks.of(
            scale.colors().norm(),
            bar.scale().tickStep(),
            bar.scale().limits().isFixed() ? Ticks.Ends.ROUND_ONLY : Ticks.Ends.NAMED,
            inside.height(),
            pen.lengths().perTick());
    List<Integer> rows = new ArrayList<>();
    for (double value : ticks.values()) {
      rows.add((int) Math.round((1 - norm.position(value)) * (inside.height() - 1)));
    }
    List<Integer> tops = new LabelRows(line).tops(rows);
    int labels = frame.right() + pen.lengths().tick() + pen.lengths().pad();
    int right = labels;
    int thin = pen.lengths().frame();
    int missing = 0;
    for (int i = 0; i < rows.size(); i++) {
      if (tops.get(i) == LabelRows.LEFT_OUT) {
        missing++;
        continue;
      }
      int y = inside.y() + rows.get(i);
      Box tick =
          new Box(frame.right(), Math.min(y, inside.bottom() - thin), pen.lengths().tick(), thin);
      pen.rule(Canvas.Layer.SPAN, id + ".tick[" + i + "]", Role.TICK, tick);
      TextLine text = pen.line(ticks.labels().get(i), size, Rotation.NONE);
      pen.text(id + ".label[" + i + "]", Role.BAR_LABEL, text, labels, inside.y() + tops.get(i));
      right = Math.max(right, labels + text.width());
    }
    tellLeftOut(pen, id, missing, tops.size());
    return right;
  }

  /** Tells that there was no room for some numbers and their ticks. */
  static void tellLeftOut(Pen pen, String id, long missing, int total) {
    if (missing > 0) {
      String sentence = missing + " of " + total + " numbers of a scale left out";
      List<Double> numbers = List.of((double) missing, (double) total);
      pen.canvas().fact(new Fact("bar-labels-thinned", id, numbers, sentence));
    }
  }

  /** Tells that a title is not drawn as a whole. */
  static void tellCut(Pen pen, String id, Wrapping wrapping, String title) {
    if (wrapping.cut()) {
      pen.canvas().note(new Fact("title-cut", id, List.of(), "title of a bar shortened: " + title));
    }
  }

  private void title(String title, int labelsEnd) {
    int size = pen.lengths().titleSize();
    int room = Math.max(frame.height(), pen.lengths().narrowestTitle());
    Wrapping wrapping = pen.wrap(title, size, room);
    tellCut(pen, id, wrapping, title);
    int x = labelsEnd + pen.lengths().beforeAxisTitle();
    TextBlock block = new TextBlock(pen.wrapped(wrapping, size, Rotation.UP));
    int overhang = Math.max(0, block.height() - frame.height());
    int middle = frame.y() + (frame.height() - overhang) / 2;
    block.drawLeftOf(pen, id + ".title", Role.BAR_LABEL, x + block.width(), middle);
  }
}
