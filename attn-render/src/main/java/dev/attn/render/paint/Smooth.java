package dev.attn.render.paint;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;

/** Shapes with smooth edges, the same on every kind of graphics. */
final class Smooth {

  private Smooth() {}

  static void prepare(Graphics2D graphics) {
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
  }

  static void fill(Graphics2D graphics, Shape shape, int x, int y, int color) {
    graphics.setColor(new Color(color));
    graphics.translate(x, y);
    graphics.fill(shape);
    graphics.translate(-x, -y);
  }
}
