package dev.attn.render.layout;

import dev.attn.render.color.Normalization;
import dev.attn.render.figure.Axis;
import dev.attn.render.figure.BarChart;
import dev.attn.render.figure.Fact;
import dev.attn.render.figure.Grid;
import dev.attn.render.figure.Highlight;
import dev.attn.render.figure.LabelAngle;
import dev.attn.render.figure.Overlay;
import dev.attn.render.figure.Panel;
import dev.attn.render.figure.Position;
import dev.attn.render.figure.ResolvedScale;
import dev.attn.render.figure.Scale;
import dev.attn.render.figure.Side;
import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import dev.attn.render.scene.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Bars in groups over one value axis. */
final class BarChartLayout implements Placeable {

  /** How many lines there may be over the highest bar for names. */
  private static final int NAME_LINES = 3;

  private static final double SLACK = 1e-9;

  private final BarChart chart;
  private final Panel panel;
  private final Grid grid;
  private final ResolvedScale scale;
  private final Ticks ticks;
  private final BarGeometry geometry;
  private final Map<Position, Integer> chosen;
  private final Insets insets;

  BarChartLayout(BarChart chart, ResolvedScale scale, CellSizes sizes, Pen pen) {
    this.chart = chart;
    this.panel = chart.panel();
    this.grid = panel.tiles().tile(0, 0);
    this.scale = scale;
    Lengths lengths = pen.lengths();
    int height = sizes.height(lengths.chartHeight());
    int perTick = lengths.perTick() / 2;
    int least = lengths.betweenWords();
    int slot = sizes.slot(grid.rows() * grid.columns(), least * (grid.rows() - 1));
    Normalization norm = axis(scale, height, perTick);
    this.ticks = ticks(norm, panel.scale(), height, perTick);
    this.chosen = chosen(pen.canvas().theme().text());
    this.geometry =
        withRoom(new BarGeometry(grid, norm, slot, Math.max(least, slot / 2), height, 0), pen);
    Pen scratch = scratch(pen);
    place(0, 0, scratch);
    Box cells = new Box(0, 0, width(), height());
    this.insets = Insets.between(cells, scratch.canvas().bounds().orElse(cells));
  }

  private static Pen scratch(Pen pen) {
    return new Pen(pen.measurer(), pen.lengths(), new Canvas(pen.canvas().theme()));
  }

  /** As few lines over the highest bar as all names need. */
  private BarGeometry withRoom(BarGeometry bare, Pen pen) {
    int line = pen.measurer().lineHeight(pen.lengths().labelSize());
    BarGeometry roomy = bare;
    for (int lines = 1; lines <= NAME_LINES && !chosen.isEmpty(); lines++) {
      roomy = bare.withHeadroom(lines * (line + pen.lengths().tick()));
      Box cells = new Box(0, 0, roomy.width(), roomy.height());
      BarNames names = new BarNames(scratch(pen), panel.id(), roomy, cells);
      if (names.draw(chosen.keySet(), chart.names()) == 0) {
        break;
      }
    }
    return roomy;
  }

  private static Ticks ticks(Normalization norm, Scale scale, int room, int perTick) {
    return Ticks.of(norm, scale.tickStep(), Ticks.Ends.ROUND_ONLY, room, perTick);
  }

  /** An axis that was not asked for has 0 and ends at round numbers. */
  private static Normalization axis(ResolvedScale scale, int room, int perTick) {
    Normalization found = scale.colors().norm();
    if (found.kind() != Normalization.Kind.LINEAR || scale.scale().limits().isFixed()) {
      return found;
    }
    double lo = Math.min(0, found.lo());
    double hi = Math.max(0, found.hi());
    List<Double> values = ticks(found.withLimits(lo, hi), scale.scale(), room, perTick).values();
    if (values.size() < 2) {
      return found.withLimits(lo, hi);
    }
    double step = values.get(1) - values.get(0);
    return found.withLimits(
        step * Math.floor(lo / step + SLACK), step * Math.ceil(hi / step - SLACK));
  }

  /** Highlighted bars with their colours. */
  private Map<Position, Integer> chosen(int color) {
    Map<Position, Integer> colors = new LinkedHashMap<>();
    for (Overlay overlay : panel.overlays()) {
      Highlight highlight = (Highlight) overlay;
      highlight.cells(grid).forEach(at -> colors.put(at, highlight.color().orElse(color)));
    }
    return colors;
  }

  @Override
  public int width() {
    return geometry.width();
  }

