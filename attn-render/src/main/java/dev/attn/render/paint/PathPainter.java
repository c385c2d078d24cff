package dev.attn.render.paint;

import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import dev.attn.render.scene.Point;
import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.util.List;

/**
 * Draws lines. Horizontal and vertical ones are drawn as a square pen would: 1 px wide, they colour
 * the pixels whose top left corners they pass; 2 px wide, they lie on both sides of the corners.
 * Curves follow the same pen, so that their straight parts are sharp. Oblique lines run from corner
 * to corner.
 */
final class PathPainter {

  private PathPainter() {}

  static void draw(Mark.Path path, Surface surface) {
    List<Point> points = path.points();
    boolean closed = path.curve() == Mark.Curve.CLOSED;
    if (path.curve() == Mark.Curve.CUBIC || !isStraight(points, closed)) {
      surface.smooth(stroked(path), 0, 0, path.color());
      return;
    }
    for (int i = closed ? 0 : 1; i < points.size(); i++) {
      Point from = points.get(i == 0 ? points.size() - 1 : i - 1);
      surface.fill(swept(from, points.get(i), path.width()), path.color());
    }
  }

  private static boolean isStraight(List<Point> points, boolean closed) {
    for (int i = closed ? 0 : 1; i < points.size(); i++) {
      Point a = points.get(i == 0 ? points.size() - 1 : i - 1);
      Point b = points.get(i);
      if (a.x() != b.x() && a.y() != b.y()) {
        return false;
      }
    }
    return true;
  }

  /** The pixels of a horizontal or vertical line, ends included. */
  private static Box swept(Point a, Point b, int width) {
    return new Box(
        Math.min(a.x(), b.x()) - width / 2,
        Math.min(a.y(), b.y()) - width / 2,
        Math.abs(a.x() - b.x()) + width,
        Math.abs(a.y() - b.y()) + width);
  }

  private static Shape stroked(Mark.Path path) {
    boolean curved = path.curve() == Mark.Curve.CUBIC;
    double centre = curved ? path.width() % 2 / 2.0 : 0;
    List<Point> points = path.points();
    Path2D outline = new Path2D.Double();
    outline.moveTo(points.get(0).x() + centre, points.get(0).y() + centre);
    if (curved) {
      for (int i = 1; i + 2 < points.size(); i += 3) {
        Point a = points.get(i);
        Point b = points.get(i + 1);
        Point end = points.get(i + 2);
        outline.curveTo(
            a.x() + centre,
            a.y() + centre,
            b.x() + centre,
            b.y() + centre,
            end.x() + centre,
            end.y() + centre);
      }
    } else {
      points.stream().skip(1).forEach(p -> outline.lineTo(p.x() + centre, p.y() + centre));
    }
    if (path.curve() == Mark.Curve.CLOSED) {
      outline.closePath();
    }
    int cap = curved ? BasicStroke.CAP_SQUARE : BasicStroke.CAP_BUTT;
    return new BasicStroke(path.width(), cap, BasicStroke.JOIN_ROUND).createStrokedShape(outline);
  }
}
