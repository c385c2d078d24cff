package dev.attn.render.layout;

import dev.attn.render.figure.Fact;
import dev.attn.render.figure.HeadNames;
import dev.attn.render.figure.Position;
import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import dev.attn.render.scene.Role;
import dev.attn.render.text.Rotation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Writes names beyond the ends of bars, over those that rise and under those that hang, as near as
 * they touch neither bars nor each other, with a line to the bar.
 */
final class BarNames {

  /** Where a name goes, and the line between it and its bar. */
  private record Placed(TextLine line, Box name, Box leader, boolean touches) {}

  private final Pen pen;
  private final String id;
  private final BarGeometry geometry;
  private final Box cells;
  private final HeadNames names;
  private final List<Box> bars;

  BarNames(Pen pen, String id, BarGeometry geometry, Box cells, HeadNames names) {
    this.pen = pen;
    this.id = id;
    this.geometry = geometry;
    this.cells = cells;
    this.names = names;
    this.bars = geometry.all(cells);
  }

  /** Returns for how many bars there is no room. */
  int missing(Collection<Position> chosen) {
    return chosen.size() - places(chosen).size();
  }

  /** Draws the names that find room and tells how many do not. */
  void draw(Collection<Position> chosen) {
    Map<Position, Placed> placed = places(chosen);
    placed.forEach(this::draw);
    if (placed.size() < chosen.size()) {
      String sentence =
          String.format(Locale.US, "names: %d of %d bars", placed.size(), chosen.size());
      List<Double> numbers = List.of((double) placed.size(), (double) chosen.size());
      pen.canvas().note(new Fact("names-dropped", id, numbers, sentence));
    }
  }

  private void draw(Position at, Placed placed) {
    String part = "[" + at.row() + "," + at.column() + "]";
    pen.text(
        id + ".name" + part, Role.SPAN_LABEL, placed.line(), placed.name().x(), placed.name().y());
    if (!placed.touches()) {
      int color = pen.canvas().theme().line();
      Mark leader = Mark.Rect.filled(id + ".leader" + part, Role.SPAN, placed.leader(), color);
      pen.canvas().add(Canvas.Layer.SPAN, leader);
    }
  }

  /** The first bars come first. */
  private Map<Position, Placed> places(Collection<Position> order) {
    Map<Position, Placed> places = new LinkedHashMap<>();
    List<Box> taken = new ArrayList<>();
    for (Position at : order) {
      place(at, taken)
          .ifPresent(
              found -> {
                places.put(at, found);
                taken.add(found.name());
                if (!found.touches()) {
                  taken.add(found.leader());
                }
              });
    }
    return places;
  }

  /** Tries near places first, and at each height the middle, then left, then right of the bar. */
  private Optional<Placed> place(Position at, List<Box> taken) {
    String name = names.of(at.row(), at.column());
    TextLine line = pen.line(name, pen.lengths().labelSize(), Rotation.NONE);
    Box bar = geometry.whole(cells, at);
    boolean hangs = geometry.hangs(at);
    int middle = bar.x() + (bar.width() - 1) / 2;
    int step = hangs ? pen.lengths().tick() : -pen.lengths().tick();
    int top =
        hangs ? bar.bottom() + pen.lengths().pad() : bar.y() - pen.lengths().pad() - line.height();
    for (; top >= cells.y() && top + line.height() <= cells.bottom(); top += step) {
      for (int before : new int[] {line.width() / 2, line.width() - 1, 0}) {
        int x = Math.max(cells.x(), Math.min(middle - before, cells.right() - line.width()));
        Box box = new Box(x, top, line.width(), line.height());
        Placed placed = placed(line, box, bar, middle);
        if (isFree(box.grow(pen.lengths().frame()), taken) && isFree(placed.leader(), taken)) {
          return Optional.of(placed);
        }
      }
    }
    return Optional.empty();
  }

  private Placed placed(TextLine line, Box name, Box bar, int middle) {
    int pad = pen.lengths().pad();
    boolean above = name.bottom() <= bar.y();
    int length = (above ? bar.y() - name.bottom() : name.y() - bar.bottom()) - pad;
    int high = Math.max(1, length);
    int top = above ? name.bottom() : name.y() - high;
    Box leader = new Box(middle, top, pen.lengths().frame(), high);
    return new Placed(line, name, leader, length <= pad);
  }

  private boolean isFree(Box box, List<Box> taken) {
    return taken.stream().noneMatch(box::intersects) && bars.stream().noneMatch(box::intersects);
  }
}
