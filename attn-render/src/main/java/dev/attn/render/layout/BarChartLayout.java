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
import dev.attn.render.scene.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

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
    int gap = Math.max(least, slot / 2);
    int tip = lengths.outline() + lengths.barArrow();
    this.geometry = withRoom(new BarGeometry(grid, norm, slot, gap, height, tip, 0, 0), pen);
    Pen scratch = scratch(pen);
    place(0, 0, scratch);
    Box cells = new Box(0, 0, width(), height());
    this.insets = Insets.between(cells, scratch.canvas().bounds().orElse(cells));
  }

  private static Pen scratch(Pen pen) {
    return new Pen(pen.measurer(), pen.lengths(), new Canvas(pen.canvas().theme()));
  }

  /** Room beyond the axis for tips of bars, and for as few lines as all names need. */
  private BarGeometry withRoom(BarGeometry bare, Pen pen) {
    Lengths lengths = pen.lengths();
    int above = bare.cut(false) > 0 ? bare.tip() + lengths.pad() : 0;
    int below = bare.cut(true) > 0 ? bare.tip() + lengths.pad() : 0;
    int line = pen.measurer().lineHeight(lengths.labelSize()) + lengths.tick();
    List<Position> rising = chosen.keySet().stream().filter(at -> !bare.hangs(at)).toList();
    List<Position> hanging = chosen.keySet().stream().filter(bare::hangs).toList();
    BarGeometry high = roomy(rising, lines -> bare.withHeadroom(above + lines * line), pen);
    return roomy(hanging, lines -> high.withFootroom(below + lines * line), pen);
  }

  private BarGeometry roomy(List<Position> named, IntFunction<BarGeometry> lines, Pen pen) {
    BarGeometry best = lines.apply(0);
    int fewest =
        names(scratch(pen), best, new Box(0, 0, best.width(), best.height())).missing(named);
    for (int count = 1; count <= NAME_LINES && fewest > 0; count++) {
      BarGeometry next = lines.apply(count);
      Box cells = new Box(0, 0, next.width(), next.height());
      int missing = names(scratch(pen), next, cells).missing(named);
      if (missing < fewest) {
        best = next;
        fewest = missing;
      }
    }
    return best;
  }

  private BarNames names(Pen pen, BarGeometry within, Box cells) {
    return new BarNames(pen, panel.id(), within, cells, chart.names());
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
    new BarMarks(pen, chart, scale, geometry, chosen, cells).draw();
    names(pen, geometry, cells).draw(chosen.keySet());
    valueAxis(cells, pen);
    headAxis(cells, pen);
    tellClipped(canvas);
    if (scale.data().nan() > 0) {
      int left = cells.right() + pen.lengths().beforeBar();
      int color = canvas.theme().colormap(scale.colors().map()).nan();
      new Swatch(pen, panel.id() + ".NaN", left).draw(color, "NaN", y);
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
            within(panel.rows(), fits),
            geometry.groups(),
            new Edge(Side.BOTTOM, cells),
            distance);
  }

  /** Says which of two rows of numbers is which, or which heads the bars are; no ticks for two. */
  private Axis within(Axis layers, boolean fits) {
    List<String> heads = panel.columns().labels();
    String range =
        heads.isEmpty() || fits ? "" : " " + heads.get(0) + "\u2013" + heads.get(heads.size() - 1);
    Axis names = fits ? Axis.labels(layers.labels()) : layers;
    return layers
        .title()
        .flatMap(outer -> panel.columns().title().map(inner -> inner + range + " within " + outer))
        .or(layers::title)
        .map(names::withTitle)
        .orElse(names);
  }

  private void tellClipped(Canvas canvas) {
    long clipped = geometry.cut(false) + geometry.cut(true);
    if (clipped > 0) {
      List<Double> numbers = List.of((double) clipped, (double) scale.data().cells());
      String sentence =
          clipped + (clipped == 1 ? " bar is" : " bars are") + " longer than the axis";
      canvas.note(new Fact("bars-clipped", panel.id(), numbers, sentence));
    }
  }
}
