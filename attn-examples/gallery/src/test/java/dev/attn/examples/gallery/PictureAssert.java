package dev.attn.examples.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * Comparison of pictures: the same size, a mean difference below 1.5 levels and 99 % of the pixels
 * within 32 levels, which leaves room for nothing but the smoothed edges of text.
 */
final class PictureAssert {

  private static final double MOST_MEAN = 1.5;
  private static final int MOST_LEVELS = 32;
  private static final double LEAST_SHARE = 0.99;

  private PictureAssert() {}

  /** Fails with a picture of the differences, written to {@code difference}. */
  static void assertLooksLike(BufferedImage actual, BufferedImage expected, Path difference)
      throws IOException {
    assertThat(actual.getWidth() + " x " + actual.getHeight())
        .isEqualTo(expected.getWidth() + " x " + expected.getHeight());
    BufferedImage diff =
        new BufferedImage(actual.getWidth(), actual.getHeight(), BufferedImage.TYPE_INT_RGB);
    long sum = 0;
    long near = 0;
    for (int y = 0; y < actual.getHeight(); y++) {
      for (int x = 0; x < actual.getWidth(); x++) {
        int levels = levels(actual.getRGB(x, y), expected.getRGB(x, y));
        sum += levels;
        near += levels <= MOST_LEVELS ? 1 : 0;
        diff.setRGB(x, y, levels * 0x010101);
      }
    }
    double pixels = (double) actual.getWidth() * actual.getHeight();
    if (sum / pixels >= MOST_MEAN || near / pixels < LEAST_SHARE) {
      Files.createDirectories(difference.getParent());
      ImageIO.write(diff, "png", difference.toFile());
      throw new AssertionError(
          "picture must look like its golden one, got a mean difference of "
              + sum / pixels
              + " levels and "
              + near / pixels
              + " of the pixels near; see "
              + difference.toAbsolutePath());
    }
  }

  private static int levels(int a, int b) {
    int most = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      most = Math.max(most, Math.abs((a >> shift & 0xff) - (b >> shift & 0xff)));
    }
    return most;
  }
}
