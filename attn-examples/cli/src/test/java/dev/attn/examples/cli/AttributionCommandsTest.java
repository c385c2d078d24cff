package dev.attn.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.attn.io.TensorFile;
import dev.attn.io.TensorFiles;
import dev.attn.tensor.ElementType;
import dev.attn.tensor.NumericArray;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reference values: oracle.json of the capture, made with numpy and networkx. */
final class AttributionCommandsTest {

  private static final Path CAPTURE = Command.DATA.resolve("grounding/capture.safetensors");

  @TempDir private Path folder;

  private Path out;

  @BeforeEach
  void choosePlace() {
    out = folder.resolve("map");
  }

  private static void assertAgrees(double[] numbers, String key) throws Exception {
    List<Double> expected = reference(key);
    assertThat(numbers).hasSize(expected.size());
    for (int i = 0; i < numbers.length; i++) {
      if (expected.get(i) == 0) {
        assertThat(numbers[i]).isZero();
      } else {
        assertThat(numbers[i]).isCloseTo(expected.get(i), Percentage.withPercentage(1e-3));
      }
    }
  }

  /** Returns the numbers under a key, all nested arrays joined. */
  private static List<Double> reference(String key) throws Exception {
    List<Double> numbers = new ArrayList<>();
    File file = Command.DATA.resolve("grounding/oracle.json").toFile();
    try (JsonParser json = new JsonFactory().createParser(file)) {
      while (!key.equals(json.nextFieldName())) {
        assertThat(json.currentToken()).as(key).isNotNull();
      }
      int depth = 0;
      do {
        JsonToken token = json.nextToken();
        depth += token == JsonToken.START_ARRAY ? 1 : token == JsonToken.END_ARRAY ? -1 : 0;
        if (token.isNumeric()) {
          numbers.add(json.getDoubleValue());
        }
      } while (depth > 0);
    }
    return numbers;
  }

  private double[] npy() throws Exception {
    TensorFile file = TensorFiles.open(out);
    return file.array(file.names().get(0)).toDoubles();
  }

  @Test
  void rollout_isThatOfTheReference() throws Exception {
    Command run = Command.run("rollout", "--tensor", CAPTURE, "--out", out);
    assertThat(run.code()).as(run.err()).isZero();
    assertAgrees(npy(), "rollout_mean");
    Command.run(
        "rollout", "--tensor", CAPTURE, "--fusion", "max", "--residual", "add", "--out", out);
    assertAgrees(npy(), "rollout_max_renormalised_after_residual");
  }

  @Test
  void oneQuery_isARowOfTheMap() throws Exception {
    Command.run("rollout", "--tensor", CAPTURE, "--layers", "0-4", "--query", 12, "--out", out);
    assertAgrees(npy(), "rollout_same_layers_last_query");
    Command run =
        Command.run("flow", "--tensor", CAPTURE, "--layers", "0-4", "--query", 12, "--out", out);
    assertThat(run.code()).as(run.err()).isZero();
    assertAgrees(npy(), "flow_from_last_query");
  }

  @Test
  void relevance_isThatOfTheReference() throws Exception {
    Command run =
        Command.run(
            "relevance", "--tensor", CAPTURE, "--gradient", CAPTURE + "#gradient", "--out", out);
    assertThat(run.code()).as(run.err()).isZero();
    assertAgrees(npy(), "gradient_relevance");
  }

  @Test
  void lens_isThatOfTheReference() throws Exception {
    Command run =
        Command.run(
            "lens", "--logits", CAPTURE + "#layer_logits", "--threshold", 0.5, "--out", out);
    assertThat(run.code()).as(run.err()).isZero();
    assertAgrees(npy(), "logit_lens_jsd_bits");
    List<String> lines = run.lines();
    assertThat(lines.get(0)).isEqualTo("position,settling_depth");
    assertAgrees(
        lines.stream()
            .skip(1)
            .mapToDouble(l -> Double.parseDouble(l.substring(l.indexOf(',') + 1)))
            .toArray(),
        "settling_depth_g0.5");
  }

  @Test
  void lens_printsTheDeepRatio() {
    Command run =
        Command.run(
            "lens",
            "--logits",
            CAPTURE + "#layer_logits",
            "--threshold",
            0.5,
            "--deep",
            0.85,
            "--out",
            out);
    assertThat(run.code()).isZero();
    assertThat(run.err())
        .startsWith("attn: DeepRatio[value=0.")
        .contains("deepFrom=11", "positionsUsed=13, positionsUndefined=0", "fraction=0.85");
    assertThat(
            Command.run("lens", "--logits", CAPTURE + "#layer_logits", "--deep", 0.85, "--out", out)
                .err())
        .isEqualTo("attn: --deep needs --threshold, got none" + System.lineSeparator());
  }

