package dev.attn.render.paint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.attn.render.color.ColorScale;
import dev.attn.render.color.Contrast;
import dev.attn.render.figure.Grid;
import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import dev.attn.render.scene.Point;
import dev.attn.render.scene.Role;
import dev.attn.render.scene.Scene;
import dev.attn.render.text.Rotation;
import dev.attn.render.text.Typeface;
import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ScenePainterTest {

  private static final int WHITE = 0xffffff;
  private static final int RED = 0xff0000;
  private static final ScenePainter PAINTER = new ScenePainter(Typeface.bundled());

  @ParameterizedTest
  @CsvSource({"1,1", "3,5", "7,7", "16,2"})
  void cells_areWholePixelsOfTheirTableColor(int width, int height) {
    Grid grid = SampleScenes.waves(20);
    ColorScale scale = SampleScenes.viridis();
    BufferedImage image = image(20 * width, 20 * height, cells(grid, scale, 0, 0, width, height));

    int[] expected =
        IntStream.range(0, image.getWidth() * image.getHeight())
            .map(
                i ->
                    scale.rgb(
                        grid.value(i / image.getWidth() / height, i % image.getWidth() / width)))
            .toArray();
    assertThat(Pixels.of(image)).isEqualTo(expected);
  }

  @Test
  void cells_leaveTheirSurroundingsAlone() {
    BufferedImage image =
        image(12, 9, cells(SampleScenes.waves(2), SampleScenes.viridis(), 3, 2, 3, 2));

    assertThat(Pixels.picture(image, WHITE))
        .isEqualTo(
            """
            ............
            ............
            ...######...
            ...######...
            ...######...
            ...######...
            ............
            ............
            ............
            """);
  }

  @Test
  void cells_beyondThePictureAreCutOff() {
    Grid grid = SampleScenes.waves(4);
    ColorScale scale = SampleScenes.viridis();
    BufferedImage image = image(4, 4, cells(grid, scale, -3, -3, 2, 2));

    assertThat(Pixels.at(image, 0, 0)).isEqualTo(scale.rgb(grid.value(1, 1)));
    assertThat(Pixels.at(image, 3, 3)).isEqualTo(scale.rgb(grid.value(3, 3)));
  }

  @Test
  void maskedCells_arePlainBelowSixPixels() {
    BufferedImage image =
        image(40, 40, cells(SampleScenes.causal(), SampleScenes.viridis(), 0, 0, 5, 5));

    assertThat(colors(image, new Box(5, 0, 5, 5))).containsExactly(0xececec);
  }

  @Test
  void maskedCells_areHatchedFromSixPixels() {
    BufferedImage image =
        image(48, 48, cells(SampleScenes.causal(), SampleScenes.viridis(), 0, 0, 6, 6));

    assertThat(Pixels.picture(image.getSubimage(6, 0, 12, 6), 0xececec))
        .isEqualTo(
            """
            ..#...#...#.
            .#...#...#..
            #...#...#...
            ...#...#...#
            ..#...#...#.
            .#...#...#..
            """);
    assertThat(colors(image, new Box(6, 0, 12, 6))).containsExactlyInAnyOrder(0xececec, 0xcfcfcf);
    assertThat(colors(image, new Box(0, 0, 6, 6))).containsExactly(0xfde725);
  }

  @Test
  void nanCells_arePlainBelowEightPixels() {
    BufferedImage image =
        image(56, 56, cells(SampleScenes.causal(), SampleScenes.viridis(), 0, 0, 7, 7));

    assertThat(colors(image, new Box(2 * 7, 5 * 7, 7, 7))).containsExactly(0x9e9e9e);
  }

  @Test
  void nanCells_areCrossedFromEightPixels() {
    BufferedImage image =
        image(64, 64, cells(SampleScenes.causal(), SampleScenes.viridis(), 0, 0, 8, 8));
    BufferedImage cell = image.getSubimage(16, 40, 8, 8);

    assertThat(Pixels.picture(cell, 0x9e9e9e))
        .isEqualTo(
            """
            ........
            ........
            ..#..#..
            ...##...
            ...##...
            ..#..#..
            ........
            ........
            """);
    assertThat(colors(cell, new Box(0, 0, 8, 8)))
        .containsExactlyInAnyOrder(0x9e9e9e, Contrast.blackOrWhite(0x9e9e9e));
  }

  @Test
  void rect_drawsItsBorderInside() {
    Mark rect =
        new Mark.Rect(
            "r", Role.SWATCH, new Box(1, 1, 6, 5), OptionalInt.of(RED), OptionalInt.of(0), 2);
    BufferedImage image = image(8, 7, rect);

    assertThat(Pixels.picture(image, WHITE))
        .isEqualTo(
            """
            ........
            .######.
            .######.
            .######.
            .######.
            .######.
            ........
            """);
    assertThat(colors(image, new Box(3, 3, 2, 1))).containsExactly(RED);
    assertThat(colors(image, new Box(1, 1, 6, 2))).containsExactly(0);
    assertThat(colors(image, new Box(5, 1, 2, 5))).containsExactly(0);
  }

  @Test
  void frame_leavesItsInsideAlone() {
    BufferedImage image = image(5, 4, Mark.Rect.frame("f", Role.FRAME, new Box(0, 0, 5, 4), 0, 1));

    assertThat(Pixels.picture(image, WHITE))
        .isEqualTo(
            """
            #####
            #...#
            #...#
            #####
            """);
  }

  @Test
  void straightPath_coversThePixelsOfItsPointsAndAllBetween() {
    BufferedImage image = image(8, 5, path(Mark.Curve.LINES, 1, 1, 3, 1, 1, 6, 1, 6, 3));

    assertThat(Pixels.picture(image, WHITE))
        .isEqualTo(
            """
            ........
            .######.
            .#....#.
            .#....#.
            ........
            """);
    assertThat(colors(image, new Box(0, 0, 8, 5))).containsExactlyInAnyOrder(WHITE, RED);
  }

  @Test
  void widePath_liesOnBothSidesOfItsCorners() {
    BufferedImage image = image(7, 6, path(Mark.Curve.CLOSED, 2, 1, 1, 5, 1, 5, 4, 1, 4));

    assertThat(Pixels.picture(image, WHITE))
        .isEqualTo(
            """
            ######.
            ######.
            ##..##.
            ######.
            ######.
            .......
            """);
  }

  @Test
  void obliquePath_hasSmoothEdges() {
    BufferedImage image = image(20, 20, path(Mark.Curve.LINES, 1, 2, 2, 17, 9));

    assertThat(colors(image, new Box(0, 0, 20, 20)).size()).isGreaterThan(4);
    assertThat(ink(image)).isCloseTo(Math.hypot(15, 7), within(0.5));
  }

  @Test
  void closedObliquePath_returnsToItsStart() {
    BufferedImage open = image(20, 20, path(Mark.Curve.LINES, 1, 2, 2, 17, 9, 4, 15));
    BufferedImage closed = image(20, 20, path(Mark.Curve.CLOSED, 1, 2, 2, 17, 9, 4, 15));

    assertThat(Pixels.at(open, 3, 9)).isEqualTo(WHITE);
    assertThat(Pixels.at(closed, 3, 9)).isNotEqualTo(WHITE);
  }

  @Test
  void cubicPath_passesItsEndsOnly() {
    BufferedImage image = image(21, 21, path(Mark.Curve.CUBIC, 1, 0, 0, 20, 0, 20, 20, 0, 20));

    assertThat(Pixels.at(image, 0, 0)).isNotEqualTo(WHITE);
    assertThat(Pixels.at(image, 0, 20)).isNotEqualTo(WHITE);
    assertThat(Pixels.at(image, 15, 10)).isNotEqualTo(WHITE);
    assertThat(Pixels.at(image, 20, 0)).isEqualTo(WHITE);
  }

  @ParameterizedTest
  @EnumSource(Rotation.class)
  void text_hasTheInkOfItsOutlineInEveryDirection(Rotation rotation) {
    BufferedImage image = image(160, 160, text("Hxamburg", 80, 80, rotation));
    BufferedImage flat = image(160, 160, text("Hxamburg", 80, 80, Rotation.NONE));

    assertThat(ink(image)).isCloseTo(ink(flat), within(ink(flat) * 0.02));
  }

  @Test
  void text_turnedUpIsTheFlatTextTurned() {
    BufferedImage flat = image(60, 60, text("head", 20, 30, Rotation.NONE));
    BufferedImage up = image(60, 60, text("head", 30, 40, Rotation.UP));
    double difference = 0;
    for (int y = 0; y < 60; y++) {
      for (int x = 0; x < 60; x++) {
        int turned = Pixels.at(up, y, 59 - x) & 0xff;
        difference += Math.abs((Pixels.at(flat, x, y) & 0xff) - turned);
      }
    }

    assertThat(difference / (60 * 60)).isLessThan(1.5);
  }

  @Test
  void text_standsOnItsBaseline() {
    BufferedImage image = image(20, 20, text("H", 4, 15, Rotation.NONE));

    assertThat(colors(image, new Box(0, 15, 20, 5))).containsExactly(WHITE);
    assertThat(colors(image, new Box(0, 14, 20, 1)).size()).isGreaterThan(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 64})
  void band_hasThePixelsOfTheWholePicture(int height) {
    Scene scene = SampleScenes.everything();
    int[] whole = Pixels.of(PAINTER.image(scene));

    for (int top = 0; top < scene.height(); top += height) {
      int rows = Math.min(height, scene.height() - top);
      int from = top * scene.width();
      assertThat(Pixels.of(PAINTER.band(scene, top, rows)))
          .as("rows from %s", top)
          .isEqualTo(Arrays.copyOfRange(whole, from, from + rows * scene.width()));
    }
  }

  @Test
  void paint_onGraphicsGivesTheSamePixels() {
    Scene scene = SampleScenes.everything();
    BufferedImage target =
        new BufferedImage(scene.width(), scene.height(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = target.createGraphics();
    PAINTER.paint(scene, graphics);
    graphics.dispose();

    assertThat(Pixels.hash(target)).isEqualTo(Pixels.hash(PAINTER.image(scene)));
  }

  @Test
  void paint_leavesTheGraphicsAsItWas() {
    Graphics2D graphics = new BufferedImage(90, 90, BufferedImage.TYPE_INT_ARGB).createGraphics();
    AffineTransform transform = AffineTransform.getTranslateInstance(3, 4);
    AlphaComposite composite = AlphaComposite.getInstance(AlphaComposite.SRC_OVER, 0.5f);
    graphics.setTransform(transform);
    graphics.setComposite(composite);
    graphics.setColor(Color.CYAN);
    graphics.clipRect(0, 0, 50, 40);
    RenderingHints hints = graphics.getRenderingHints();
    PAINTER.paint(SampleScenes.everything(), graphics);

    assertThat(graphics.getTransform()).isEqualTo(transform);
    assertThat(graphics.getComposite()).isEqualTo(composite);
    assertThat(graphics.getColor()).isEqualTo(Color.CYAN);
    assertThat(graphics.getClipBounds()).isEqualTo(new Rectangle(0, 0, 50, 40));
    assertThat(graphics.getRenderingHints()).isEqualTo(hints);
    graphics.dispose();
  }

  @Test
  void paint_staysInsideThePicture() {
    BufferedImage target = new BufferedImage(20, 20, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = target.createGraphics();
    PAINTER.paint(
        scene(10, 10, cells(SampleScenes.waves(9), SampleScenes.viridis(), 5, 5, 3, 3)), graphics);
    graphics.dispose();

    assertThat(colors(target, new Box(10, 0, 10, 20))).containsExactly(0);
  }

  @Test
  void threads_paintTheSamePicture() throws Exception {
    Scene scene = SampleScenes.everything();
    String hash = Pixels.hash(PAINTER.image(scene));
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<String>> hashes =
          IntStream.range(0, 80)
              .mapToObj(i -> threads.submit(() -> Pixels.hash(PAINTER.image(scene))))
              .toList();
      for (Future<String> other : hashes) {
        assertThat(other.get()).isEqualTo(hash);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void picture_mustHavePixels() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PAINTER.image(scene(0, 5)))
        .withMessage(
            "picture must have 1 to 2147483639 pixels, got 0 x 5;"
                + " choose smaller cells or reduce the values");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PAINTER.image(scene(100_000, 100_000)))
        .withMessage(
            "picture must have 1 to 2147483639 pixels, got 100000 x 100000;"
                + " choose smaller cells or reduce the values");
  }

  private static Scene scene(int width, int height, Mark... marks) {
    return new Scene(width, height, WHITE, List.of(marks));
  }

  private static BufferedImage image(int width, int height, Mark... marks) {
    return PAINTER.image(scene(width, height, marks));
  }

  private static Mark cells(Grid grid, ColorScale scale, int x, int y, int width, int height) {
    Box box = new Box(x, y, grid.columns() * width, grid.rows() * height);
    return new Mark.Cells("cells", Role.CELLS, box, grid, scale, width, height);
  }

  private static Mark path(Mark.Curve curve, int width, int... coordinates) {
    List<Point> points =
        IntStream.range(0, coordinates.length / 2)
            .mapToObj(i -> new Point(coordinates[2 * i], coordinates[2 * i + 1]))
            .toList();
    return new Mark.Path("p", Role.LINK, new Box(0, 0, 0, 0), points, curve, width, RED);
  }

  private static Mark text(String text, int x, int y, Rotation rotation) {
    Box box = new Box(0, 0, 0, 0);
    return new Mark.Text("t", Role.TITLE, box, text, 12, 0, new Point(x, y), rotation);
  }

  private static Set<Integer> colors(BufferedImage image, Box box) {
    Set<Integer> colors = new HashSet<>();
    for (int y = box.y(); y < box.bottom(); y++) {
      for (int x = box.x(); x < box.right(); x++) {
        colors.add(Pixels.at(image, x, y));
      }
    }
    return colors;
  }

  /** How many pixels' worth of a colour without blue lies on white. */
  private static double ink(BufferedImage image) {
    return Arrays.stream(Pixels.of(image)).mapToDouble(p -> 1 - (p & 0xff) / 255.0).sum();
  }
}
