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
  void equals_comparesCells() {
    Command same = Command.run("mask", "slidingWindow(8, 3)", "--equals", "band(8, 2, 0)");
    assertThat(same.out()).isEqualTo("equal" + System.lineSeparator());
    assertThat(same.code()).isZero();
    Command other = Command.run("mask", "causal(8)", "--equals", "slidingWindow(8, 3)");
    assertThat(other.lines())
        .containsExactly(
            "different in 15 cells, the first at (3, 0): allowed by the first mask only");
    assertThat(other.code()).isEqualTo(1);
  }

  @Test
  void explain_namesThePartThatDecides() {
    Command run = Command.run("mask", "causal(8) & slidingWindow(8, 3)", "--explain", "5,1");
    assertThat(run.out()).startsWith("(5,1) BLOCKED by slidingWindow");
    assertThat(run.code()).isZero();
  }

  @Test
  void export_writesTheFormatsOfOtherTools() {
    assertThat(Command.run("mask", "causal(2)", "--export", "csr").lines())
        .containsExactly(
            "{\"format\":\"csr\",\"rows\":2,\"keys\":2,\"pointers\":[0,1,3],\"columns\":[0,0,1]}");
    assertThat(Command.run("mask", "causal(2)", "--export", "bias").lines())
        .containsExactly(
            "{\"format\":\"bias\",\"rows\":2,\"keys\":2,\"bias\":[[0.0,\"-inf\"],[0.0,0.0]]}");
    assertThat(Command.run("mask", "causal(2)", "--export", "bits").lines())
        .containsExactly("{\"format\":\"bits\",\"rows\":2,\"keys\":2,\"bytes\":[13]}");
    assertThat(Command.run("mask", "packedCausal(2, 1)", "--export", "cu-seqlens").out())
        .contains("\"within\":\"causal\",\"offsets\":[0,2,3]");
    assertThat(Command.run("mask", "causal(300)", "--export", "flex").out())
        .contains(
            "\"partialCounts\":[1,1,3],\"partialIndices\":[0,0,0,1,0,0,0,1,2]",
            "\"fullCounts\":[0,1,0],\"fullIndices\":[0,0,0,0,0,0,0,0,0]");
    assertThat(Command.run("mask", "causal(2)", "--export", "flashmask").code()).isZero();
    assertThat(Command.run("mask", "causal(2)", "--export", "endpoints").out())
        .contains("\"runsPerRow\":1,\"endpoints\":[0,1,0,2]");
  }

  @Test
  void export_thatTheFormatCannotSay_givesTheReason() {
    Command run = Command.run("mask", "strided(12, 4)", "--export", "flashmask");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .isEqualTo(
            "attn: mask cannot be exported so: key 0 has 3 masked runs below the diagonal"
                + System.lineSeparator());
  }

  @Test
  void png_isAPicture() throws Exception {
    Path file = folder.resolve("mask.png");
    assertThat(Command.run("mask", "causal(16)", "--png", file).code()).isZero();
    BufferedImage image = ImageIO.read(file.toFile());
    assertThat(image.getWidth()).isGreaterThan(16 * 16);
  }

  @Test
  void png_ofAnyMaskIsAPictureOfAllItsCells() throws Exception {
    for (String expression :
        new String[] {"causal(50000)", "sinksAndWindow(1000000, 4, 512)", "full(100000)"}) {
      Path file = folder.resolve("large.png");
      assertThat(Command.run("mask", expression, "--png", file).code()).isZero();
      BufferedImage image = ImageIO.read(file.toFile());
      assertThat(image.getWidth()).isBetween(1024, 1050);
      assertThat(image.getRGB(image.getWidth() / 2, 14)).isEqualTo(image.getRGB(900, 14));
    }
  }

  @Test
  void stats_ofTheLargestMasksLeaveOutLists() {
    assertThat(Command.run("mask", "causal(2000000000)", "--stats").lines())
        .containsExactly(
            "{\"rows\":2000000000,\"keys\":2000000000,\"cells\":2000000001000000000,"
                + "\"density\":0.50000000025,"
                + "\"leftOut\":\"rowCounts, keyCounts, emptyRows: more than 4194304 rows or keys\","
                + "\"tiles\":{\"size\":128,\"full\":122070304687500,\"partial\":15625000,"
                + "\"empty\":122070304687500}}");
  }
}
