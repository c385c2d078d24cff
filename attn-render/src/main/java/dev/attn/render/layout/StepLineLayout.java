package dev.attn.render.layout;

import dev.attn.render.figure.StepLine;
import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import dev.attn.render.scene.Role;

/**
 * Draws a stair as whole rectangles, one for each run of equal steps and one for each riser.
 *
 * @param pen where to draw
 * @param id of the line
 * @param place where the cells are
 * @param steps the depths
 */
record StepLineLayout(Pen pen, String id, Canvas.Place place, StepLine steps) {

  void draw(int width, int color, String suffix) {
    int count = steps.depths().size();
    for (int from = 0; from < count; ) {
      int to = from + 1;
      while (to < count && y(to) == y(from)) {
        to++;
      }
      int left = place.cells().x() + place.columns().start(from);
      int length = place.columns().length(from, to);
      String part = id + suffix + "[" + from + "]";
      add(part, new Box(left, y(from) - width / 2, length, width), color);
      if (to < count) {
        int top = Math.min(y(from), y(to)) - width / 2;
        int height = Math.abs(y(from) - y(to)) + width;
        Box riser = new Box(left + length - width / 2, top, width, height);
        add(part + ".riser", riser, color);
      }
      from = to;
    }
  }

  private int y(int column) {
    return place.cells().y() + place.rows().boundary(steps.depths().get(column) - 1);
  }

  private void add(String part, Box box, int color) {
    pen.canvas().add(Canvas.Layer.FRAME, Mark.Rect.filled(part, Role.RULE, box, color));
  }
}
