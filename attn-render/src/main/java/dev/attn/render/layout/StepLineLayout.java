package dev.attn.render.layout;

import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import dev.attn.render.scene.Role;
import java.util.List;

/**
 * Draws a stair as whole rectangles, one for each run of equal steps and one for each riser.
 *
 * @param pen where to draw
 * @param id of the line
 * @param place where the cells are
 * @param edges one per column: how many rows of the data lie before the line
 */
record StepLineLayout(Pen pen, String id, Canvas.Place place, List<Integer> edges) {

  /** Whether steps along the edges of the panel are drawn. */
  enum Ends {
    ALL,
    INSIDE
  }

  void drawWithCasing(Ends ends) {
    int line = pen.lengths().outline();
    draw(ends, 2 * line, pen.canvas().theme().background(), ".casing", Role.CASING);
    draw(ends, line, pen.canvas().theme().text(), "", Role.RULE);
  }

  private void draw(Ends ends, int width, int color, String suffix, Role role) {
    int count = edges.size();
    for (int from = 0; from < count; ) {
      int to = from + 1;
      while (to < count && y(to) == y(from)) {
        to++;
      }
      int left = place.cells().x() + place.columns().start(from);
      int length = place.columns().length(from, to);
      String part = id + suffix + "[" + from + "]";
      boolean inside = edges.get(from) > 0 && edges.get(from) < place.rows().count();
      if (inside || ends == Ends.ALL) {
        Box step = new Box(left, y(from) - width / 2, length, width);
        add(part, role, step, color);
      }
      if (to < count) {
        int top = Math.min(y(from), y(to)) - width / 2;
        int height = Math.abs(y(from) - y(to)) + width;
        Box riser = new Box(left + length - width / 2, top, width, height);
        add(part + ".riser", role, riser, color);
      }
      from = to;
    }
  }

  private int y(int column) {
    return place.cells().y() + place.rows().boundary(edges.get(column));
  }

  private void add(String part, Role role, Box box, int color) {
    pen.canvas().add(Canvas.Layer.FRAME, Mark.Rect.filled(part, role, box, color));
  }
}
