package dev.attn.render.encode;

import dev.attn.render.paint.ScenePainter;
import dev.attn.render.scene.Scene;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.Arrays;

/** Something of which some rows at a time become pixels, so that it need not be in memory whole. */
public interface Picture {

  /** Returns the number of pixel columns. */
  int width();

  /** Returns the number of pixel rows. */
  int height();

  /** Returns the pixels of the rows {@code [top, top + height)} as {@code 0xRRGGBB}. */
  int[] rows(int top, int height);

  /** Returns a scene as it is painted. */
  static Picture of(Scene scene, ScenePainter painter) {
    return new Picture() {
      @Override
      public int width() {
        return scene.width();
      }

      @Override
      public int height() {
        return scene.height();
      }

      @Override
      public int[] rows(int top, int height) {
        return pixels(painter.band(scene, top, height));
      }
    };
  }

  /** Returns an image. */
  static Picture of(BufferedImage image) {
    if (image.getType() != BufferedImage.TYPE_INT_RGB) {
      throw new IllegalArgumentException(
          "image type must be TYPE_INT_RGB (1), got " + image.getType());
    }
    return new Picture() {
      @Override
      public int width() {
        return image.getWidth();
      }

      @Override
      public int height() {
        return image.getHeight();
      }

      @Override
      public int[] rows(int top, int height) {
        return Arrays.copyOfRange(pixels(image), top * width(), (top + height) * width());
      }
    };
  }

  private static int[] pixels(BufferedImage image) {
    return ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
  }
}
