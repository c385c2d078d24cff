package dev.attn.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.io.TensorFiles;
import dev.attn.tensor.NumericArray;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MetricsCommandTest {

  @TempDir private Path folder;

  /** Uniform causal attention over two tokens. */
  private Path uniform() throws Exception {
    Path file = folder.resolve("uniform.npy");
    TensorFiles.writeNpy(file, NumericArray.copyOf(new float[] {1, 0, 0.5f, 0.5f}, 2, 2));
    return file;
  }

  @Test
  void csv_countsTheRowsOfEachVariant() throws Exception {
    Command run =
        Command.run("metrics", "--tensor", uniform(), "--metric", "row.entropyNorm,pos.direction");
    assertThat(run.lines())
        .containsExactly(
            "layer,head,metric,variant,value,rows",
            "0,0,row.entropyNorm,,1.0,1",
            "0,0,pos.direction,self,0.75,2",
            "0,0,pos.direction,forward,0.0,2",
            "0,0,pos.direction,backward,0.25,2",
            "0,0,pos.direction,+1,nan,0",
            "0,0,pos.direction,-1,0.5,1");
    assertThat(run.err()).contains("causal(2)");
    assertThat(run.code()).isZero();
  }

  @Test
  void json_isOneArray() throws Exception {
    assertThat(
            Command.run(
                    "metrics",
                    "--tensor",
                    uniform(),
                    "--mask",
                    "none",
                    "--metric",
                    "row.max",
                    "--format",
                    "json")
                .lines())
        .containsExactly(
            "[{\"layer\":0,\"head\":0,\"metric\":\"row.max\",\"variant\":\"\",\"value\":0.75,\"rows\":2}]");
  }

  @Test
  void maskExpression_decidesWhichRowsCount() throws Exception {
    assertThat(
            Command.run(
                    "metrics",
                    "--tensor",
                    uniform(),
                    "--mask",
                    "causal(2)",
                    "--metric",
                    "sink.mass")
                .lines())
        .contains("0,0,sink.mass,,0.5,1");
  }

  @Test
  void everyMetric_isPrintedForEveryHeadUnlessNamed() {
    Command run =
        Command.run("metrics", "--tensor", Command.DATA.resolve("grounding/capture.safetensors"));
    assertThat(run.code()).isZero();
    assertThat(run.lines().stream().filter(line -> line.contains(",row.entropy,"))).hasSize(144);
    assertThat(run.err()).contains("causal(13)").contains("left out").hasLineCount(2);
  }
}
