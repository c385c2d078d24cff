package dev.attn.render.layout;

import dev.attn.render.color.ColorScale;
import dev.attn.render.color.Normalization;
import dev.attn.render.figure.Axis;
import dev.attn.render.figure.Fact;
import dev.attn.render.figure.Grid;
import dev.attn.render.figure.Highlight;
import dev.attn.render.figure.Overlay;
import dev.attn.render.figure.Panel;
import dev.attn.render.figure.Position;
import dev.attn.render.figure.ResolvedScale;
import dev.attn.render.figure.Scatter;
import dev.attn.render.figure.Side;
import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import dev.attn.render.scene.Role;
import dev.attn.render.text.Rotation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** Named points on a plane with equal units. */
final class ScatterLayout implements Placeable {

  private final Scatter scatter;
  private final Panel panel;
  private final Grid colors;
  private final ResolvedScale scale;
  private final Plane plane;
  private final Insets insets;

  ScatterLayout(Scatter scatter, ResolvedScale scale, CellSizes sizes, Pen pen) {
    this.scatter = scatter;
    this.panel = scatter.panel();
    this.colors = panel.tiles().tile(0, 0);
    this.scale = scale;
    int span = sizes.width(pen.lengths().autoSpan());
    this.plane = Plane.of(scatter.points(), span, pen.lengths().aroundPoints());
    Pen scratch = new Pen(pen.measurer(), pen.lengths(), new Canvas(pen.canvas().theme()));
    place(0, 0, scratch);
    Box cells = new Box(0, 0, width(), height());
    this.insets = Insets.between(cells, scratch.canvas().bounds().orElse(cells));
  }

  @Override
  public int width() {
    return plane.width();
  }

  @Override
  public int height() {
    return plane.height();
  }

  @Override
  public Insets insets() {
    return insets;
  }

  @Override
  public void place(int x, int y, Pen pen) {
    Box cells = new Box(x, y, width(), height());
    Canvas canvas = pen.canvas();
    Track rows = new Track(1, height(), 0, false, 1);
    Track columns = new Track(1, width(), 0, false, 1);
    canvas.place(panel.id(), new Canvas.Place(cells, rows, columns));
    pen.frame(panel.id(), cells);
    Map<Integer, Highlight> chosen = chosen();
    List<Box> boxes = points(cells, chosen, pen);
    names(cells, chosen, boxes, pen);
    axis(Side.BOTTOM, plane.horizontal(), panel.columns(), cells, pen);
    axis(Side.LEFT, plane.vertical(), panel.rows(), cells, pen);
  }

  /** Which points are framed, by their place in reading order. */
  private Map<Integer, Highlight> chosen() {
    Map<Integer, Highlight> chosen = new LinkedHashMap<>();
    for (Overlay overlay : panel.overlays()) {
      Highlight highlight = (Highlight) overlay;
      for (Position cell : highlight.cells(colors)) {
        chosen.putIfAbsent(cell.row() * colors.columns() + cell.column(), highlight);
      }
    }
    return chosen;
  }

  /** Draws the points, framed ones in front, and returns what each of them takes up. */
  private List<Box> points(Box cells, Map<Integer, Highlight> chosen, Pen pen) {
    ColorScale shown =
        new ColorScale(pen.canvas().theme().colormap(scale.colors().map()), scale.colors().norm());
    int edge = pen.lengths().point();
    List<Box> boxes = new ArrayList<>();
    for (int i = 0; i < scatter.points().rows(); i++) {
      int x = cells.x() + plane.x(scatter.points().value(i, 0)) - edge / 2;
      int y = cells.y() + plane.y(scatter.points().value(i, 1)) - edge / 2;
      boxes.add(new Box(x, y, edge, edge));
    }
    for (int i = 0; i < boxes.size(); i++) {
      if (!chosen.containsKey(i)) {
        point(i, boxes.get(i), shown, pen);
      }
    }
    int line = pen.lengths().outline();
    for (Map.Entry<Integer, Highlight> each : chosen.entrySet()) {
      int i = each.getKey();
      point(i, boxes.get(i), shown, pen);
      Box ring = boxes.get(i).grow(line + pen.lengths().frame());
      int color = each.getValue().color().orElse(pen.canvas().theme().text());
      String id = panel.id() + ".outline[" + i + "]";
      pen.canvas().add(Canvas.Layer.OVERLAY, Mark.Rect.frame(id, Role.OUTLINE, ring, color, line));
      boxes.set(i, ring);
    }
    return boxes;
  }

  private void point(int index, Box box, ColorScale shown, Pen pen) {
    int row = index / colors.columns();
    int column = index % colors.columns();
    int fill =
        colors.masked(row, column) ? shown.map().masked() : shown.rgb(colors.value(row, column));
    String id = panel.id() + ".point[" + row + "," + column + "]";
    int thin = pen.lengths().frame();
    pen.canvas().add(Canvas.Layer.CELLS, Mark.Rect.filled(id, Role.CELLS, box, fill));
    pen.canvas()
        .add(
            Canvas.Layer.CELLS,
            Mark.Rect.frame(id + ".edge", Role.CASING, box, pen.canvas().theme().line(), thin));
  }

  private void names(Box cells, Map<Integer, Highlight> chosen, List<Box> boxes, Pen pen) {
    NamePlaces places = new NamePlaces(pen, cells, boxes);
    int drawn = 0;
    for (int i : chosen.keySet()) {
      drawn += name(i, places, pen) ? 1 : 0;
    }
    for (int i = 0; i < boxes.size(); i++) {
      drawn += !chosen.containsKey(i) && name(i, places, pen) ? 1 : 0;
    }
    List<Double> numbers = List.of((double) drawn, (double) boxes.size());
    String sentence = String.format(Locale.US, "names: %d of %d points", drawn, boxes.size());
    if (drawn < boxes.size()) {
      pen.canvas().note(new Fact("names-dropped", panel.id(), numbers, sentence));
    } else {
      pen.canvas().fact(new Fact("names", panel.id(), numbers, sentence));
    }
  }

  private boolean name(int index, NamePlaces places, Pen pen) {
    int row = index / colors.columns();
    int column = index % colors.columns();
    TextLine line =
        pen.line(scatter.names().of(row, column), NamePlaces.size(pen.lengths()), Rotation.NONE);
    return places
        .take(index, line)
        .map(
            box -> {
              String id = panel.id() + ".name[" + row + "," + column + "]";
              pen.text(id, Role.SPAN_LABEL, line, box.x(), box.y());
              return true;
            })
        .orElse(false);
  }

  private void axis(Side side, Normalization norm, Axis title, Box cells, Pen pen) {
    Edge edge = new Edge(side, cells);
    int length = side == Side.BOTTOM ? width() : height();
    int perTick = pen.lengths().perTick();
    OptionalDouble step = OptionalDouble.of(plane.tickStep(perTick));
    Ticks ticks = Ticks.of(norm, step, Ticks.Ends.ROUND_ONLY, length, perTick);
    List<Integer> places =
        ticks.values().stream()
            .map(value -> side == Side.BOTTOM ? plane.x(value) : plane.y(value))
            .toList();
    String id = panel.id() + (side == Side.BOTTOM ? ".right" : ".up");
    int distance =
        new ValueAxis(pen, id, edge, Role.TICK_LABEL).draw(ticks, places, pen.lengths().frame());
    Track whole = new Track(1, length, 0, false, 1);
    new AxisLayout(pen, Side.BOTTOM).draw(id, title.withoutLabels(), whole, edge, distance);
  }
}
