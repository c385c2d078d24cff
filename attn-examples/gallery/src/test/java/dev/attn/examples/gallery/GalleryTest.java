package dev.attn.examples.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attn.render.Render;
import dev.attn.render.figure.Figure;
import java.awt.image.BufferedImage;
import java.io.FileNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The pictures of the README are what the gallery draws. After a wanted change run the tests with
 * {@code -Dattn.golden.update=true}, and look at the new pictures.
 */
final class GalleryTest {

  private static final Path IMAGES = Path.of("..", "..", "docs", "images");

  static Stream<Arguments> figures() throws Exception {
    return Gallery.figures().entrySet().stream()
        .map(figure -> Arguments.of(figure.getKey(), figure.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("figures")
  void figure_looksLikeItsPictureInTheDocuments(String name, Figure figure) throws Exception {
    Path golden = IMAGES.resolve(name + ".png");
    if (Boolean.getBoolean("attn.golden.update")) {
      Files.createDirectories(IMAGES);
      Render.png(figure, golden);
    }
    PictureAssert.assertLooksLike(
        Render.image(figure),
        ImageIO.read(golden.toFile()),
        Path.of("target", "diff", name + ".png"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("figures")
  void figure_givesACarefulReaderNothingToObjectTo(String name, Figure figure) {
    assertThat(Render.check(figure)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("figures")
  void figure_isDescribedInAFewSentences(String name, Figure figure) {
    assertThat(figure.describe()).hasSizeBetween(40, Figure.DESCRIPTION).endsWith(".");
    assertThat(figure.describe()).isEqualTo(figure.describe());
  }

  @Test
  void figures_areNamedInOrder() throws Exception {
    assertThat(Gallery.figures().keySet())
        .containsExactly(
            "1-mask-map",
            "1-mask-map-literal",
            "2-layer-strips",
            "3-head-overview",
            "4-mean-interventions",
            "5-layer-token-map",
            "5-layer-attention",
            "mask-square",
            "strips-seven-columns",
            "heads-two-zooms",
            "heads-scalar",
            "panels-with-headers",
            "layers-reversed",
            "head-with-values",
            "signed-saliency",
            "comparison",
            "row-scales",
            "mask-difference",
            "mask-of-a-million-tokens",
            "token-strip",
            "signed-token-strip",
            "head-bars",
            "head-scatter",
            "classes-for-print");
  }

  @Test
  void comparison_noticesOneCellOfAnotherColour(@TempDir Path folder) throws Exception {
    BufferedImage golden = ImageIO.read(IMAGES.resolve("1-mask-map-literal.png").toFile());
    BufferedImage changed = Render.image(TargetFigures.maskMap());
    BufferedImage copy = ImageIO.read(IMAGES.resolve("1-mask-map-literal.png").toFile());
    for (int i = 0; i < 64; i++) {
      copy.setRGB(200 + i % 8, 200 + i / 8, 0xfde725);
    }
    Path diff = folder.resolve("diff.png");
    assertThatThrownBy(() -> PictureAssert.assertLooksLike(copy, golden, diff))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("the worst patch off by ");
    assertThatThrownBy(() -> PictureAssert.assertLooksLike(changed, golden, diff))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void draw_makesTheFolderAndAllPictures(@TempDir Path folder) throws Exception {
    Gallery.draw(folder.resolve("new/gallery"));
    for (String name : Gallery.figures().keySet()) {
      BufferedImage image = ImageIO.read(folder.resolve("new/gallery/" + name + ".png").toFile());
      assertThat(image.getWidth()).as(name).isGreaterThan(300);
    }
  }

  @Test
  void capture_thatIsNotBundled_isNamed() {
    assertThatThrownBy(() -> Captures.open("nothing"))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessage("capture must be bundled, got nothing");
  }

  @Test
  void figure_hasOneOfTheNames() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Gallery.figure("mona-lisa"))
        .withMessageStartingWith("name must be one of [1-mask-map, ")
        .withMessageEndingWith(", classes-for-print], got mona-lisa");
  }
}
