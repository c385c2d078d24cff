package dev.attn.render.layout;

import dev.attn.render.color.ColorScale;
import dev.attn.render.color.Contrast;
import dev.attn.render.figure.Axis;
import dev.attn.render.figure.Grid;
import dev.attn.render.figure.Panel;
import dev.attn.render.figure.ResolvedScale;
import dev.attn.render.figure.RunningText;
import dev.attn.render.figure.Side;
import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import dev.attn.render.scene.Role;
import dev.attn.render.text.Rotation;
import dev.attn.tensor.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Tokens in lines, each on the colour of its value, with spans below the lines they are in. */
final class RunningTextLayout implements Placeable {

  /** A token with its place in the text. */
  private record Token(TextLine line, Box box) {}

  /** The tokens {@code [from, to)} with the spans below them. */
  private record Line(int from, int to, Box box) {}

  private final Panel panel;
  private final ResolvedScale scale;
  private final LabelPlan plan;
  private final List<Token> tokens = new ArrayList<>();
  private final List<Line> lines = new ArrayList<>();
  private final Box extent;

  RunningTextLayout(RunningText text, ResolvedScale scale, CellSizes sizes, Pen pen) {
    this.panel = text.panel();
    this.scale = scale;
    Lengths lengths = pen.lengths();
    int room = sizes.width(text.width());
    int size = lengths.titleSize();
    Axis shown = panel.columns().shown();
    Ellipsis ellipsis = new Ellipsis(label -> pen.measurer().width(label, size));
    int longest = Math.max(1, room - 2 * lengths.tokenPad());
    List<String> texts =
        shown.labels().stream().map(label -> ellipsis.middle(label, longest)).toList();
    List<Integer> all = IntStream.range(0, texts.size()).boxed().toList();
    this.plan = new LabelPlan(all, texts, size, Rotation.NONE, LabelPlan.Rung.NOTHING);
    breakLines(texts, room, new Pen(pen.measurer(), lengths, new Canvas(pen.canvas().theme())));
    this.extent = lines.stream().map(Line::box).reduce(Box::union).orElse(new Box(0, 0, room, 1));
  }

  private void breakLines(List<String> texts, int room, Pen scratch) {
    Lengths lengths = scratch.lengths();
    int x = 0;
    int y = 0;
    int start = 0;
    for (int i = 0; i < texts.size(); i++) {
      TextLine line = scratch.line(texts.get(i), plan.size(), plan.rotation());
      int width = line.width() + 2 * lengths.tokenPad();
      int height = line.height() + 2 * lengths.tokenPad();
      String raw = panel.columns().labels().get(i);
      int gap = panel.columns().display().joins(raw) ? lengths.frame() : lengths.betweenWords();
      if (i > start && x + gap + width > room) {
        y = endLine(start, scratch) + lengths.betweenLines();
        x = 0;
        start = i;
      }
      x += i == start ? 0 : gap;
      tokens.add(new Token(line, new Box(x, y, width, height)));
      x += width;
      if (panel.columns().display().endsLine(raw)) {
        x = room;
      }
    }
    if (!tokens.isEmpty()) {
      endLine(start, scratch);
    }
  }

  /** Ends a line with the last token, and returns where its spans end. */
  private int endLine(int from, Pen scratch) {
    int to = tokens.size();
    Box words = tokens.get(from).box().union(tokens.get(to - 1).box());
    int depth = spans(new Line(from, to, words), 0, 0, scratch);
    lines.add(
        new Line(from, to, new Box(words.x(), words.y(), words.width(), words.height() + depth)));
    return words.bottom() + depth;
  }

  /** Draws the spans of a line and returns how far below its tokens they end. */
  private int spans(Line line, int x, int y, Pen pen) {
    List<Span> spans = spans(line);
    Box first = tokens.get(line.from()).box();
    Box words = new Box(x, y + first.y(), width(line.from(), line.to()), first.height());
    String id = panel.id() + ".line[" + line.from() + "]";
    Edge edge = new Edge(Side.BOTTOM, words);
    return new AxisSpans(pen, id, spans, panel.columns().mark(), new TokenPlaces(), edge).draw(0);
  }

  /** The parts of spans in a line; names say where they go on. */
  private List<Span> spans(Line line) {
    List<Span> parts = new ArrayList<>();
    for (Span span : panel.columns().spans()) {
      int from = Math.max(span.from(), line.from());
      int to = Math.min(span.to(), line.to());
      if (from < to) {
        String before = span.from() < from ? "\u2026 " : "";
        String after = to < span.to() ? " \u2026" : "";
        parts.add(new Span(from, to, before + span.label() + after, span.level()));
      }
    }
    return parts;
  }

  private int width(int from, int to) {
    return tokens.get(to - 1).box().right() - tokens.get(from).box().x();
  }

  /** Tokens have widths of their own. */
  private final class TokenPlaces implements AxisSpans.Places {

    @Override
    public int start(int from, int to) {
      return tokens.get(from).box().x();
    }

    @Override
    public int length(int from, int to) {
      return RunningTextLayout.this.width(from, to);
    }
  }

  @Override
  public int width() {
    return extent.right();
  }

  @Override
  public int height() {
    return extent.bottom();
  }

  @Override
  public Insets insets() {
    return new Insets(0, 0, 0, 0);
  }

  @Override
  public void place(int x, int y, Pen pen) {
    Canvas canvas = pen.canvas();
    Box cells = new Box(x, y, width(), height());
    Track rows = new Track(1, height(), 0, false, 1);
    Track columns = new Track(1, width(), 0, false, 1);
    canvas.place(panel.id(), new Canvas.Place(cells, rows, columns));
    ColorScale colors =
        new ColorScale(canvas.theme().colormap(scale.colors().map()), scale.colors().norm());
    Grid grid = panel.tiles().tile(0, 0);
    for (int i = 0; i < tokens.size(); i++) {
      TextLine line = tokens.get(i).line();
      Box own = tokens.get(i).box();
      Box box = new Box(x + own.x(), y + own.y(), own.width(), own.height());
      String id = panel.id() + ".token[" + i + "]";
      int color = color(grid, i, colors);
      canvas.add(Canvas.Layer.CELLS, Mark.Rect.filled(id + ".cell", Role.CELLS, box, color));
      if (!line.text().isEmpty()) {
        int ink = Contrast.blackOrWhite(color);
        int pad = pen.lengths().tokenPad();
        canvas.add(
            Canvas.Layer.OVERLAY, line.at(id, Role.CELL_TEXT, box.x() + pad, box.y() + pad, ink));
      }
    }
    LabelFacts.of(pen, panel.id(), panel.columns()).tell(plan);
    lines.forEach(line -> spans(line, x, y, pen));
  }

  private static int color(Grid grid, int column, ColorScale colors) {
    return grid.masked(0, column) ? colors.map().masked() : colors.rgb(grid.value(0, column));
  }
}
