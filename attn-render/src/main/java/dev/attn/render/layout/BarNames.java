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
import java.util.List;
import java.util.Locale;

/**
 * Writes names over bars, as low as they touch neither bars nor each other, with a line down to the
 * bar.
 */
final class BarNames {

  private final Pen pen;
  private final String id;
  private final BarGeometry geometry;
  private final Box cells;
  private final List<Box> taken = new ArrayList<>();

  BarNames(Pen pen, String id, BarGeometry geometry, Box cells) {
    this.pen = pen;
    this.id = id;
    this.geometry = geometry;
    this.cells = cells;
  }

  /** Draws the names that find room and returns how many do not. */
  int draw(Collection<Position> chosen, HeadNames names) {
    int missing = 0;
    for (Position at : chosen) {
      missing += name(at, names.of(at.row(), at.column())) ? 0 : 1;
    }
    if (missing > 0) {
      int drawn = chosen.size() - missing;
      String sentence = String.format(Locale.ROOT, "names: %d of %d bars", drawn, chosen.size());
      List<Double> numbers = List.of((double) drawn, (double) chosen.size());
      pen.canvas().note(new Fact("names-dropped", id, numbers, sentence));
    }
    return missing;
  }

  /** Tries lower places first, and at each height the middle, then left, then right of the bar. */
  private boolean name(Position at, String name) {
    TextLine line = pen.line(name, pen.lengths().labelSize(), Rotation.NONE);
    Box bar = geometry.bar(cells, at.row(), at.column());
    int middle = bar.x() + (bar.width() - 1) / 2;
    int first = bar.y() - pen.lengths().pad() - line.height();
    for (int top = first; top >= cells.y(); top -= pen.lengths().tick()) {
      for (int before : new int[] {line.width() / 2, line.width() - 1, 0}) {
        int x = Math.max(cells.x(), Math.min(middle - before, cells.right() - line.width()));
        Box box = new Box(x, top, line.width(), line.height());
        if (isFree(box.grow(pen.lengths().frame())) && takes(at, bar, box, middle)) {
          String part = "[" + at.row() + "," + at.column() + "]";
          pen.text(id + ".name" + part, Role.SPAN_LABEL, line, x, top);
          taken.add(box);
          return true;
        }
      }
    }
    return false;
  }

  /** Draws the line from a name down to its bar unless something is in its way. */
  private boolean takes(Position at, Box bar, Box name, int middle) {
    int length = bar.y() - name.bottom() - pen.lengths().pad();
    Box leader = new Box(middle, name.bottom(), pen.lengths().frame(), Math.max(1, length));
    if (!isFree(leader)) {
      return false;
    }
    if (length > pen.lengths().pad()) {
      String leaderId = id + ".leader[" + at.row() + "," + at.column() + "]";
      int color = pen.canvas().theme().line();
      pen.canvas().add(Canvas.Layer.SPAN, Mark.Rect.filled(leaderId, Role.SPAN, leader, color));
      taken.add(leader);
    }
    return true;
  }

  private boolean isFree(Box box) {
    if (taken.stream().anyMatch(box::intersects)) {
      return false;
    }
    for (int r = 0; r < geometry.grid().rows(); r++) {
      for (int c = 0; c < geometry.grid().columns(); c++) {
        Box bar = geometry.bar(cells, r, c);
        if (bar.height() > 0 && box.intersects(bar)) {
          return false;
        }
      }
    }
    return true;
  }
}
