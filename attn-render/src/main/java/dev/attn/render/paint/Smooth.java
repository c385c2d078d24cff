package dev.attn.render.paint;

import dev.attn.render.scene.Mark;
import dev.attn.render.text.Typeface;
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

  /** Draws text as the outline of its glyphs. */
  static void text(Surface surface, Mark.Text text, Typeface typeface) {
    surface.smooth(
        typeface.outline(text.text(), text.size(), text.rotation()),
        text.origin().x(),
        text.origin().y(),
        text.color());
  }

  static void fill(Graphics2D graphics, Shape shape, int x, int y, int color) {
    graphics.setColor(new Color(color));
    graphics.translate(x, y);
    graphics.fill(shape);
    graphics.translate(-x, -y);
  }
}