  @Test
  void csv_hasOneLineForEachCell() throws Exception {
    Path two = folder.resolve("two.npy");
    TensorFiles.writeNpy(
        two, NumericArray.copyOf(new float[] {1, 0, 0.25f, 0.75f}, 2, 2), ElementType.F32);
    Command.run("flow", "--tensor", two, "--residual", "none", "--format", "csv", "--out", out);
    assertThat(Files.readAllLines(out))
        .containsExactly("query,key,value", "0,0,1.0", "0,1,0.0", "1,0,0.25", "1,1,0.75");
    Command.run(
        "rollout",
        "--tensor",
        two,
        "--query",
        1,
        "--format",
        "csv",
        "--residual",
        "none",
        "--out",
        out);
    assertThat(Files.readAllLines(out)).containsExactly("query,key,value", "1,0,0.25", "1,1,0.75");
  }

  @Test
  void wrongArguments_areRefusedWithOneLine() {
    assertFails(2, "--fusion must be mean, max or min, got median", "--fusion", "median");
    assertFails(2, "--residual must be a number, got half", "--residual", "half");
    assertFails(2, "attention share must be in [0, 1], got 2.0", "--residual", "2");
    assertFails(2, "--layers must be FROM-TO, got 4", "--layers", "4");
    assertFails(
        2, "--layers must be a range inside 0-12 that is not empty, got 1-99", "--layers", "1-99");
    assertFails(
        2, "--layers must be a range inside 0-12 that is not empty, got 4-4", "--layers", "4-4");
    assertFails(2, "query must be in [0, 13), got 13", "--query", "13");
    assertTargetsFail("1,2", "one for each of 13 positions, got 2");
    assertTargetsFail("0,0,0,0,0,0,0,0,0,0,0,0,-1", "in [0, 225), got -1");
    assertThat(
            Command.run(
                    "lens",
                    "--logits",
                    CAPTURE + "#layer_logits",
                    "--measure",
                    "rank",
                    "--out",
                    out)
                .err())
        .isEqualTo("attn: --measure rank needs --targets, got none" + System.lineSeparator());
    assertThat(out).doesNotExist();
  }

  private void assertTargetsFail(String targets, String end) {
    Command run =
        Command.run(
            "lens",
            "--logits",
            CAPTURE + "#layer_logits",
            "--measure",
            "rank",
            "--targets",
            targets,
            "--out",
            out);
    assertThat(run.err()).isEqualTo("attn: --targets must be " + end + System.lineSeparator());
    assertThat(run.code()).isEqualTo(2);
  }

  private void assertFails(int code, String message, String... extra) {
    List<Object> words = new ArrayList<>(List.of("rollout", "--tensor", CAPTURE, "--out", out));
    words.addAll(List.of(extra));
    Command run = Command.run(words.toArray());
    assertThat(run.err()).isEqualTo("attn: " + message + System.lineSeparator());
    assertThat(run.code()).isEqualTo(code);
  }

  @Test
  void heads_areATable() {
    Command run =
        Command.run("heads", "--tensor", CAPTURE, "--sort-by", "pos.direction:self", "--top", 2);
    assertThat(run.lines())
        .containsExactly(
            "rank  layer  head         value    unit      used    masked    broken  undefined",
            "   1     10     8      0.410227    mass        13         0         0          0",
            "   2      7     2      0.365784    mass        13         0         0          0",
            "pos.direction[self] mask=causal(13) rows=UNIT tolerance=1.0E-4 type=f32 broken=FAIL"
                + " rescaling=NONE average=MICRO unit=mass");
    assertThat(Command.run("heads", "--tensor", CAPTURE, "--sort-by", "pos.direction").err())
        .contains(
            "attn: --sort-by must name one of the variants [self, forward, backward, +1, -1], got"
                + " none");
    assertThat(Command.run("heads", "--tensor", CAPTURE, "--sort-by", "row.max", "--top", 0).err())
        .contains("attn: --top must be at least 1, got 0");
  }

  @Test
  void pairMetrics_areATableOfPairs() {
    Command run = Command.run("metrics", "--tensor", CAPTURE, "--metric", "head.jsd");
    assertThat(run.lines()).hasSize(1 + 144 * 143 / 2);
    assertThat(run.lines().get(0))
        .isEqualTo(
            "layer,head,layer2,head2,metric,settings,variant,value,unit,used,masked,broken,undefined");
    assertThat(run.lines().get(1)).startsWith("0,0,0,1,head.jsd,");
    assertThat(Command.run("metrics", "--tensor", CAPTURE, "--metric", "head.jsd,row.max").err())
        .contains(
            "attn: --metric must name metrics of heads, or of pairs of heads, or head.mds and"
                + " head.clusters, got more than one of these kinds");
  }
}