  @Override
  public int height() {
    return geometry.height();
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
    canvas.place(panel.id(), new Canvas.Place(cells, rows, geometry.groups()));
    pen.frame(panel.id(), cells);
    bars(cells, canvas);
    zeroLine(cells, pen);
    new BarNames(pen, panel.id(), geometry, cells).draw(chosen.keySet(), chart.names());
    valueAxis(cells, pen);
    headAxis(cells, pen);
    tellClipped(canvas);
    if (scale.data().nan() > 0) {
      int left = cells.right() + pen.lengths().beforeBar();
      new Swatch(pen, panel.id() + ".NaN", left).draw(scale.colors().map().nan(), "NaN", y);
    }
  }

  private void bars(Box cells, Canvas canvas) {
    for (int r = 0; r < grid.rows(); r++) {
      for (int c = 0; c < grid.columns(); c++) {
        Box box = geometry.bar(cells, r, c);
        if (!grid.masked(r, c) && box.height() > 0) {
          String id = panel.id() + ".bar[" + r + "," + c + "]";
          canvas.add(Canvas.Layer.CELLS, Mark.Rect.filled(id, Role.CELLS, box, color(r, c)));
        }
      }
    }
  }

  private int color(int row, int column) {
    double value = grid.value(row, column);
    if (Double.isNaN(value)) {
      return scale.colors().map().nan();
    }
    int plain = value < geometry.foot() ? chart.colors().negative() : chart.colors().positive();
    return chosen.getOrDefault(new Position(row, column), plain);
  }

  private void zeroLine(Box cells, Pen pen) {
    if (geometry.norm().lo() < 0 && geometry.norm().hi() > 0) {
      int y = cells.y() + geometry.level(0);
      Box line = new Box(cells.x(), y, cells.width(), pen.lengths().frame());
      int color = pen.canvas().theme().text();
      pen.canvas()
          .add(
              Canvas.Layer.OVERLAY, Mark.Rect.filled(panel.id() + ".zero", Role.RULE, line, color));
    }
  }

  private void valueAxis(Box cells, Pen pen) {
    Edge edge = new Edge(Side.LEFT, cells);
    List<Integer> places = ticks.values().stream().map(geometry::level).toList();
    String id = panel.id() + ".values";
    int distance =
        new ValueAxis(pen, id, edge, Role.TICK_LABEL).draw(ticks, places, pen.lengths().frame());
    if (panel.scale().title().isPresent()) {
      Axis title = Axis.none().withTitle(panel.scale().title().get());
      Track whole = new Track(1, height(), 0, false, 1);
      new AxisLayout(pen, Side.BOTTOM).draw(id, title, whole, edge, distance);
    }
  }

  /** Numbers of heads under the bars if all of them fit, numbers of layers under the groups. */
  private void headAxis(Box cells, Pen pen) {
    Axis heads = Axis.labels(panel.columns().labels()).withAngle(LabelAngle.LEVEL);
    Track within = new Track(grid.columns(), geometry.slot(), 0, false, 1);
    LabelLadder ladder = new LabelLadder(pen.measurer(), pen.lengths(), heads, true, within);
    boolean fits = !heads.labels().isEmpty() && ladder.climb().rung() == LabelPlan.Rung.NOTHING;
    int from = pen.lengths().frame();
    int distance = from;
    for (int r = 0; r < grid.rows() && fits; r++) {
      int start = cells.x() + geometry.groups().start(r);
      Edge group =
          new Edge(Side.BOTTOM, new Box(start, cells.y(), within.length(), cells.height()));
      String id = panel.id() + ".heads[" + r + "]";
      distance = Math.max(distance, new AxisLabels(pen, id, heads, within, group).draw(from));
    }
    if (!fits && !heads.labels().isEmpty()) {
      List<Double> numbers = List.of((double) geometry.slot());
      String sentence = "bars are too narrow for the numbers of heads: " + geometry.slot() + " px";
      pen.canvas().fact(new Fact("head-labels-missing", panel.id(), numbers, sentence));
    }
    new AxisLayout(pen, Side.BOTTOM)
        .draw(
            panel.id() + ".layers",
            fits ? within(panel.rows()) : panel.rows(),
            geometry.groups(),
            new Edge(Side.BOTTOM, cells),
            distance);
  }

  /** Says which of two rows of numbers is which; only bars have ticks then. */
  private Axis within(Axis layers) {
    Axis names = Axis.labels(layers.labels());
    return layers
        .title()
        .flatMap(outer -> panel.columns().title().map(inner -> inner + " within " + outer))
        .or(layers::title)
        .map(names::withTitle)
        .orElse(names);
  }

  private void tellClipped(Canvas canvas) {
    long clipped = scale.under() + scale.over();
    if (clipped > 0) {
      List<Double> numbers = List.of((double) clipped, (double) scale.data().cells());
      String sentence =
          clipped + (clipped == 1 ? " bar is" : " bars are") + " longer than the axis";
      canvas.note(new Fact("bars-clipped", panel.id(), numbers, sentence));
    }
  }
}
