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
import dev.attn.render.text.Rotation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Bars in groups over one value axis. */
final class BarChartLayout implements Placeable {

  /** Lines of names over bars. */
  private static final int NAME_LINES = 3;

  /** A bar at least this wide keeps a pixel from the next one. */
  private static final int APART = 3;

  private final BarChart chart;
  private final Panel panel;
  private final Grid grid;
  private final ResolvedScale scale;
  private final Normalization norm;
  private final Ticks ticks;
  private final int slot;
  private final int gap;
  private final int axisHeight;
  private final int headroom;
  private final Insets insets;

  BarChartLayout(BarChart chart, ResolvedScale scale, CellSizes sizes, Pen pen) {
    this.chart = chart;
    this.panel = chart.panel();
    this.grid = panel.tiles().tile(0, 0);
    this.scale = scale;
    Lengths lengths = pen.lengths();
    this.axisHeight = sizes.height(lengths.chartHeight());
    this.gap = lengths.betweenWords();
    this.slot = sizes.slot(grid.rows() * grid.columns(), gap * (grid.rows() - 1));
    this.norm = axis(scale, axisHeight, lengths.perTick());
    this.ticks = ticks(norm, panel.scale(), axisHeight, lengths.perTick());
    int line = pen.measurer().lineHeight(lengths.labelSize());
    this.headroom = panel.overlays().isEmpty() ? 0 : NAME_LINES * line + lengths.tick();
    Pen scratch = new Pen(pen.measurer(), lengths, new Canvas(pen.canvas().theme()));
    place(0, 0, scratch);
    Box cells = new Box(0, 0, width(), height());
    this.insets = Insets.between(cells, scratch.canvas().bounds().orElse(cells));
  }

  private static Ticks ticks(Normalization norm, Scale scale, int room, int perTick) {
    return Ticks.of(norm, scale.tickStep(), Ticks.Ends.ROUND_ONLY, room, perTick / 2);
  }

  /** An axis that was not asked for has 0 and ends at round numbers. */
  private static Normalization axis(ResolvedScale scale, int room, int perTick) {
    Normalization found = scale.colors().norm();
    if (found.kind() != Normalization.Kind.LINEAR || scale.scale().limits().isFixed()) {
      return found;
    }
    double lo = Math.min(0, found.lo());
    double hi = Math.max(0, found.hi());
    Ticks ticks = ticks(found.withLimits(lo, hi), scale.scale(), room, perTick);
    List<Double> values = ticks.values();
    double step = values.get(1) - values.get(0);
    return found.withLimits(
        step * Math.floor(lo / step + 1e-9), step * Math.ceil(hi / step - 1e-9));
  }

  private Track groups() {
    return new Track(grid.rows(), grid.columns() * slot, gap, false, 1);
  }

  @Override
  public int width() {
    return groups().length();
  }

  @Override
  public int height() {
    return axisHeight + headroom;
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
    canvas.place(panel.id(), new Canvas.Place(cells, rows, groups()));
    int thin = pen.lengths().frame();
    int color = canvas.theme().line();
    canvas.add(
        Canvas.Layer.FRAME,
        Mark.Rect.frame(panel.id() + ".frame", Role.FRAME, cells.grow(thin), color, thin));
    bars(cells, pen);
    zeroLine(cells, pen);
    names(cells, pen);
    valueAxis(cells, pen);
    headAxis(cells, pen);
    tellClipped(canvas);
    if (scale.data().nan() > 0) {
      int left = cells.right() + pen.lengths().beforeBar();
      new Swatch(pen, panel.id() + ".NaN", left).draw(scale.colors().map().nan(), "NaN", y);
    }
  }

  /** The row of pixels of a value, from the top of the panel. */
  private int level(double value) {
    double position = Math.max(0, Math.min(1, norm.position(value)));
    return headroom + (int) Math.round((1 - position) * axisHeight);
  }

  /** Where bars begin: at 0, or at the end of an axis that does not have it. */
  private double foot() {
    return Math.max(norm.lo(), Math.min(norm.hi(), 0));
  }

  private Box bar(Box cells, int row, int column) {
    double value = grid.value(row, column);
    int apart = slot >= APART ? 1 : 0;
    int x = cells.x() + groups().start(row) + column * slot;
    if (Double.isNaN(value)) {
      return new Box(x, cells.y(), slot - apart, cells.height());
    }
    int top = Math.min(level(value), level(foot()));
    int bottom = Math.max(level(value), level(foot()));
    return new Box(x, cells.y() + top, slot - apart, bottom - top);
  }

  private void bars(Box cells, Pen pen) {
    for (int r = 0; r < grid.rows(); r++) {
      for (int c = 0; c < grid.columns(); c++) {
        Box box = bar(cells, r, c);
        double value = grid.value(r, c);
        int color =
            Double.isNaN(value)
                ? scale.colors().map().nan()
                : value < foot() ? chart.colors().negative() : chart.colors().positive();
        if (!grid.masked(r, c) && box.height() > 0) {
          String id = panel.id() + ".bar[" + r + "," + c + "]";
          pen.canvas()
              .add(Canvas.Layer.CELLS, Mark.Rect.filled(id, Role.CELLS, box, color));
        }
      }
    }
  }

