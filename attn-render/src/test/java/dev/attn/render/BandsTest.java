package dev.attn.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.render.color.Colormaps;
import dev.attn.render.encode.BandedPng;
import dev.attn.render.figure.Budget;
import dev.attn.render.figure.Figure;
import dev.attn.render.figure.TargetFigures;
import dev.attn.render.layout.Layouter;
import dev.attn.render.paint.Pixels;
import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import dev.attn.render.scene.Role;
import dev.attn.render.scene.Scene;
import dev.attn.render.text.Typeface;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures written in bands, which never are in memory as a whole. */
final class BandsTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 64})
  void bands_givePixelsOfTheWholePicture(int height) throws IOException {
    for (Figure figure :
        List.of(
            TargetFigures.headGrid(), TargetFigures.pauseStrips(), TargetFigures.layerTokens())) {
      Scene scene = Layouter.of(Typeface.bundled()).layout(figure).scene();

      assertThat(Pixels.hash(BandedPng.readBack(scene, height)))
          .isEqualTo(Pixels.hash(Render.image(figure)));
    }
  }

  /** 400 million pixels in a JVM that may hold 16 million. */
  @Test
  @Tag("large")
  void largePicture_needsLittleMemory(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("large.png");
    run(LargePicture.class, file);
    Scene scene =
        Render.layout(
                LargePicture.figure(LargePicture.SIDE),
                Output.defaults().withBudget(Budget.unlimited()))
            .scene();
    Box box = scene.marks(Mark.Cells.class, Role.CELLS).get(0).box();
    ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      reader.setInput(in);
      assertThat(reader.getWidth(0)).isEqualTo(scene.width()).isGreaterThan(LargePicture.SIDE);
      assertThat(reader.getHeight(0)).isEqualTo(scene.height()).isGreaterThan(LargePicture.SIDE);
      ImageReadParam corner = new ImageReadParam();
      corner.setSourceRegion(new Rectangle(box.x(), box.y(), 40, 1));
      BufferedImage cells = reader.read(0, corner);
      for (Map.Entry<Integer, Integer> cell : LargePicture.colorsOfTheFirstRow().entrySet()) {
        assertThat(Pixels.at(cells, cell.getKey(), 0)).isEqualTo(cell.getValue());
      }
    }
  }

  /** A billion values in a JVM that may hold 16 million; the only bright one is seen. */
  @Test
  @Tag("large")
  void largeMatrix_needsLittleMemory(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("matrix.png");
    run(LargeMatrixPicture.class, file);
    BufferedImage image = ImageIO.read(file.toFile());
    int bright = 0;
    for (int pixel : Pixels.of(image.getSubimage(13, 13, 512, 512))) {
      bright += pixel == Colormaps.viridis().at(1) ? 1 : 0;
    }
    assertThat(bright).isEqualTo(1);
    int x = 13 + 12_345 / LargeMatrixPicture.BLOCK;
    int y = 13 + 20_000 / LargeMatrixPicture.BLOCK;
    assertThat(Pixels.at(image, x, y)).isEqualTo(Colormaps.viridis().at(1));
  }

  private static void run(Class<?> program, Path file) throws IOException, InterruptedException {
    Path log = file.resolveSibling("log");
    int exit =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName(),
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start()
            .waitFor();
    assertThat(exit).as(Files.readString(log, StandardCharsets.UTF_8)).isZero();
  }
}
