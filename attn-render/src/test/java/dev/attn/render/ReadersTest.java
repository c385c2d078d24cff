package dev.attn.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.render.encode.FileInfo;
import dev.attn.render.encode.PdfEncoder;
import dev.attn.render.encode.SvgEncoder;
import dev.attn.render.figure.Figure;
import dev.attn.render.figure.TargetFigures;
import dev.attn.render.layout.Layouter;
import dev.attn.render.paint.Pixels;
import dev.attn.render.paint.SampleScenes;
import dev.attn.render.paint.ScenePainter;
import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import dev.attn.render.scene.Role;
import dev.attn.render.scene.Scene;
import dev.attn.render.text.TextMode;
import dev.attn.render.text.Typeface;
import dev.attn.testing.Tool;
import java.awt.image.BufferedImage;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Programs that draw our files show the pixels that we paint: librsvg and the engine of a browser
 * for SVG, poppler for PDF.
 */
final class ReadersTest {

  @ParameterizedTest
  @ValueSource(strings = {"rsvg-convert", "chromium", "pdftoppm"})
  void cells_areThePixelsOfTheImage(String program, @TempDir Path folder) throws Exception {
    Tool tool = Tool.named(program);
    for (Figure figure :
        List.of(
            TargetFigures.treeMask(),
            TargetFigures.pauseStrips(),
            TargetFigures.headGrid(),
            TargetFigures.meanPanels(),
            TargetFigures.layerTokens())) {
      Scene scene = Layouter.of(Typeface.bundled()).layout(figure).scene();
      BufferedImage shown = shown(scene, tool, program, folder);
      BufferedImage painted = Render.image(figure);
      List<Mark.Path> links = scene.marks(Mark.Path.class, Role.LINK);
      for (Mark.Cells cells : scene.marks(Mark.Cells.class, Role.CELLS)) {
        if (links.stream().noneMatch(link -> overlap(link.box().grow(2), cells.box()))) {
          assertThat(pixels(shown, cells.box()))
              .as(program + " shows " + cells.id())
              .isEqualTo(pixels(painted, cells.box()));
        }
      }
    }
  }

  /** Text is smoothed by each program in its own way. */
  @ParameterizedTest
  @CsvSource({"rsvg-convert, 0.5", "chromium, 0.5", "pdftoppm, 1.5"})
  void everyMark_looksLikeTheImage(String program, double most, @TempDir Path folder)
      throws Exception {
    Tool tool = Tool.named(program);
    Scene scene = SampleScenes.everything();
    int[] shown = Pixels.of(shown(scene, tool, program, folder));
    int[] painted = Pixels.of(new ScenePainter(Typeface.bundled()).image(scene));

    assertThat(meanDifference(shown, painted)).isLessThan(most);
    assertThat(differing(shown, painted)).isLessThan(painted.length / 100);
  }

  @Test
  void pictureOfManyCells_isThePixelsOfTheImage(@TempDir Path folder) throws Exception {
    Tool tool = Tool.named("rsvg-convert");
    Scene waves = SampleScenes.scattered(200);
    assertThat(Pixels.of(shown(waves, tool, "rsvg-convert", folder)))
        .isEqualTo(Pixels.of(new ScenePainter(Typeface.bundled()).image(waves)));
  }

  private static BufferedImage shown(Scene scene, Tool tool, String program, Path folder)
      throws Exception {
    if (program.equals("pdftoppm")) {
      try (OutputStream out = Files.newOutputStream(folder.resolve("figure.pdf"))) {
        new PdfEncoder(Typeface.bundled(), 1, TextMode.PORTABLE).write(scene, FileInfo.none(), out);
      }
      tool.run(folder, "-r", "96", "-png", "-singlefile", "figure.pdf", "figure");
      return ImageIO.read(folder.resolve("figure.png").toFile());
    }
    Path svg = folder.resolve("figure.svg");
    try (OutputStream out = Files.newOutputStream(svg)) {
      new SvgEncoder(Typeface.bundled(), 1, TextMode.PORTABLE).write(scene, FileInfo.none(), out);
    }
    if (program.equals("chromium")) {
      tool.run(
          folder,
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--hide-scrollbars",
          "--force-device-scale-factor=1",
          "--user-data-dir=" + folder.resolve("profile"),
          "--window-size=" + (scene.width() + 100) + "," + (scene.height() + 200),
          "--screenshot=" + folder.resolve("figure.png"),
          svg.toUri().toString());
    } else {
      tool.run(folder, "figure.svg", "-o", "figure.png");
    }
    BufferedImage image = ImageIO.read(folder.resolve("figure.png").toFile());
    return image.getSubimage(0, 0, scene.width(), scene.height());
  }

  private static boolean overlap(Box a, Box b) {
    return a.x() < b.right() && b.x() < a.right() && a.y() < b.bottom() && b.y() < a.bottom();
  }

  private static int[] pixels(BufferedImage image, Box box) {
    return Pixels.of(image.getSubimage(box.x(), box.y(), box.width(), box.height()));
  }

  private static double meanDifference(int[] a, int[] b) {
    long sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += difference(a[i], b[i]);
    }
    return (double) sum / a.length;
  }

  private static long differing(int[] a, int[] b) {
    long count = 0;
    for (int i = 0; i < a.length; i++) {
      count += difference(a[i], b[i]) > 32 ? 1 : 0;
    }
    return count;
  }

  private static int difference(int a, int b) {
    int most = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      most = Math.max(most, Math.abs((a >> shift & 0xff) - (b >> shift & 0xff)));
    }
    return most;
  }
}
