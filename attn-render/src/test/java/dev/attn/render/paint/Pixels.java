package dev.attn.render.paint;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.awt.image.BufferedImage;

/** Reads pictures for tests. */
public final class Pixels {

  private Pixels() {}

  /** All pixels, row by row, as {@code 0xRRGGBB}. */
  public static int[] of(BufferedImage image) {
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] &= 0xffffff;
    }
    return pixels;
  }

  /** One pixel as {@code 0xRRGGBB}. */
  public static int at(BufferedImage image, int x, int y) {
    return image.getRGB(x, y) & 0xffffff;
  }

  /** The SHA-256 of size and pixels. */
  public static String hash(BufferedImage image) {
    Hasher hasher = Hashing.sha256().newHasher().putInt(image.getWidth()).putInt(image.getHeight());
    for (int pixel : of(image)) {
      hasher.putInt(pixel);
    }
    return hasher.hash().toString();
  }

  /** A text picture: one letter per pixel, {@code .} for {@code background}. */
  public static String picture(BufferedImage image, int background) {
    StringBuilder picture = new StringBuilder();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        picture.append(at(image, x, y) == background ? '.' : '#');
      }
      picture.append('\n');
    }
    return picture.toString();
  }
}
