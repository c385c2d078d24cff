package dev.attn.render.layout;

import dev.attn.render.figure.Bar;
import dev.attn.render.figure.Fact;
import dev.attn.render.figure.Legend;
import dev.attn.render.figure.Notes;
import dev.attn.render.figure.ResolvedScale;
import dev.attn.render.figure.Scale;
import dev.attn.render.figure.Sheet;
import dev.attn.render.figure.Side;
import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import dev.attn.render.scene.Role;
import dev.attn.render.scene.Scene;
import dev.attn.render.text.Rotation;
import dev.attn.render.text.TextMeasurer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Lays out one sheet: panels first, then what stands around them, then the margins.
 *
 * @param sheet what to lay out
 * @param scales with limits, for all panels
 * @param measurer the size of text
 * @param lengths the lengths that all figures share
 */
record SheetLayout(
    Sheet sheet, Map<Scale, ResolvedScale> scales, TextMeasurer measurer, Lengths lengths) {

  private static final int CAPTION_LINES = 12;

  Layout layout(CellSizes sizes, Reductions reductions) {
    return layout(sizes, reductions, 0, 0);
  }

  /** Lays out a figure of at least this size; what is left over goes to both sides. */
  Layout layout(CellSizes sizes, Reductions reductions, int leastWidth, int leastHeight) {
    Canvas canvas = new Canvas(sheet.look().theme());
    Pen pen = new Pen(measurer, lengths, canvas);
    InnerBars inner = InnerBars.of(sheet, scales);
    Placeable content = new BlockLayouts(pen, scales, sizes, reductions, inner).of(sheet.content());
    content.place(0, 0, pen);
    Insets insets = content.insets();
    Box bounds =
        new Box(
            -insets.left(),
            -insets.top(),
            insets.left() + content.width() + insets.right(),
            insets.top() + content.height() + insets.bottom());
    bounds = bars(pen, inner, bounds);
    bounds = legend(pen, bounds);
    bounds = title(pen, bounds);
    DrawnFacts.tell(sheet.facts(scales), canvas);
    new TextFacts(canvas, measurer).tell();
    for (Fact note : sheet.notes()) {
      canvas.note(note);
    }
    bounds = caption(pen, bounds);
    bounds = notes(pen, bounds);
    LinkLayout links = new LinkLayout(pen);
    for (int i = 0; i < sheet.links().size(); i++) {
      links.draw("link[" + i + "]", sheet.links().get(i));
    }
    links.plates();
    leftOver(canvas, bounds, leastWidth, leastHeight);
    Scene scene = scene(canvas, bounds, leastWidth, leastHeight);
    return new Layout(scene, scales, canvas.facts(), canvas.findings());
  }

  private Box bars(Pen pen, InnerBars inner, Box content) {
    Box bounds = content;
    BarRack rack = new BarRack(pen, scales);
    for (int i = 0; i < sheet.bars().size(); i++) {
      Bar bar = sheet.bars().get(i);
      if (bar.side() == Side.BOTTOM) {
        bounds = levelBar(pen, "bar[" + i + "]", bar, bounds);
      } else if (!inner.contains(bar)) {
        BarRack.Standing standing = rack.stand("bar[" + i + "]", bar, content.right());
        bounds = bounds.union(withoutOverhang(standing.frame(), standing.drawn()));
      }
    }
    return bounds;
  }

  private Box levelBar(Pen pen, String id, Bar bar, Box content) {
    ResolvedScale scale = Objects.requireNonNull(scales.get(bar.scale()));
    Canvas scratch = new Canvas(pen.canvas().theme());
    bar.panels().forEach(panel -> scratch.place(panel, pen.canvas().place(panel)));
    int y = content.bottom() + lengths.afterTitle() + lengths.tick();
    new LevelBar(new Pen(measurer, lengths, scratch), id, bar, scale).draw(y);
    new LevelBar(pen, id, bar, scale).draw(y);
    Box drawn = scratch.bounds().orElse(content);
    int left = Math.min(content.x(), drawn.x() + lengths.barOverhang());
    int right = Math.max(content.right(), drawn.right() - lengths.barOverhang());
    return content.union(new Box(left, drawn.y(), right - left, drawn.height()));
  }

  /** The numbers at the ends of a bar, and its arrows, may reach a little into the margin. */
  private Box withoutOverhang(Box frame, Box drawn) {
    int top = Math.min(frame.y(), drawn.y() + lengths.barOverhang());
    int bottom = Math.max(frame.bottom(), drawn.bottom() - lengths.barOverhang());
    return new Box(drawn.x(), top, drawn.width(), bottom - top);
  }

  private Box legend(Pen pen, Box content) {
    Box bounds = content;
    int x = content.right() + lengths.beforeBar();
    int y = pen.canvas().cells().y() - lengths.frame();
    for (int i = 0; i < sheet.legend().entries().size(); i++) {
      Legend.Entry entry = sheet.legend().entries().get(i);
      int next = new Swatch(pen, "legend[" + i + "]", x).draw(entry.color(), entry.label(), y);
      TextLine label = pen.line(entry.label(), lengths.labelSize(), Rotation.NONE);
      int width = lengths.swatch() + lengths.tick() + label.width();
      bounds = bounds.union(new Box(x, y, width, next - y));
      y = next;
    }
    return bounds;
  }

  private Box title(Pen pen, Box content) {
    if (sheet.title().isEmpty()) {
      return content;
    }
    String title = sheet.title().get();
    int size = lengths.figureTitleSize();
    int room = Math.max(content.width(), lengths.narrowestText());
    Wrapping wrapping = pen.wrap(title, size, room);
    if (wrapping.cut()) {
      pen.canvas().note(new Fact("title-cut", "title", List.of(), "title shortened: " + title));
    }
    TextBlock block = new TextBlock(pen.wrapped(wrapping, size, Rotation.NONE));
    Box cells = pen.canvas().cells();
    int width = block.width();
    int left = cells.x() + cells.width() / 2 - width / 2;
    left = Math.max(content.x(), Math.min(left, content.right() - width));
    int top = content.y() - lengths.afterTitle() - block.height();
    pen.centred("title", Role.TITLE, block.lines(), left + width / 2, top);
    return content.union(new Box(left, top, width, block.height()));
  }

  private Box caption(Pen pen, Box content) {
    if (sheet.caption().isEmpty()) {
      return content;
    }
    String caption = sheet.caption().get();
    int size = lengths.labelSize();
    int room = Math.max(content.width(), lengths.narrowestText());
    Wrapping wrapping = Wrapping.of(measurer, caption, size, room, CAPTION_LINES);
    if (wrapping.cut()) {
      pen.canvas()
          .note(new Fact("title-cut", "caption", List.of(), "caption shortened: " + caption));
    }
    int y = content.bottom() + lengths.afterTitle() + lengths.tick();
    Box bounds = content;
    List<TextLine> lines = pen.wrapped(wrapping, size, Rotation.NONE);
    for (int i = 0; i < lines.size(); i++) {
      TextLine line = lines.get(i);
      pen.text("caption[" + i + "]", Role.CAPTION, line, content.x(), y);
      bounds = bounds.union(new Box(content.x(), y, line.width(), line.height()));
      y += line.height();
    }
    return bounds;
  }

  private Box notes(Pen pen, Box content) {
    if (sheet.look().notes() == Notes.OFF || pen.canvas().notes().isEmpty()) {
      return content;
    }
    int size = lengths.noteSize();
    int room = Math.max(content.width(), lengths.narrowestText());
    int y = content.bottom() + lengths.afterTitle() + lengths.tick();
    Box bounds = content;
    int index = 0;
    for (String note : List.copyOf(pen.canvas().notes())) {
      for (TextLine line : pen.wrapped(pen.wrap(note, size, room), size, Rotation.NONE)) {
        pen.text("note[" + index + "]", Role.NOTE, line, content.x(), y);
        bounds = bounds.union(new Box(content.x(), y, line.width(), line.height()));
        y += line.height();
        index++;
      }
    }
    return bounds;
  }

  /** Tells how much of a figure of fixed size its whole cells leave empty. */
  private void leftOver(Canvas canvas, Box bounds, int leastWidth, int leastHeight) {
    int right = leastWidth - bounds.width() - 2 * lengths.margin();
    int below = leastHeight - bounds.height() - 2 * lengths.margin();
    if (right > 0 || below > 0) {
      List<Double> numbers = List.of((double) Math.max(0, right), (double) Math.max(0, below));
      String sentence =
          Math.max(0, right) + " x " + Math.max(0, below) + " px of the figure are left over";
      canvas.fact(new Fact("left-over", "figure", numbers, sentence));
    }
  }

  private Scene scene(Canvas canvas, Box bounds, int leastWidth, int leastHeight) {
    int margin = lengths.margin();
    int width = Math.max(leastWidth, bounds.width() + 2 * margin);
    int height = Math.max(leastHeight, bounds.height() + 2 * margin);
    int dx = (width - bounds.width()) / 2 - bounds.x();
    int dy = (height - bounds.height()) / 2 - bounds.y();
    List<Mark> marks = new ArrayList<>();
    for (Mark mark : canvas.marks()) {
      marks.add(Marks.moved(mark, dx, dy));
    }
    return new Scene(width, height, canvas.theme().background(), marks);
  }
}
