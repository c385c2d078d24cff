package dev.attn.render.layout;

import dev.attn.render.figure.SpanMark;
import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import dev.attn.render.scene.Point;
import dev.attn.render.scene.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * The line along a span, one pixel short of its cells at both ends.
 *
 * @param pen where to draw
 * @param id of the span
 * @param edge of the panel
 */
record SpanShape(Pen pen, String id, Edge edge) {

  void draw(SpanMark mark, int start, int length, int distance) {
    int thin = pen.lengths().frame();
    int inset = length > 2 * thin + 2 ? thin : 0;
    int from = start + inset;
    int to = start + length - inset;
    int depth = pen.lengths().bracket(mark);
    switch (mark) {
      case LINE -> line("", edge.box(from, distance, to - from, depth));
      case BRACKET -> {
        line(".start", edge.box(from, distance, thin, depth));
        line(".bar", edge.box(from, distance + depth - thin, to - from, thin));
        line(".end", edge.box(to - thin, distance, thin, depth));
      }
      case BRACE -> brace(from, to, distance, depth);
      case NONE -> {}
    }
  }

  private void line(String part, Box box) {
    pen.rule(Canvas.Layer.SPAN, id + part, Role.SPAN, box);
  }

  /** Two hooks and a tip, joined by straight pieces; a short brace has smaller hooks. */
  private void brace(int from, int to, int distance, int depth) {
    int last = to - 1;
    int middle = (from + last) / 2;
    int hook = Math.max(1, Math.min(depth, (last - from) / 4));
    int shoulder = distance + (depth - 1) / 2;
    int tip = distance + depth - 1;
    List<Point> points = new ArrayList<>();
    points.add(edge.pixel(from, distance));
    bend(points, from, shoulder, from + hook, shoulder);
    straight(points, from + hook, middle - hook, shoulder);
    bend(points, middle, shoulder, middle, tip);
    bend(points, middle, shoulder, middle + hook, shoulder);
    straight(points, middle + hook, last - hook, shoulder);
    bend(points, last, shoulder, last, distance);
    Box box = edge.box(from, distance, to - from, depth);
    int line = pen.canvas().theme().line();
    pen.canvas()
        .add(
            Canvas.Layer.SPAN,
            new Mark.Path(
                id, Role.SPAN, box, points, Mark.Curve.CUBIC, pen.lengths().frame(), line));
  }

  /** A quarter turn whose corner would be at {@code (cornerAlong, cornerDistance)}. */
  private void bend(
      List<Point> points, int cornerAlong, int cornerDistance, int toAlong, int toDistance) {
    Point corner = edge.pixel(cornerAlong, cornerDistance);
    points.add(corner);
    points.add(corner);
    points.add(edge.pixel(toAlong, toDistance));
  }

  private void straight(List<Point> points, int from, int to, int distance) {
    points.add(edge.pixel(from, distance));
    points.add(edge.pixel(to, distance));
    points.add(edge.pixel(to, distance));
  }
}
