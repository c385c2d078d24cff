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
    checkSize(scene, height);
    try (PixelBand band = new PixelBand(new Box(0, top, scene.width(), height))) {
      paint(scene, band);
      return band.image();
    }
  }

  /**
   * Paints the picture with its top left corner at the origin of {@code graphics}, one unit per px;
   * what lies beyond its edges is cut off. No setting of {@code graphics} is changed.
   */
  public void paint(Scene scene, Graphics2D graphics) {
    try (GraphicsSurface surface = new GraphicsSurface(graphics, scene.width(), scene.height())) {
      paint(scene, surface);
    }
  }

  private void paint(Scene scene, Surface surface) {
    surface.fill(new Box(0, 0, scene.width(), scene.height()), scene.background());
    for (Mark mark : scene.marks()) {
      paint(mark, surface);
    }
  }

  private void paint(Mark mark, Surface surface) {
    if (mark instanceof Mark.Cells cells) {
      surface.cells(cells);
    } else if (mark instanceof Mark.Rect rect) {
      rectangle(rect, surface);
    } else if (mark instanceof Mark.Path path) {
      PathPainter.draw(path, surface);
    } else if (mark instanceof Mark.Text text) {
      surface.smooth(
          typeface.outline(text.text(), text.size(), text.rotation()),
          text.origin().x(),
          text.origin().y(),
          text.color());
    }
  }

  private static void rectangle(Mark.Rect rect, Surface surface) {
    rect.fill().ifPresent(color -> surface.fill(rect.box(), color));
    rect.border().ifPresent(color -> frame(rect.box(), rect.borderWidth(), color, surface));
  }

  private static void frame(Box box, int wanted, int color, Surface surface) {
    int width = Math.min(wanted, Math.min(box.width(), box.height()));
    int inside = box.height() - 2 * width;
    surface.fill(new Box(box.x(), box.y(), box.width(), width), color);
    surface.fill(new Box(box.x(), box.bottom() - width, box.width(), width), color);
    if (inside > 0) {
      surface.fill(new Box(box.x(), box.y() + width, width, inside), color);
      surface.fill(new Box(box.right() - width, box.y() + width, width, inside), color);
    }
  }

  private static void checkSize(Scene scene, int height) {
    if (scene.width() < 1 || height < 1 || (long) scene.width() * height > MAX_PIXELS) {
      throw new IllegalArgumentException(
          "picture must have 1 to "
              + MAX_PIXELS
              + " pixels, got "
              + scene.width()
              + " x "
              + height
              + "; choose smaller cells or reduce the values");
    }
  }
}
