package dev.attn.render.paint;

import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import dev.attn.render.text.Typeface;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of a picture, written pixel by pixel; what falls outside is left out. Coordinates are
 * those of the whole picture.
 */
final class PixelBand implements Surface, AutoCloseable {

  private final Box box;
  private final BufferedImage image;
  private final int[] pixels;
  private final Typeface typeface;
  private @Nullable Graphics2D graphics;

  PixelBand(Box box, Typeface typeface) {
    this.typeface = typeface;
    this.box = box;
    image = new BufferedImage(box.width(), box.height(), BufferedImage.TYPE_INT_RGB);
    pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
  }

  BufferedImage image() {
    return image;
  }

  Box box() {
    return box;
  }

  @Override
  public void fill(Box area, int color) {
    int left = Math.max(area.x(), box.x());
    int right = Math.min(area.right(), box.right());
    if (left >= right) {
      return;
    }
    int top = Math.max(area.y(), box.y());
    int bottom = Math.min(area.bottom(), box.bottom());
    for (int y = top; y < bottom; y++) {
      int start = index(left, y);
      Arrays.fill(pixels, start, start + right - left, color);
    }
  }

  @Override
  public void cells(Mark.Cells cells) {
    CellRaster.draw(cells, this);
  }

  @Override
  public void smooth(Shape shape, int x, int y, int color) {
    if (graphics == null) {
      graphics = image.createGraphics();
      Smooth.prepare(graphics);
    }
    Smooth.fill(graphics, shape, x - box.x(), y - box.y(), color);
  }

  @Override
  public void text(Mark.Text text) {
    Smooth.text(this, text, typeface);
  }

  /** Writes a line of pixels from ({@code x}, {@code y}) to the right. */
  void line(int x, int y, int[] colors) {
    int left = Math.max(x, box.x());
    int right = Math.min(x + colors.length, box.right());
    if (y >= box.y() && y < box.bottom() && left < right) {
      System.arraycopy(colors, left - x, pixels, index(left, y), right - left);
    }
  }

  void pixel(int x, int y, int color) {
    if (x >= box.x() && x < box.right() && y >= box.y() && y < box.bottom()) {
      pixels[index(x, y)] = color;
    }
  }

  /** Frees the graphics, if text or oblique lines asked for one. */
  @Override
  public void close() {
    if (graphics != null) {
      graphics.dispose();
    }
  }

  private int index(int x, int y) {
    return (y - box.y()) * box.width() + x - box.x();
  }
}
