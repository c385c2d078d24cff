package dev.attn.render;

import dev.attn.render.figure.TargetFigures;
import dev.attn.render.paint.Pixels;
import dev.attn.render.paint.SampleScenes;
import dev.attn.render.paint.ScenePainter;
import dev.attn.render.text.ShapingFont;
import dev.attn.render.text.Typeface;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;

/**
 * A program for a JVM without fonts: prints the hashes of two pictures, then what AWT can do, then
 * what becomes of a font that only AWT can lay out.
 */
final class PictureWithoutFonts {

  static final String NO_FONTS = "drawString fails";

  private PictureWithoutFonts() {}

  public static void main(String[] arguments) {
    BufferedImage image = new ScenePainter(Typeface.bundled()).image(SampleScenes.everything());
    System.out.println(Pixels.hash(image));
    System.out.println(Pixels.hash(Render.image(TargetFigures.headGrid())));
    System.out.println(AwtFonts.canDrawString() ? "drawString works" : NO_FONTS);
    System.out.println(AwtFonts.shaping());
  }

  /** Loaded when the pictures are done: what comes after it may load fonts. */
  private static final class AwtFonts {

    static boolean canDrawString() {
      Graphics2D graphics = new BufferedImage(9, 9, BufferedImage.TYPE_INT_RGB).createGraphics();
      try {
        graphics.drawString("x", 1, 8);
        return true;
      } catch (InternalError | RuntimeException e) {
        return false;
      } finally {
        graphics.dispose();
      }
    }

    static String shaping() {
      try (InputStream file = Typeface.class.getResourceAsStream("DejaVuSans.ttf")) {
        ShapingFont.read(file);
        return "shaping works";
      } catch (IOException e) {
        return String.valueOf(e.getMessage());
      }
    }
  }
}
