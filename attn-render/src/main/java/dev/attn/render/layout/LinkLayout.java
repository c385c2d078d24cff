package dev.attn.render.layout;

import dev.attn.render.figure.Link;
import dev.attn.render.figure.Theme;
import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import dev.attn.render.scene.Point;
import dev.attn.render.scene.Role;
import java.util.List;

/**
 * Draws the two lines from a position of one panel to the frame of another, with a casing where
 * they pass cells, and a plate of background under each text that a line passes.
 *
 * @param pen where to draw
 */
record LinkLayout(Pen pen) {

  void draw(String id, Link link) {
    Canvas canvas = pen.canvas();
    Canvas.Place source = canvas.place(link.source());
    Box from = source.position(link.row(), link.column()).grow(source.columns().gutter());
    Box to = canvas.place(link.target()).cells().grow(pen.lengths().frame());
    int fromLast = from.bottom() - 1;
    int toLast = to.bottom() - 1;
    if (to.x() >= from.right() || from.x() >= to.right()) {
      boolean right = to.x() >= from.right();
      int start = right ? from.right() : from.x() - 1;
      int end = right ? to.x() : to.right() - 1;
      line(id + ".top", new Point(start, from.y()), new Point(end, to.y()));
      line(id + ".bottom", new Point(start, fromLast), new Point(end, toLast));
    } else {
      boolean below = to.y() >= from.bottom();
      int start = below ? from.bottom() : from.y() - 1;
      int end = below ? to.y() : toLast;
      line(id + ".left", new Point(from.x(), start), new Point(to.x(), end));
      line(id + ".right", new Point(from.right() - 1, start), new Point(to.right() - 1, end));
    }
  }

  private void line(String id, Point from, Point to) {
    int x = Math.min(from.x(), to.x());
    int y = Math.min(from.y(), to.y());
    Box box = new Box(x, y, Math.abs(to.x() - from.x()) + 1, Math.abs(to.y() - from.y()) + 1);
    Theme theme = pen.canvas().theme();
    int thin = pen.lengths().frame();
    List<Point> points = List.of(from, to);
    path(id + ".casing", Role.CASING, box.grow(thin), points, 3 * thin, theme.background());
    path(id, Role.LINK, box, points, thin, theme.link());
  }

  private void path(String id, Role role, Box box, List<Point> points, int width, int color) {
    pen.canvas()
        .add(
            Canvas.Layer.LINK,
            new Mark.Path(id, role, box, points, Mark.Curve.LINES, width, color));
  }

  /** Puts plates under texts; called once, after everything else is drawn. */
  void plates() {
    Canvas canvas = pen.canvas();
    if (canvas.layer(Canvas.Layer.LINK).isEmpty()) {
      return;
    }
    for (Mark text : List.copyOf(canvas.layer(Canvas.Layer.TEXT))) {
      boolean crossed =
          canvas.layer(Canvas.Layer.LINK).stream()
              .map(Mark.Path.class::cast)
              .anyMatch(line -> crosses(line.points().get(0), line.points().get(1), text.box()));
      if (crossed) {
        canvas.add(
            Canvas.Layer.PLATE,
            Mark.Rect.filled(
                text.id() + ".plate", Role.BACKGROUND, text.box(), canvas.theme().background()));
      }
    }
  }

  /** Whether a line passes a box: it does unless the box lies beside it or its corners do. */
  static boolean crosses(Point from, Point to, Box box) {
    Box reach =
        new Box(
            Math.min(from.x(), to.x()),
            Math.min(from.y(), to.y()),
            Math.abs(to.x() - from.x()) + 1,
            Math.abs(to.y() - from.y()) + 1);
    if (!reach.intersects(box)) {
      return false;
    }
    long a = side(from, to, box.x(), box.y());
    long b = side(from, to, box.right(), box.y());
    long c = side(from, to, box.x(), box.bottom());
    long d = side(from, to, box.right(), box.bottom());
    return Math.min(Math.min(a, b), Math.min(c, d)) <= 0
        && Math.max(Math.max(a, b), Math.max(c, d)) >= 0;
  }

  private static long side(Point from, Point to, int x, int y) {
    return (long) (to.x() - from.x()) * (y - from.y())
        - (long) (to.y() - from.y()) * (x - from.x());
  }
}
