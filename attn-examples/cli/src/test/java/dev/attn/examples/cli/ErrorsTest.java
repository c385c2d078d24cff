package dev.attn.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import dev.attn.io.TensorFiles;
import dev.attn.tensor.NumericArray;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
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
  void tooLittleMemory_isSaidInOneLine() {
    Writer full =
        new Writer() {
          @Override
          public void write(char[] text, int from, int length) {
            throw new OutOfMemoryError("Java heap space");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    StringWriter err = new StringWriter();
    int code = Main.run(new PrintWriter(full), new PrintWriter(err), "mask", "causal(2)");
    long megabytes = Runtime.getRuntime().maxMemory() >> 20;
    assertThat(err.toString())
        .isEqualTo(
            "attn: result must fit the memory, got more than the "
                + megabytes
                + " MB that Java may use; give it more with java -Xmx"
                + System.lineSeparator());
    assertThat(code).isEqualTo(1);
  }

  @Test
  void noVerb_isAWrongArgument() {
    assertFails(
        Command.run(),
        2,
        "a verb must be given: info, gallery, figure, metrics, heads, saliency, rollout, flow,"
            + " relevance, lens or mask; see attn --help");
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
  void badArguments_nameTheirOption(@TempDir Path folder) {
    Path out = folder.resolve("x.png");
    assertFails(
        Command.run("figure", "overview", "--tensor", GROUNDING, "--zoom", "3", "--out", out),
        2,
        "--zoom must be two whole numbers A,B, got 3");
    assertFails(
        Command.run(
            "figure",
            "overview",
            "--tensor",
            GROUNDING,
            "--zoom",
            "0,0",
            "--span",
            "x",
            "--out",
            out),
        2,
        "--span must be NAME:FROM-TO, got x");
    assertFails(
        Command.run("figure", "strips", "--tensor", GROUNDING, "--queries", "1,b", "--out", out),
        2,
        "--queries must be a whole number, got b");
    assertFails(
        Command.run(
            "saliency",
            "--tensor",
            GROUNDING,
            "--gradient",
            GROUNDING,
            "--variant",
            "loud",
            "--out",
            out),
        2,
        "--variant must be per-head, abs-of-sum, sum-of-abs or signed, got loud");
    assertFails(
        Command.run("info", GROUNDING, "--values", "-1"), 2, "--values must be at least 0, got -1");
    assertFails(
        Command.run("mask", "full(100000)", "--npy", out),
        2,
        "mask must have at most 2147483648 cells to be written as such, got 10000000000");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void tokensOfAnotherLength_areAWrongArgument(@TempDir Path folder) {
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
            "--tokens",
            Command.DATA.resolve("grounding-b/capture.json"),
            "--out",
            folder.resolve("x.png")),
        2,
        "--tokens must have one label for each of the 13 positions, got 10");
  }

  @Test
  void unknownVerb_listsTheVerbs() {
    assertFails(
        Command.run("draw"),
        2,
        "attn must be followed by one of info, gallery, figure, metrics, heads, saliency, rollout,"
            + " flow, relevance, lens, mask, got draw");
    assertFails(
        Command.run("figure"), 2, "a figure must be named: heatmap, overview, strips or layers");
  }

  @Test
  void severalArraysWithoutAttention_mustBeNamed(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("two.npz");
    NumericArray array = NumericArray.copyOf(new float[] {1}, 1, 1);
    TensorFiles.writeNpz(file, ImmutableMap.of("a", array, "b", array));
    assertFails(
        Command.run("metrics", "--tensor", file),
        2,
        "array of " + file + " must be named with #NAME, one of a, b");
    assertThat(Command.run("metrics", "--tensor", file + "#b").code()).isZero();
  }

  @Test
  void galleryOntoAFile_isABadFile(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("taken"), "x");
    assertFails(Command.run("gallery", "--out", file), 1, file + ": is no folder");
  }

  @Test
  void outputThatCannotBeWritten_isReported() {
    StringWriter err = new StringWriter();
    Writer full =
        new Writer() {
          @Override
          public void write(char[] text, int from, int count) throws IOException {
            throw new IOException("full");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    int code = Main.run(new PrintWriter(full), new PrintWriter(err), "mask", "causal(4)");
    assertThat(code).isEqualTo(1);
    assertThat(err.toString())
        .isEqualTo(
            "attn: standard output must take what is printed, got a failed write"
                + System.lineSeparator());
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
