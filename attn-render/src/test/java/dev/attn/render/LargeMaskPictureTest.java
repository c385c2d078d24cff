package dev.attn.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Draws a mask with a million million cells in a second JVM with 100 MB of memory. */
final class LargeMaskPictureTest {

  private static final int INSIDE = 13;

  @Test
  void picture_isDrawnInLittleMemory(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("mask.png");
    Path errors = folder.resolve("errors");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx100m",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                LargeMaskPicture.class.getName(),
                file.toString())
            .redirectError(errors.toFile())
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    assertThat(process.waitFor()).as(Files.readString(errors)).isZero();

    BufferedImage image = ImageIO.read(file.toFile());
    int empty = image.getRGB(INSIDE + 1000, INSIDE + 10);
    // The sinks of the first document end at token 50,000, in the 26th of 512 squares of 2 px.
    assertThat(image.getRGB(INSIDE, INSIDE + 2 * 25)).isNotEqualTo(empty);
    assertThat(image.getRGB(INSIDE, INSIDE + 2 * 26)).isEqualTo(empty);
    for (int square = 0; square < 512; square++) {
      int at = INSIDE + 2 * square;
      assertThat(image.getRGB(at, at)).isNotEqualTo(empty);
      assertThat(image.getRGB(INSIDE + 2 * 511, Math.min(at, INSIDE + 2 * 510))).isEqualTo(empty);
    }
  }
}
