package dev.attn.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attn.io.Resources.Expected;
import dev.attn.tensor.NumericArray;
import dev.attn.tensor.Span;
import dev.attn.tensor.Tokens;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that numpy and PyTorch wrote, against what those say of them. */
final class ReferenceFilesTest {

  private static final List<Limits> WINDOWS =
      List.of(Limits.ofThisMachine(), Limits.withWindow(8), Limits.withWindow(29));

  static Stream<String> numpyFiles() {
    return Resources.expected().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("numpyFiles")
  void npy_isReadAsNumpyReadsIt(String name) throws IOException {
    Expected expected = Resources.expected(name);
    Path path = Resources.path("/npy/" + name + ".npy");
    for (Limits limits : WINDOWS) {
      try (TensorFile file = TensorFiles.open(path, limits)) {
        assertThat(file.names()).containsExactly(name);
        NumericArray array = file.array(name);
        assertThat(array.shape()).isEqualTo(expected.shape());
        assertThat(firstValues(array)).isEqualTo(expected.firstValues());
        assertThat(sum(array)).isEqualTo(expected.sum(), within(1e-12));
      }
    }
  }

  private static List<Double> firstValues(NumericArray array) {
    return Arrays.stream(array.toDoubles()).limit(24).boxed().toList();
  }

  private static double sum(NumericArray array) {
    return Arrays.stream(array.toDoubles()).sum();
  }

  @Test
  void npy_allFilesOfTheFolderAreExpected() {
    List<String> names =
        Resources.files("/npy").stream()
            .map(path -> path.getFileName().toString())
            .filter(name -> name.endsWith(".npy"))
            .map(name -> name.replace(".npy", ""))
            .toList();
    assertThat(Resources.expected()).containsOnlyKeys(names);
  }

  @ParameterizedTest
  @CsvSource({
    "f8, f64",
    "f4, f32",
    "f2, f16",
    "i8, i64",
    "i4, i32",
    "i2, i16",
    "u1, u8",
    "bool, bool",
    "big_endian_f8, f64",
    "fortran_f4, f32",
    "scalar, f32",
    "empty, f32"
  })
  void npy_typeIsKnownWithoutReading(String name, String type) throws IOException {
    try (TensorFile file = TensorFiles.open(Resources.path("/npy/" + name + ".npy"))) {
      assertThat(file.array(name).type()).hasToString(type);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"stored", "deflated"})
  void npz_holdsTheArrayAndItsNegative(String name) throws IOException {
    Expected expected = Resources.expected("f4");
    for (Limits limits : WINDOWS) {
      try (TensorFile file = TensorFiles.open(Resources.path("/npy/" + name + ".npz"), limits)) {
        assertThat(file.names()).containsExactly("attention", "gradient");
        NumericArray attention = file.array("attention");
        assertThat(attention.shape()).isEqualTo(expected.shape());
        assertThat(firstValues(attention)).isEqualTo(expected.firstValues());
        assertThat(sum(file.array("gradient"))).isEqualTo(-expected.sum(), within(1e-12));
      }
    }
  }

  @Test
  void safetensors_minimalFile_isReadThroughAnyWindow() throws IOException {
    for (Limits limits : WINDOWS) {
      try (TensorFile file = TensorFiles.open(Resources.path("/npy/minimal.safetensors"), limits)) {
        assertThat(file.array("a")).hasToString("f32 [2, 2, 2, 2]");
        assertThat(file.tensor("a").layer(1).head(0).row(1)).containsExactly(10, 11);
        float[] row = new float[2];
        file.tensor("a").layer(0).head(1).row(0, row);
        assertThat(row).containsExactly(4, 5);
        assertThat(file.tokens()).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "grounding, 12, 12, 13",
    "grounding-b, 12, 12, 10",
    "grounding-c, 12, 12, 13",
    "pause, 12, 4, 40"
  })
  void capture_hasAttentionAndTokens(String folder, int layers, int heads, int tokens)
      throws IOException {
    Path path = Resources.path("/data/" + folder + "/capture.safetensors");
    try (TensorFile file = TensorFiles.open(path)) {
      assertThat(file.names())
          .containsExactly(
              "attention", "gradient", "value_norm", "query", "key", "value", "layer_logits");
      assertThat(file.tensor("attention").shape())
          .hasToString("[" + layers + ", " + heads + ", " + tokens + ", " + tokens + "]");
      assertThat(file.array("value_norm").shape()).containsExactly(layers, heads, tokens);
      // Each of the rows is a distribution.
      assertThat(sum(file.array("attention"))).isEqualTo(layers * heads * tokens, within(1e-4));
      Tokens fromJson = TensorFiles.readTokens(path.resolveSibling("capture.json"));
      assertThat(file.tokens()).contains(fromJson.withSpans());
      assertThat(fromJson.size()).isEqualTo(tokens);
    }
  }

  @Test
  void captureJson_segmentsAreSpans() throws IOException {
    Tokens tokens = TensorFiles.readTokens(Resources.path("/data/grounding/capture.json"));
    assertThat(tokens.label(6)).isEqualTo("horse<ENV>");
    assertThat(tokens.spans()).containsExactly(Span.of(0, 7, "<ENV>"), Span.of(7, 13, "<LAN>"));
  }
}
