package dev.attn.render.layout;

import dev.attn.render.figure.Extend;
import dev.attn.render.figure.ResolvedScale;
import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import dev.attn.render.scene.Point;
import dev.attn.render.scene.Role;
import java.util.List;

/**
 * The tip at an end of a bar, for values beyond it.
 *
 * @param pen where to draw
 * @param id of the bar
 * @param edge of the frame of the bar
 */
record BarArrow(Pen pen, String id, Edge edge) {

  /** Returns whether an end has a tip if so many values lie beyond it. */
  static boolean isDrawn(ResolvedScale scale, long beyond) {
    Extend extend = scale.scale().extend();
    return extend == Extend.BOTH || (extend == Extend.AUTOMATIC && beyond > 0);
  }

  /** Draws slices, each shorter than the one before, with an outline. */
  void draw(String name, int color) {
    int depth = pen.lengths().barArrow();
    int base = edge.isHorizontal() ? edge.cells().width() : edge.cells().height();
    Canvas canvas = pen.canvas();
    for (int i = 0; i < depth; i++) {
      int length = Math.max(2, base * (depth - i) / (depth + 1) / 2 * 2);
      Box slice = edge.box((base - length) / 2, i, length, 1);
      String sliceId = id + "." + name + "[" + i + "]";
      canvas.add(Canvas.Layer.CELLS, Mark.Rect.filled(sliceId, Role.BAR, slice, color));
    }
    int middle = (base - 1) / 2;
    List<Point> corners =
        List.of(
            edge.pixel(0, -1),
            edge.pixel(middle, depth - 1),
            edge.pixel(base - 1 - middle, depth - 1),
            edge.pixel(base - 1, -1));
    canvas.add(
        Canvas.Layer.FRAME,
        new Mark.Path(
            id + "." + name,
            Role.BAR,
            edge.box(0, -1, base, depth + 1),
            corners,
            Mark.Curve.CLOSED,
            pen.lengths().frame(),
            canvas.theme().line()));
  }
}
