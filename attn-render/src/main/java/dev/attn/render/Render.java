package dev.attn.render;

import dev.attn.render.paint.ScenePainter;
import dev.attn.render.scene.Scene;
import dev.attn.render.text.Typeface;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/** Draws figures. */
public final class Render {

  private Render() {}

  /** Returns a scene as an image of type {@link BufferedImage#TYPE_INT_RGB}. */
  static BufferedImage image(Scene scene) {
    return painter().image(scene);
  }

  /** Paints a scene with its top left corner at the origin of {@code graphics}. */
  static void paint(Scene scene, Graphics2D graphics) {
    painter().paint(scene, graphics);
  }

  private static ScenePainter painter() {
    return new ScenePainter(Typeface.bundled());
  }
}
