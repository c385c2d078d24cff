package dev.attn.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.io.TensorFiles;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MaskCommandTest {

  @TempDir private Path folder;

  @Test
  void text_isTheDefault() {
    assertThat(Command.run("mask", "causal(4) & (slidingWindow(4, 2) | columns(4, 0, 1))").lines())
        .containsExactly("#...", "##..", "###.", "#.##");
  }

  @Test
  void stats_countTheLiteralFigure() {
    Command run =
        Command.run(
            "mask",
            "columns(64, 0, 16) | diagonal(64) | cells(64, [(55, 41), (57, 44), (60, 49)])",
            "--stats");
    assertThat(run.out())
        .startsWith("{\"rows\":64,\"keys\":64,\"cells\":1075,\"density\":0.262451171875,")
        .contains("\"emptyRows\":[]")
        .contains("\"tiles\":{\"size\":128,\"full\":0,\"partial\":1,\"empty\":0}");
  }

  @Test
  void npy_holdsOnesWhereAQueryMayAttend() throws Exception {
    Path file = folder.resolve("mask.npy");
    assertThat(Command.run("mask", "causal(2)", "--npy", file).code()).isZero();
    try (var open = TensorFiles.open(file)) {
      assertThat(open.array("mask").toDoubles()).containsExactly(1, 0, 1, 1);
      assertThat(open.array("mask")).hasToString("u8 [2, 2]");
    }
  }

  @Test
  void png_isAPicture() throws Exception {
    Path file = folder.resolve("mask.png");
    assertThat(Command.run("mask", "causal(16)", "--png", file).code()).isZero();
    BufferedImage image = ImageIO.read(file.toFile());
    assertThat(image.getWidth()).isGreaterThan(16 * 16);
  }
}
