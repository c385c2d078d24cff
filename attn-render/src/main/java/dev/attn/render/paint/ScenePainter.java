package dev.attn.render.paint;

import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import dev.attn.render.scene.Scene;
import dev.attn.render.text.Typeface;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/** Paints scenes. Keeps nothing between calls, so any number of threads may share one. */
public final class ScenePainter {

  private static final long MAX_PIXELS = Integer.MAX_VALUE - 8;

  private final Typeface typeface;

  /** Returns a painter that draws text with {@code typeface}. */
  public ScenePainter(Typeface typeface) {
    this.typeface = typeface;
  }

  /** Returns the whole picture as an image of type {@link BufferedImage#TYPE_INT_RGB}. */
  public BufferedImage image(Scene scene) {
    return band(scene, 0, scene.height());
  }

  /**
   * Returns {@code height} rows of the picture from row {@code top} on: the same pixels as in the
   * whole picture.
   */
  public BufferedImage band(Scene scene, int top, int height) {
    checkSize(scene.width(), height);
    try (PixelBand band = new PixelBand(new Box(0, top, scene.width(), height), typeface)) {
      paint(scene, band);
      return band.image();
    }
  }

  /** Returns cells alone: an image as large as their box. */
  public BufferedImage cells(Mark.Cells cells) {
    checkSize(cells.box().width(), cells.box().height());
    try (PixelBand band = new PixelBand(cells.box(), typeface)) {
      band.cells(cells);
      return band.image();
    }
  }

  /**
   * Paints the picture with its top left corner at the origin of {@code graphics}, one unit per px;
   * what lies beyond its edges is cut off. No setting of {@code graphics} is changed.
   */
  public void paint(Scene scene, Graphics2D graphics) {
    try (GraphicsSurface surface =
        new GraphicsSurface(graphics, scene.width(), scene.height(), typeface)) {
      paint(scene, surface);
    }
  }

  private static void paint(Scene scene, Surface surface) {
    surface.fill(new Box(0, 0, scene.width(), scene.height()), scene.background());
    for (Mark mark : scene.marks()) {
      MarkPainter.paint(mark, surface);
    }
  }

  private static void checkSize(int width, int height) {
    if (width < 1 || height < 1 || (long) width * height > MAX_PIXELS) {
      throw new IllegalArgumentException(
          "picture must have 1 to "
              + MAX_PIXELS
              + " pixels, got "
              + width
              + " x "
              + height
              + "; choose smaller cells or reduce the values");
    }
  }
}
