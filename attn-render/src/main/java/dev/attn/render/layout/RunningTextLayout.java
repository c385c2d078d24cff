package dev.attn.render.layout;

import dev.attn.render.color.ColorScale;
import dev.attn.render.color.Contrast;
import dev.attn.render.figure.Axis;
import dev.attn.render.figure.Fact;
import dev.attn.render.figure.Grid;
import dev.attn.render.figure.Panel;
import dev.attn.render.figure.ResolvedScale;
import dev.attn.render.figure.RunningText;
import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import dev.attn.render.scene.Role;
import dev.attn.render.text.Rotation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Tokens in lines, each on the colour of its value. */
final class RunningTextLayout implements Placeable {

  /** A token with its place in the text. */
  private record Token(TextLine line, Box box) {}

  private final Panel panel;
  private final ResolvedScale scale;
  private final LabelPlan plan;
  private final List<Token> tokens;
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
    this.tokens = lines(texts, room, pen);
    this.extent = tokens.stream().map(Token::box).reduce(Box::union).orElse(new Box(0, 0, room, 1));
  }

  private List<Token> lines(List<String> texts, int room, Pen pen) {
    Lengths lengths = pen.lengths();
    List<Token> placed = new ArrayList<>();
    int x = 0;
    int y = 0;
    boolean first = true;
    for (int i = 0; i < texts.size(); i++) {
      TextLine line = pen.line(texts.get(i), plan.size(), plan.rotation());
      int width = line.width() + 2 * lengths.tokenPad();
      int height = line.height() + 2 * lengths.tokenPad();
      String raw = panel.columns().labels().get(i);
      int gap = panel.columns().display().joins(raw) ? lengths.frame() : lengths.betweenWords();
      if (!first && x + gap + width > room) {
        x = 0;
        y += height + lengths.betweenLines();
        first = true;
      }
      x += first ? 0 : gap;
      placed.add(new Token(line, new Box(x, y, width, height)));
      x += width;
      first = false;
      if (panel.columns().display().endsLine(raw)) {
        x = room;
      }
    }
    return placed;
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
    tellSpans(canvas);
  }

  private static int color(Grid grid, int column, ColorScale colors) {
    return grid.masked(0, column) ? colors.map().masked() : colors.rgb(grid.value(0, column));
  }

  private void tellSpans(Canvas canvas) {
    int spans = panel.columns().spans().size();
    if (spans > 0) {
      String sentence = spans + " spans of tokens are not drawn";
      canvas.fact(new Fact("spans-missing", panel.id(), List.of((double) spans), sentence));
    }
  }
}
