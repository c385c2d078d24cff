package dev.attn.render.layout;

import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import dev.attn.render.text.Rotation;

/** Where the letters of a text are: its box, or for a diagonal text the turned box inside of it. */
final class TextShape {

  /** cos 45° = sin 45°, as a literal: the same bits everywhere. */
  private static final double DIAGONAL = 0.7071067811865476;

  private static final double TOUCH = 1e-6;

  private final double[][] corners;

  private TextShape(double[][] corners) {
    this.corners = corners;
  }

  static TextShape of(Box box) {
    return new TextShape(
        new double[][] {
          {box.x(), box.y()},
          {box.right(), box.y()},
          {box.right(), box.bottom()},
          {box.x(), box.bottom()}
        });
  }

  static TextShape of(Mark.Text text) {
    if (text.rotation() != Rotation.DIAGONAL) {
      return of(text.box());
    }
    double ascent = (text.origin().x() - text.box().x()) / DIAGONAL - 2;
    double descent = (text.box().bottom() - text.origin().y()) / DIAGONAL - 2;
    double advance = (text.box().right() - text.origin().x()) / DIAGONAL - descent - 3;
    return new TextShape(
        new double[][] {
          at(text, 0, -descent),
          at(text, advance, -descent),
          at(text, advance, ascent),
          at(text, 0, ascent)
        });
  }

  private static double[] at(Mark.Text text, double along, double up) {
    return new double[] {
      text.origin().x() + (along - up) * DIAGONAL, text.origin().y() - (along + up) * DIAGONAL
    };
  }

  /** Two convex shapes overlap unless a side of one of them separates them. */
  boolean overlaps(TextShape other) {
    return !separated(corners, other.corners) && !separated(other.corners, corners);
  }

  private static boolean separated(double[][] a, double[][] b) {
    for (int i = 0; i < a.length; i++) {
      double[] from = a[i];
      double[] to = a[(i + 1) % a.length];
      double nx = to[1] - from[1];
      double ny = from[0] - to[0];
      double reach = Double.NEGATIVE_INFINITY;
      double nearest = Double.POSITIVE_INFINITY;
      for (double[] point : a) {
        reach = Math.max(reach, nx * point[0] + ny * point[1]);
      }
      for (double[] point : b) {
        nearest = Math.min(nearest, nx * point[0] + ny * point[1]);
      }
      if (nearest >= reach - TOUCH) {
        return true;
      }
    }
    return false;
  }
}
