package dev.attn.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.attn.mask.Masks;
import dev.attn.render.figure.Axis;
import dev.attn.render.figure.Fact;
import dev.attn.render.figure.Figure;
import dev.attn.render.figure.Grid;
import dev.attn.render.figure.HeatMap;
import dev.attn.render.figure.MaskMap;
import dev.attn.render.figure.TargetFigures;
import dev.attn.render.layout.Layouter;
import dev.attn.render.paint.Pixels;
import dev.attn.render.text.Typeface;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RenderTest {

  private static final Figure FIGURE = TargetFigures.treeMask();

  @Test
  void image_isOpaqueAndAsLargeAsTheLayout() {
    BufferedImage image = Render.image(FIGURE);

    assertThat(image.getType()).isEqualTo(BufferedImage.TYPE_INT_RGB);
    assertThat(image.getWidth()).isEqualTo(615);
    assertThat(image.getHeight()).isEqualTo(503);
  }

  @Test
  void png_holdsTheImage(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("mask.any");
    Render.png(FIGURE, file);

    assertThat(Pixels.hash(ImageIO.read(file.toFile())))
        .isEqualTo(Pixels.hash(Render.image(FIGURE)));
  }

  @Test
  void png_namesThePathItCannotWrite(@TempDir Path folder) {
    Path file = folder.resolve("missing").resolve("a.png");

    assertThatIOException()
        .isThrownBy(() -> Render.png(FIGURE, file))
        .withMessage("path must be a file that can be written, got " + file)
        .havingCause()
        .withMessage(file + ": target directory must exist, got none");
  }

  @Test
  void replacedPicture_keepsItsPermissions(@TempDir Path folder) throws IOException {
    assumeTrue(
        Files.getFileStore(folder).supportsFileAttributeView("posix"),
        "file system must know permissions");
    Path file = Files.createFile(folder.resolve("mask.svg"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    Render.svg(FIGURE, file);

    assertThat(file).isNotEmptyFile();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
  }

  @Test
  void files_haveTheSameBytesEachTime(@TempDir Path folder) throws IOException {
    for (Figure figure : targets()) {
      for (String name : new String[] {"a", "b"}) {
        Render.png(figure, folder.resolve(name + ".png"));
        Render.svg(figure, folder.resolve(name + ".svg"));
        Render.pdf(figure, folder.resolve(name + ".pdf"));
      }
      for (String format : new String[] {".png", ".svg", ".pdf"}) {
        assertThat(folder.resolve("a" + format))
            .hasSameBinaryContentAs(folder.resolve("b" + format));
      }
    }
  }

  private static List<Figure> targets() {
    return List.of(
        TargetFigures.treeMask(),
        TargetFigures.pauseStrips(),
        TargetFigures.headGrid(),
        TargetFigures.meanPanels(),
        TargetFigures.layerTokens());
  }

  @Test
  void animation_showsItsFiguresAndSaysWhatTheySay(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("a.png");
    List<Figure> frames =
        IntStream.range(1, 4)
            .<Figure>mapToObj(i -> MaskMap.of(Masks.slidingWindow(9, i)).withTitle("window " + i))
            .toList();
    Render.animation(frames, Duration.ofMillis(400), file);

    assertThat(Pixels.hash(ImageIO.read(file.toFile())))
        .isEqualTo(Pixels.hash(Render.image(frames.get(0))));
    assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
        .contains("acTL", "fdAT", "window 1\nwindow 2\nwindow 3");
  }

  @Test
  void animation_needsFiguresOfOneSizeAndATime(@TempDir Path folder) {
    Path file = folder.resolve("a.png");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Render.animation(List.of(), Duration.ofMillis(1), file))
        .withMessage("frames must hold at least one figure, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Render.animation(List.of(FIGURE), Duration.ofDays(99), file))
        .withMessage("delay must be in [1, 65535] ms, got 2147483647");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Render.animation(
                    List.of(FIGURE, MaskMap.of(Masks.causal(9))), Duration.ofMillis(1), file))
        .withMessageMatching("frame 1 must be 615 x 503 px like the first, got \\d+ x \\d+");
    assertThat(file).doesNotExist();
  }

  @Test
  void typeface_isThatOfTheOutput() throws IOException {
    Figure figure = HeatMap.of(Grid.of(1, 1, (r, c) -> 1)).withColumns(Axis.labels("\u6c34"));
    try (InputStream file = Typeface.class.getResourceAsStream("squares.ttf")) {
      Output output =
          Output.defaults().withTypeface(Typeface.bundled().withFallback(Typeface.read(file)));

      assertThat(Pixels.hash(Render.image(figure, output)))
          .isNotEqualTo(Pixels.hash(Render.image(figure)));
      assertThat(Render.facts(figure)).anyMatch(fact -> fact.code().equals("boxed"));
      assertThat(Render.facts(figure, output)).noneMatch(fact -> fact.code().equals("boxed"));
    }
  }

  @Test
  void paint_drawsTheImage() {
    BufferedImage target = new BufferedImage(615, 503, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = target.createGraphics();
    Render.paint(FIGURE, graphics);
    graphics.dispose();

    assertThat(Pixels.hash(target)).isEqualTo(Pixels.hash(Render.image(FIGURE)));
  }

  @Test
  void scale_laysOutAnewInsteadOfStretching() {
    BufferedImage once = Render.image(FIGURE);
    BufferedImage twice = Render.image(FIGURE, Output.defaults().withScale(2));
    int cell = Pixels.at(once, 12 + 30 + 1, 14);

    assertThat(twice.getWidth()).isBetween(2 * 615 - 4, 2 * 615 + 4);
    assertThat(Pixels.at(twice, 2 * (12 + 30 + 1), 28)).isEqualTo(cell);
  }

  @Test
  void facts_areThoseOfTheLayout() {
    Figure figure = TargetFigures.meanPanels();

    assertThat(Render.facts(figure))
        .isEqualTo(Layouter.of(Typeface.bundled()).layout(figure).facts());
  }

  @Test
  void check_joinsDataAndLayout() {
    Figure figure = TargetFigures.headGrid();

    assertThat(Render.check(figure)).extracting(Fact::code).containsOnly("link-over-label");
    assertThat(Render.check(TargetFigures.meanPanels(), Output.defaults().withScale(2))).isEmpty();
    assertThat(Render.facts(figure, Output.defaults())).isEqualTo(Render.facts(figure));
  }

  @Test
  @Tag("large")
  void threads_drawEqualPictures() throws Exception {
    List<Figure> figures = targets();
    List<String> alone = figures.stream().map(f -> Pixels.hash(Render.image(f))).toList();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<String>> together =
          IntStream.range(0, 400)
              .mapToObj(i -> threads.submit(() -> Pixels.hash(Render.image(figures.get(i % 5)))))
              .toList();
      for (int i = 0; i < together.size(); i++) {
        assertThat(together.get(i).get()).isEqualTo(alone.get(i % 5));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void scale_mustBeInRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Output.defaults().withScale(0))
        .withMessage("scale must be above 0 and at most 16, got 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Output.defaults().withScale(Double.NaN))
        .withMessage("scale must be above 0 and at most 16, got NaN");
  }

  @Test
  @SuppressWarnings("NullAway")
  void arguments_mustBeThere() {
    assertThatNullPointerException()
        .isThrownBy(() -> Render.image(null))
        .withMessage("figure must not be null");
    assertThatNullPointerException()
        .isThrownBy(() -> Render.image(FIGURE, null))
        .withMessage("output must not be null");
    assertThatNullPointerException()
        .isThrownBy(() -> Render.check(null))
        .withMessage("figure must not be null");
    assertThatNullPointerException()
        .isThrownBy(() -> Render.facts(FIGURE, null))
        .withMessage("output must not be null");
    assertThatNullPointerException()
        .isThrownBy(() -> Render.png(FIGURE, null))
        .withMessage("path must not be null");
    assertThatNullPointerException()
        .isThrownBy(() -> Render.svg(FIGURE, null))
        .withMessage("path must not be null");
    assertThatNullPointerException()
        .isThrownBy(() -> Render.pdf(FIGURE, null))
        .withMessage("path must not be null");
    assertThatNullPointerException()
        .isThrownBy(() -> Render.animation(null, Duration.ofMillis(1), Path.of("a")))
        .withMessage("frames must not be null");
    assertThatNullPointerException()
        .isThrownBy(() -> Render.animation(List.of(), null, Path.of("a")))
        .withMessage("delay must not be null");
    assertThatNullPointerException()
        .isThrownBy(() -> Output.defaults().withTypeface(null))
        .withMessage("typeface must not be null");
    assertThatNullPointerException()
        .isThrownBy(() -> Output.defaults().withText(null))
        .withMessage("text must not be null");
    assertThatNullPointerException()
        .isThrownBy(() -> Output.defaults().withMetadata(null))
        .withMessage("metadata must not be null");
    assertThatNullPointerException()
        .isThrownBy(() -> Output.defaults().withBudget(null))
        .withMessage("budget must not be null");
    assertThatNullPointerException()
        .isThrownBy(() -> Render.paint(FIGURE, null))
        .withMessage("graphics must not be null");
  }
}
