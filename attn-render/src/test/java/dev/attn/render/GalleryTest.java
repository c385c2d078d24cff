package dev.attn.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.render.figure.Figure;
import dev.attn.render.figure.TargetFigures;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Draws the target figures into target/gallery, to be looked at. */
final class GalleryTest {

  private static final Path FOLDER = Path.of("target", "gallery");

  @Test
  void treeMask_isDrawn() throws IOException {
    assertThat(draw("tree-mask", TargetFigures.treeMask())).isEqualTo("615x503");
  }

  @Test
  void pauseStrips_areDrawn() throws IOException {
    assertThat(draw("pause-strips", TargetFigures.pauseStrips())).isEqualTo("707x749");
  }

  @Test
  void headGrid_isDrawn() throws IOException {
    assertThat(draw("head-grid", TargetFigures.headGrid())).isEqualTo("1036x547");
  }

  @Test
  void meanPanels_areDrawn() throws IOException {
    assertThat(draw("mean-panels", TargetFigures.meanPanels())).isEqualTo("672x696");
  }

  @Test
  void layerTokens_areDrawn() throws IOException {
    assertThat(draw("layer-token-map", TargetFigures.layerTokens())).isEqualTo("685x579");
  }

  static String draw(String name, Figure figure) throws IOException {
    Files.createDirectories(FOLDER);
    Path file = FOLDER.resolve(name + ".png");
    Render.png(figure, file);
    BufferedImage image = ImageIO.read(file.toFile());
    return image.getWidth() + "x" + image.getHeight();
  }
}
