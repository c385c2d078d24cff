package dev.attn.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wrong arguments exit with 2, bad files with 1, each with one line and no stack trace. */
final class ErrorsTest {

  private static final Path GROUNDING = Command.DATA.resolve("grounding/capture.safetensors");

  private static void assertFails(Command run, int code, String line) {
    assertThat(run.err()).isEqualTo("attn: " + line + System.lineSeparator());
    assertThat(run.code()).isEqualTo(code);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void noVerb_isAWrongArgument() {
    assertFails(
        Command.run(),
        2,
        "a verb must be given: info, gallery, figure, metrics, saliency or mask; see attn --help");
  }

  @Test
  void unknownOption_isAWrongArgument() {
    assertFails(Command.run("info", "--loud", "x.npy"), 2, "Unknown option: '--loud'");
  }

  @Test
  void missingOption_isAWrongArgument() {
    assertFails(Command.run("gallery"), 2, "Missing required option: '--out=DIR'");
  }

  @Test
  void missingFile_isABadFile() {
    Command run = Command.run("info", "no-such.npy");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).startsWith("attn: ").contains("no-such.npy").hasLineCount(1);
  }

  @Test
  void malformedFile_isABadFile(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("text.npy"), "this is no array");
    Command run = Command.run("info", file);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).startsWith("attn: ").contains("text.npy").hasLineCount(1);
  }

  @Test
  void unknownArray_isAWrongArgumentThatListsTheNames() {
    Command run = Command.run("metrics", "--tensor", GROUNDING + "#nope");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .contains("nope")
        .contains("attention")
        .contains("gradient")
        .hasLineCount(1);
  }

  @Test
  void unknownMetric_isAWrongArgument() {
    Command run = Command.run("metrics", "--tensor", GROUNDING, "--metric", "row.nonsense");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("row.nonsense").contains("row.entropy").hasLineCount(1);
  }

  @Test
  void notAttention_isBadData() {
    Command run =
        Command.run(
            "metrics",
            "--tensor",
            GROUNDING + "#gradient",
            "--mask",
            "none",
            "--metric",
            "row.max");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("layer 0, head 0").hasLineCount(1);
  }

  @Test
  void maskOfAnotherShape_isAWrongArgument() {
    Command run = Command.run("metrics", "--tensor", GROUNDING, "--mask", "causal(12)");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("[13, 13]").contains("[12, 12]").hasLineCount(1);
  }

  @Test
  void brokenExpression_isAWrongArgument() {
    Command run = Command.run("mask", "causal(8");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).startsWith("attn: ").hasLineCount(1);
  }

  @Test
  void headOutsideTheTensor_isAWrongArgument(@TempDir Path folder) {
    assertFails(
        Command.run(
            "figure",
            "heatmap",
            "--tensor",
            GROUNDING,
            "--layer",
            0,
            "--head",
            12,
            "--out",
            folder.resolve("x.png")),
        2,
        "head must be in [0, 12), got 12");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void limitsThatAreNoNumbers_areAWrongArgument(@TempDir Path folder) {
    assertFails(
        Command.run(
            "figure",
            "heatmap",
            "--tensor",
            GROUNDING,
            "--layer",
            0,
            "--head",
            0,
            "--limits",
            "0,x",
            "--out",
            folder.resolve("x.png")),
        2,
        "--limits must be two numbers A,B, got 0,x");
  }

  @Test
  void unwritableTarget_isABadFile(@TempDir Path folder) {
    Command run =
        Command.run(
            "figure",
            "layers",
            "--tensor",
            GROUNDING,
            "--query",
            "last",
            "--out",
            folder.resolve("missing/x.png"));
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("missing").hasLineCount(1);
  }
}
