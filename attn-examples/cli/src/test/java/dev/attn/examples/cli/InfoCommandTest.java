package dev.attn.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.io.TensorFiles;
import dev.attn.tensor.NumericArray;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InfoCommandTest {

  @TempDir private Path folder;

  private Path file(double... values) throws Exception {
    Path file = folder.resolve("small.npy");
    TensorFiles.writeNpy(file, NumericArray.copyOf(values, values.length / 2, 2));
    return file;
  }

  @Test
  void text_isALinePerTensor() throws Exception {
    assertThat(Command.run("info", file(0.25, 0.75, 1, 2), "--values", 3).lines())
        .containsExactly("small f64 [2, 2] sum=4.0 values=[0.25, 0.75, 1.0]");
  }

  @Test
  void json_namesNonFiniteNumbers() throws Exception {
    Path file = file(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0.5);
    assertThat(Command.run("info", file, "--values", 9, "--format", "json").lines())
        .containsExactly(
            "{\"name\":\"small\",\"dtype\":\"f64\",\"shape\":[2,2],\"sum\":\"nan\","
                + "\"values\":[\"nan\",\"inf\",\"-inf\",0.5]}");
  }

  @Test
  void capture_listsItsArraysInFileOrder() {
    Command run = Command.run("info", Command.DATA.resolve("pause/capture.safetensors"));
    assertThat(run.code()).isZero();
    assertThat(run.lines()).hasSize(7);
    assertThat(run.lines().get(0)).startsWith("attention f32 [12, 4, 40, 40] sum=19");
  }

  @Test
  void sum_isCompensated() throws Exception {
    assertThat(Command.run("info", file(1, 1e100, 1, -1e100)).lines())
        .containsExactly("small f64 [2, 2] sum=2.0");
  }
}
