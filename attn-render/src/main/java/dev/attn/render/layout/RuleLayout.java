package dev.attn.render.layout;

import dev.attn.render.figure.Orientation;
import dev.attn.render.figure.Rule;
import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import dev.attn.render.scene.Point;
import dev.attn.render.scene.Role;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Draws lines across maps of queries and keys, with a casing in the colour of the background.
 *
 * @param pen where to draw
 * @param id of the overlay
 * @param place where the cells are
 * @param orientation whether rows are queries or keys
 */
record RuleLayout(Pen pen, String id, Canvas.Place place, Orientation orientation) {

  void draw(Rule rule) {
    switch (rule.shape()) {
      case DIAGONAL -> diagonal(rule.offset());
      case CAUSAL -> stair(rule.offset());
    }
  }

  private boolean byKeys() {
    return orientation == Orientation.ROWS_ARE_KEYS;
  }

  private void diagonal(int offset) {
    int shift = byKeys() ? -offset : offset;
    int from = Math.max(0, -shift);
    int to = Math.min(place.rows().count(), place.columns().count() - shift);
    if (to <= from) {
      return;
    }
    List<Point> points = List.of(corner(from, from + shift), corner(to, to + shift));
    int line = pen.lengths().outline();
    int thin = pen.lengths().frame();
    path(".casing", Role.CASING, points, line + 2 * thin, pen.canvas().theme().background());
    path("", Role.RULE, points, line, pen.canvas().theme().text());
  }

  private Point corner(int row, int column) {
    return new Point(
        place.cells().x() + place.columns().boundary(column),
        place.cells().y() + place.rows().boundary(row));
  }

  private void path(String suffix, Role role, List<Point> points, int width, int color) {
    Point a = points.get(0);
    Point b = points.get(1);
    Box box =
        new Box(
            Math.min(a.x(), b.x()),
            Math.min(a.y(), b.y()),
            Math.abs(a.x() - b.x()),
            Math.abs(a.y() - b.y()));
    Mark.Curve lines = Mark.Curve.LINES;
    pen.canvas()
        .add(
            Canvas.Layer.OVERLAY,
            new Mark.Path(id + suffix, role, box.grow(width), points, lines, width, color));
  }

  /** In each column the row after the last one on its upper side; none along the edges. */
  private void stair(int offset) {
    int rows = place.rows().count();
    List<Integer> edges =
        IntStream.range(0, place.columns().count())
            .mapToObj(c -> byKeys() ? c + offset + 1 : c - offset)
            .map(edge -> Math.max(0, Math.min(rows, edge)))
            .toList();
    StepLineLayout line = new StepLineLayout(pen, id, place, edges);
    line.drawWithCasing(StepLineLayout.Ends.INSIDE);
  }
}
