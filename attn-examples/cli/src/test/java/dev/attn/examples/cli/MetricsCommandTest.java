package dev.attn.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.io.TensorFiles;
import dev.attn.metric.HeadMetric;
import dev.attn.metric.HeadMetrics;
import dev.attn.metric.MetricInfo;
import dev.attn.tensor.ElementType;
import dev.attn.tensor.NumericArray;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MetricsCommandTest {

  private static final Path GROUNDING = Command.DATA.resolve("grounding/capture.safetensors");
  private static final String HEADER =
      "layer,head,metric,settings,variant,value,unit,used,masked,broken,undefined";

  @TempDir private Path folder;

  /** Uniform causal attention over two tokens. */
  private Path uniform() throws Exception {
    return file("uniform", 2, 2, 1, 0, 0.5f, 0.5f);
  }

  private Path file(String name, int queries, int keys, float... weights) throws Exception {
    Path file = folder.resolve(name + ".npy");
    TensorFiles.writeNpy(file, NumericArray.copyOf(weights, queries, keys));
    return file;
  }

  private static Command metrics(Object file, Object... more) {
    List<Object> words = new ArrayList<>(List.of("metrics", "--tensor", file));
    words.addAll(List.of(more));
    return Command.run(words.toArray());
  }

  private static void assertWrong(Command run, String message) {
    assertThat(run.err()).isEqualTo("attn: " + message + System.lineSeparator());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void csv_countsTheRowsOfEachVariant() throws Exception {
    Command run = metrics(uniform(), "--metric", "row.entropyNorm,pos.direction,row.topMass");
    assertThat(run.lines())
        .containsExactly(
            HEADER,
            "0,0,row.entropyNorm,,,1.0,,1,0,0,1",
            "0,0,pos.direction,,self,0.75,mass,2,0,0,0",
            "0,0,pos.direction,,forward,0.0,mass,2,0,0,0",
            "0,0,pos.direction,,backward,0.25,mass,2,0,0,0",
            "0,0,pos.direction,,+1,nan,mass,0,0,0,2",
            "0,0,pos.direction,,-1,0.5,mass,1,0,0,1",
            "0,0,row.topMass,k=3,,1.0,mass,2,0,0,0");
    assertThat(run.err()).contains("causal(2)");
    assertThat(run.code()).isZero();
  }

  @Test
  void json_isOneArray() throws Exception {
    assertThat(
            metrics(uniform(), "--mask", "none", "--metric", "row.max", "--format", "json").lines())
        .containsExactly(
            "[{\"layer\":0,\"head\":0,\"metric\":\"row.max\",\"settings\":\"\",\"variant\":\"\","
                + "\"value\":0.75,\"unit\":\"mass\",\"used\":2,\"masked\":0,\"broken\":0,"
                + "\"undefined\":0}]");
  }

  @Test
  void maskExpression_decidesWhichRowsCount() throws Exception {
    assertThat(metrics(uniform(), "--mask", "causal(2)", "--metric", "sink.mass").lines())
        .contains("0,0,sink.mass,keys=[0],,0.5,mass,1,0,0,1");
  }

  @Test
  void ledger_showsMaskedAndBrokenRows() throws Exception {
    Path rows = file("rows", 3, 3, 1, 0, 0, 9, 9, 9, 0.25f, 0.25f, 0.25f);
    assertThat(
            metrics(
                    rows,
                    "--mask",
                    "causal(3) - rows(3, 1, 2)",
                    "--metric",
                    "row.max",
                    "--broken",
                    "skip")
                .lines())
        .containsExactly(HEADER, "0,0,row.max,,,1.0,mass,1,1,1,0");
    Command refused = metrics(rows, "--mask", "causal(3) - rows(3, 1, 2)", "--metric", "row.max");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("leave such rows out with --broken skip");
    assertThat(
            metrics(
                    rows,
                    "--mask",
                    "causal(3) - rows(3, 1, 2)",
                    "--metric",
                    "row.max",
                    "--row-sum",
                    "free")
                .lines())
        .contains("0,0,row.max,,,0.625,mass,2,1,0,0");
  }

  @Test
  void everyMetric_isPrintedForEveryHead_withWhatIsLeftOut() {
    Command run = metrics(GROUNDING);
    assertThat(run.code()).isZero();
    assertThat(run.lines().stream().filter(line -> line.contains(",row.entropy,"))).hasSize(144);
    assertThat(run.lines()).noneMatch(line -> line.contains(",k=12,"));
    assertThat(run.err().lines())
        .containsExactly(
            "attn: left out for want of what is in brackets: sink.typeMass (--types), pat.match (--gold),"
                + " seg.block (--span), seg.lookback (--span), label.alignment (--gold),"
                + " label.headAccuracy (--gold)",
            "attn: left out unless named with --metric: pos.offsetProfile (one part for each key),"
                + " pos.received (one part for each key), sink.rate (one part for each key)",
            "attn: mask inferred from the zeros: causal(13)");
  }

  @Test
  void decompositionsOfManyRows_areLeftOutUnlessNamed() throws Exception {
    float[] identity = new float[129 * 129];
    for (int i = 0; i < 129; i++) {
      identity[i * 130] = 1;
    }
    Path many = file("many", 129, 129, identity);
    assertThat(metrics(many).err())
        .contains(
            "mat.effectiveRank (slow beyond 128 rows), mat.stableRank (slow beyond 128 rows)");
    assertThat(metrics(many, "--metric", "mat.stableRank").lines()).hasSize(2);
  }

  @Test
  void allMetricsOfHeads_areGivenByName() throws Exception {
    Path types = Files.writeString(folder.resolve("types.txt"), "word\nstop\nword\nword\n");
    Path tokens = Files.writeString(folder.resolve("tokens.json"), "[\"a\",\"b\",\"a\",\"b\"]");
    Path head =
        file("four", 4, 4, 1, 0, 0, 0, 0.5f, 0.5f, 0, 0, 0, 0.5f, 0.5f, 0, 0, 0, 0.75f, 0.25f);
    for (HeadMetric metric : HeadMetrics.all()) {
      Command run =
          metrics(
              head,
              "--tokens",
              tokens,
              "--types",
              types,
              "--gold",
              "causal(4) - diagonal(4)",
              "--span",
              "early:0-2",
              "--span",
              "late:2-4",
              "--metric",
              metric.id());
      assertThat(run.code()).as(run.err()).isZero();
      assertThat(run.lines()).hasSizeGreaterThan(1).contains(HEADER);
    }
    assertThat(metrics(head, "--types", types, "--metric", "sink.typeMass").lines())
        .contains(
            "0,0,sink.typeMass,,word,0.75,mass,4,0,0,0",
            "0,0,sink.typeMass,,stop,0.25,mass,4,0,0,0");
  }

  @Test
  void goldLabels_areAnExpressionOrAFile() throws Exception {
    Path grid = Files.writeString(folder.resolve("gold.txt"), "#.\n#.\n");
    Path dense = folder.resolve("gold.npy");
    TensorFiles.writeNpy(
        dense, NumericArray.copyOf(new double[] {1, 0, 1, 0}, 2, 2), ElementType.U8);
    for (Object gold : List.of(grid, dense, "columns(2, 0, 1)")) {
      assertThat(metrics(uniform(), "--gold", gold, "--metric", "pat.match").lines())
          .as("%s", gold)
          .contains("0,0,pat.match,ROW_RESTRICTED,,0.75,mass,2,0,0,0");
    }
    assertWrong(
        metrics(uniform(), "--gold", "causal(3)", "--metric", "pat.match"),
        "--gold must have shape [2, 2], got [3, 3]");
    Path half = file("half", 2, 2, 0.5f, 0, 0, 0);
    Command bad = metrics(uniform(), "--gold", half, "--metric", "pat.match");
    assertThat(bad.code()).isEqualTo(1);
    assertThat(bad.err().strip())
        .isEqualTo("attn: " + half + ": gold label must be 0 or 1, got 0.5 at [0, 0]");
    Path flat = folder.resolve("flat.npy");
    TensorFiles.writeNpy(flat, NumericArray.copyOf(new double[] {1, 0}, 2));
    assertThat(metrics(uniform(), "--gold", flat, "--metric", "pat.match").err())
        .contains("gold labels must have shape [queries, keys], got ");
    assertThat(metrics(uniform(), "--gold", "causal(2", "--metric", "pat.match").err())
        .startsWith("attn: --gold must be an expression, an .npy or a .txt file: ");
    Path scrawl = Files.writeString(folder.resolve("scrawl.txt"), "#x\n");
    assertThat(metrics(uniform(), "--gold", scrawl, "--metric", "pat.match").code()).isEqualTo(1);
  }

  @Test
  void mapsOfHeads_areCoordinatesAndLabels() {
    Command run = metrics(GROUNDING, "--metric", "head.mds,head.clusters", "--clusters", 4);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.lines()).hasSize(1 + 2 * 144 + 144);
    assertThat(run.lines().get(0)).isEqualTo("layer,head,metric,settings,variant,value");
    assertThat(run.lines().get(3)).startsWith("0,1,head.mds,dimensions=2,axis=0,");
    assertThat(run.lines().get(289))
        .isEqualTo("0,0,head.clusters,linkage=AVERAGE clusters=4,label,0.0");
    assertThat(
            run.lines().stream()
                .filter(line -> line.contains("head.clusters"))
                .map(line -> line.substring(line.lastIndexOf(',')))
                .distinct())
        .hasSize(4);
    assertThat(run.err())
        .contains("head.mds: axes show the shares 0.")
        .contains("head.clusters: AVERAGE clusters of 144, head.jsd(rows=MEAN scale=SQUARE_ROOT)");
    assertThat(metrics(GROUNDING, "--metric", "head.clusters", "--format", "json").out())
        .startsWith(
            "[{\"layer\":0,\"head\":0,\"metric\":\"head.clusters\",\"settings\":"
                + "\"linkage=AVERAGE clusters=5\",\"variant\":\"label\",\"value\":0.0}");
  }

  @Test
  void mapsThatHaveNoPlace_areWrongArguments() throws Exception {
    assertWrong(
        metrics(uniform(), "--metric", "head.mds"), "head.mds must have at least 2 heads, got 1");
    assertWrong(
        metrics(GROUNDING, "--metric", "head.mds", "--dimensions", 144),
        "--dimensions must be in [1, 144) for 144 heads, got 144");
    assertWrong(
        metrics(GROUNDING, "--metric", "head.clusters", "--clusters", 0),
        "--clusters must be in [1, 144], got 0");
    assertThat(metrics(uniform(), "--metric", "head.clusters").lines()).hasSize(2);
  }

  @Test
  void unknownNames_areAnsweredWithAllNames() throws Exception {
    Command run = metrics(uniform(), "--metric", "row.nonsense");
    assertThat(run.code()).isEqualTo(2);
    for (MetricInfo info : HeadMetrics.catalogue()) {
      assertThat(run.err().contains(info.id())).isEqualTo(!info.id().equals("sink.free"));
    }
    assertThat(run.err()).endsWith(", got row.nonsense" + System.lineSeparator());
    assertWrong(
        metrics(uniform(), "--metric", "row.max,head.jsd"),
        "--metric must name metrics of heads, or of pairs of heads, or head.mds and head.clusters,"
            + " got more than one of these kinds");
  }

  @Test
  void missingInputs_areNamedByTheirOptions() throws Exception {
    assertWrong(
        metrics(uniform(), "--metric", "pat.induction"), "pat.induction needs --tokens, got none");
    assertWrong(
        metrics(uniform(), "--metric", "sink.typeMass"), "sink.typeMass needs --types, got none");
    assertWrong(
        metrics(uniform(), "--metric", "pos.distance", "--positions", "none"),
        "pos.distance needs queries that stand among the keys, got none");
    assertWrong(
        Command.run("heads", "--tensor", uniform(), "--sort-by", "pat.match"),
        "pat.match needs --gold, got none");
    Path types = Files.writeString(folder.resolve("types.json"), "[\"word\"]");
    assertWrong(
        metrics(uniform(), "--types", types),
        "--types must have one label for each of the 2 keys, got 1");
  }

  @Test
  void spansOutsideTheTokens_areWrongArguments() throws Exception {
    assertWrong(
        metrics(uniform(), "--span", "b:1-3", "--metric", "seg.block"),
        "--span must end at or before 2, got b:1-3");
    assertWrong(
        metrics(uniform(), "--span", "a:7-3", "--metric", "seg.block"),
        "--span must end after it begins, got a:7-3");
  }

  @Test
  void placeOfQueries_isAnOption() throws Exception {
    Path rows = file("rows", 2, 4, 1, 0, 0, 0, 0.5f, 0.5f, 0, 0);
    assertThat(
            metrics(
                    rows,
                    "--mask",
                    "causalTopLeft(2, 4)",
                    "--first-query",
                    0,
                    "--metric",
                    "pos.distance")
                .lines())
        .contains("0,0,pos.distance,,,0.25,tokens,2,0,0,0");
    assertWrong(
        metrics(rows, "--first-query", 3),
        "--first-query must be in [0, 2], so that each of 2 queries stands at one of 4 keys, got 3");
    assertWrong(
        metrics(rows, "--first-query", 0, "--positions", "none"),
        "--first-query needs --positions end, got none");
    assertWrong(
        metrics(rows, "--positions", "start"), "--positions must be end or none, got start");
    assertWrong(
        metrics(rows, "--row-sum", "two"), "--row-sum must be unit, at-most-one or free, got two");
    Command cross = metrics(rows, "--mask", "none", "--positions", "none");
    assertThat(cross.err()).contains("pos.distance (queries that stand among the keys), ");
    assertThat(cross.lines()).noneMatch(line -> line.contains(",pos.distance,"));
  }

  @Test
  void spans_areOfTheSameTokensOnBothAxes() throws Exception {
    Path rows = file("rows", 2, 4, 0.25f, 0.25f, 0.5f, 0, 0.25f, 0.25f, 0.25f, 0.25f);
    List<String> lines =
        metrics(
                rows,
                "--mask",
                "causalBottomRight(2, 4)",
                "--span",
                "context:0-2",
                "--span",
                "new:2-4",
                "--metric",
                "seg.block")
            .lines();
    assertThat(lines)
        .containsExactly(
            HEADER,
            "0,0,seg.block,MASS,new->context,0.5,,2,0,0,0",
            "0,0,seg.block,MASS,new->new,0.5,,2,0,0,0");
  }

  @Test
  void pairs_haveTheirLedger() {
    List<String> lines = metrics(GROUNDING, "--metric", "head.tvd").lines();
    assertThat(lines.get(1)).startsWith("0,0,0,1,head.tvd,,,").endsWith(",mass,13,0,0,0");
  }
}