  private void zeroLine(Box cells, Pen pen) {
    if (norm.lo() < 0 && norm.hi() > 0) {
      Box line = new Box(cells.x(), cells.y() + level(0), cells.width(), pen.lengths().frame());
      pen.rule(Canvas.Layer.OVERLAY, panel.id() + ".zero", Role.RULE, line);
    }
  }

  private void valueAxis(Box cells, Pen pen) {
    Edge edge = new Edge(Side.LEFT, cells);
    List<Integer> places = ticks.values().stream().map(this::level).toList();
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
    Edge edge = new Edge(Side.BOTTOM, cells);
    int distance = pen.lengths().frame();
    Axis heads = Axis.labels(panel.columns().labels()).withAngle(LabelAngle.LEVEL);
    Track within = new Track(grid.columns(), slot, 0, false, 1);
    boolean fits =
        !heads.labels().isEmpty()
            && new LabelLadder(pen.measurer(), pen.lengths(), heads, true, within)
                    .climb()
                    .rung()
                == LabelPlan.Rung.NOTHING;
    if (fits) {
      int from = distance;
      for (int r = 0; r < grid.rows(); r++) {
        Box group =
            new Box(cells.x() + groups().start(r), cells.y(), within.length(), cells.height());
        String id = panel.id() + ".heads[" + r + "]";
        distance =
            Math.max(
                distance,
                new AxisLabels(pen, id, heads, within, new Edge(Side.BOTTOM, group)).draw(from));
      }
    } else if (!heads.labels().isEmpty()) {
      List<Double> numbers = List.of((double) slot);
      String sentence = "bars are too narrow for the numbers of heads: " + slot + " px";
      pen.canvas().fact(new Fact("head-labels-missing", panel.id(), numbers, sentence));
    }
    Axis layers = fits ? within(panel.rows()) : panel.rows();
    new AxisLayout(pen, Side.BOTTOM)
        .draw(panel.id() + ".layers", layers, groups(), edge, distance);
  }

  /** Says which of two rows of numbers is which. */
  private Axis within(Axis layers) {
    return layers
        .title()
        .flatMap(outer -> panel.columns().title().map(inner -> inner + " within " + outer))
        .map(layers::withTitle)
        .orElse(layers);
  }

  /** Names over highlighted bars, in up to three lines where they would touch. */
  private void names(Box cells, Pen pen) {
    Set<Position> chosen = new LinkedHashSet<>();
    for (Overlay overlay : panel.overlays()) {
      chosen.addAll(((Highlight) overlay).cells(grid));
    }
    List<Box> drawn = new ArrayList<>();
    int missing = 0;
    for (Position at : chosen) {
      missing += name(at, cells, pen, drawn) ? 0 : 1;
    }
    if (missing > 0) {
      String sentence =
          String.format(
              Locale.ROOT, "names: %d of %d over bars", chosen.size() - missing, chosen.size());
      List<Double> numbers = List.of((double) chosen.size() - missing, (double) chosen.size());
      pen.canvas().note(new Fact("names-dropped", panel.id(), numbers, sentence));
    }
  }

  private boolean name(Position at, Box cells, Pen pen, List<Box> drawn) {
    TextLine line =
        pen.line(
            chart.names().of(at.row(), at.column()), pen.lengths().labelSize(), Rotation.NONE);
    Box bar = bar(cells, at.row(), at.column());
    int x = bar.x() + bar.width() / 2 - line.width() / 2;
    x = Math.max(cells.x(), Math.min(x, cells.right() - line.width()));
    boolean missing = Float.isNaN(grid.value(at.row(), at.column()));
    int top = (missing ? cells.y() + headroom : bar.y()) - pen.lengths().pad() - line.height();
    for (int i = 0; i < NAME_LINES; i++, top -= line.height()) {
      Box box = new Box(x, top, line.width(), line.height());
      Box room = box.grow(pen.lengths().frame());
      if (top >= cells.y() && isFree(room, drawn, cells)) {
        String id = panel.id() + ".name[" + at.row() + "," + at.column() + "]";
        pen.text(id, Role.SPAN_LABEL, line, x, top);
        drawn.add(box);
        return true;
      }
    }
    return false;
  }

  private boolean isFree(Box room, List<Box> drawn, Box cells) {
    if (drawn.stream().anyMatch(room::intersects)) {
      return false;
    }
    for (int r = 0; r < grid.rows(); r++) {
      for (int c = 0; c < grid.columns(); c++) {
        Box bar = bar(cells, r, c);
        if (bar.height() > 0 && room.intersects(bar)) {
          return false;
        }
      }
    }
    return true;
  }

  private void tellClipped(Canvas canvas) {
    long clipped = scale.under() + scale.over();
    if (clipped > 0) {
      List<Double> numbers = List.of((double) clipped, (double) scale.data().cells());
      String sentence = clipped + " bars are longer than the axis";
      canvas.note(new Fact("bars-clipped", panel.id(), numbers, sentence));
    }
  }
}
