package dev.attn.render.layout;

import dev.attn.render.figure.Axis;
import dev.attn.render.figure.Fact;
import dev.attn.render.figure.Side;
import dev.attn.render.scene.Role;
import dev.attn.render.text.Rotation;
import java.util.List;

/** Places everything along one edge of a panel, from the frame outwards. */
final class AxisLayout {

  private final Pen pen;
  private final Side columnSide;

  /** The side of the column axis is what the title of a short row axis keeps away from. */
  AxisLayout(Pen pen, Side columnSide) {
    this.pen = pen;
    this.columnSide = columnSide;
  }

  /** Draws labels, spans and title, and returns how far away from the cells they end. */
  int draw(String id, Axis axis, Track track, Edge edge) {
    return draw(id, axis, track, edge, pen.lengths().frame());
  }

  /** Draws all that from {@code from} on. */
  int draw(String id, Axis axis, Track track, Edge edge, int from) {
    int distance = new AxisLabels(pen, id, axis, track, edge).draw(from);
    distance = new AxisSpans(pen, id, axis, track, edge).draw(distance);
    return axis.title().isPresent()
        ? title(id, axis.title().get(), track, edge, distance)
        : distance;
  }

  private int title(String id, String title, Track track, Edge edge, int from) {
    int size = pen.lengths().titleSize();
    int room = Math.max(track.length(), pen.lengths().narrowestTitle());
    Wrapping wrapping = pen.wrap(title, size, room);
    if (wrapping.cut()) {
      pen.canvas()
          .note(new Fact("title-cut", id, List.of(), "title of an axis shortened: " + title));
    }
    Rotation rotation = edge.isHorizontal() ? Rotation.NONE : Rotation.UP;
    List<TextLine> lines = pen.wrapped(wrapping, size, rotation);
    int distance = from + pen.lengths().beforeAxisTitle();
    int middle = edge.isHorizontal() ? track.length() / 2 : middle(lines, track.length());
    pen.along(id + ".title", Role.AXIS_TITLE, lines, edge, middle, distance);
    return distance + lines.size() * lines.get(0).lineHeight();
  }

  /** A row title that is longer than its rows reaches out where there is no column axis. */
  private int middle(List<TextLine> lines, int length) {
    int longest = lines.stream().mapToInt(TextLine::height).max().orElse(0);
    if (longest <= length) {
      return length / 2;
    }
    return columnSide == Side.BOTTOM ? length - longest + longest / 2 : longest / 2;
  }
}
