package dev.attn.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attn.aggregate.Aggregators;
import dev.attn.aggregate.HeadFusion;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.ElementType;
import dev.attn.tensor.NumericArray;
import dev.attn.tensor.Tokens;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TensorFilesTest {

  private static final Path STORED = Resources.path("/npy/stored.npz");
  private static final Path DEFLATED = Resources.path("/npy/deflated.npz");

  private final Path folder;

  TensorFilesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @CsvSource({
    "rank2.npy, RANK2.NPY, RANK2",
    "rank2.npy, rank2, rank2",
    "rank2.npy, rank.2.bin, rank.2",
    "stored.npz, STORED.Npz, attention",
    "stored.npz, archive.zip, attention",
    "minimal.safetensors, model.SafeTensors, a",
    "minimal.safetensors, model.st, a"
  })
  void open_knowsTheFormatBySuffixOrContent(String source, String copy, String name)
      throws IOException {
    Path path = Files.copy(Resources.path("/npy/" + source), folder.resolve(copy));
    try (TensorFile file = TensorFiles.open(path)) {
      assertThat(file.names()).contains(name);
      assertThat(file.array(name).size()).isPositive();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"hello world", "PK", ""})
  void open_unknownContent_isAnError(String content) throws IOException {
    Path path = Files.writeString(folder.resolve("file.dat"), content);
    assertThatThrownBy(() -> TensorFiles.open(path))
        .isInstanceOf(TensorFormatException.class)
        .hasMessage(
            path + ": content must be .npy, .npz or .safetensors, got something else, at byte 0");
  }

  /** The example of the package page. */
  @Test
  void example_readsWeightsNormsAndTokensAndWritesHalves() throws IOException {
    Path halves = folder.resolve("weights.npy");
    Path capture = Resources.path("/data/grounding/capture.safetensors");
    try (TensorFile file = TensorFiles.open(capture)) {
      AttentionTensor weights = file.tensor("attention");
      NumericArray norms = file.array("value_norm");
      Optional<Tokens> tokens = file.tokens();
      TensorFiles.writeNpy(halves, weights.asArray(), ElementType.F16);
      assertThat(norms).hasToString("f32 [12, 12, 13]");
      assertThat(tokens.map(Tokens::size)).contains(13);
    }
    try (TensorFile file = TensorFiles.open(halves)) {
      assertThat(file.tensor("weights")).hasToString("f16 [12, 12, 13, 13]");
      assertThat(file.tensor("weights").layer(0).head(0).weight(0, 0)).isEqualTo(1);
    }
  }

  @Test
  void open_missingFile_isAnError() {
    Path path = folder.resolve("none.npy");
    assertThatThrownBy(() -> TensorFiles.open(path))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage(path + ": file must exist, got none");
    assertThatThrownBy(() -> TensorFiles.readTokens(path))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage(path + ": file must exist, got none");
  }

  @Test
  void open_directory_isAnError() {
    assertThatThrownBy(() -> TensorFiles.open(folder))
        .isInstanceOf(FileSystemException.class)
        .hasMessage(folder + ": file must be a regular file, got a directory");
  }

  @Test
  void open_nameThatNoFileCanHave_isAnError() {
    Path path = folder.resolve("n".repeat(5000) + ".npy");
    assertThatThrownBy(() -> TensorFiles.open(path))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(path.toString());
  }

  @Test
  void toString_showsPathAndNames() throws IOException {
    try (TensorFile file = TensorFiles.open(STORED)) {
      assertThat(file).hasToString(STORED + " [attention, gradient]");
      assertThat(file.path()).isEqualTo(STORED);
    }
  }

  @Test
  void array_unknownName_listsTheNames() throws IOException {
    try (TensorFile file = TensorFiles.open(STORED)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> file.array("nope"))
          .withMessage("name must be one of [attention, gradient], got nope");
    }
  }

  @Test
  void tensor_missingLeadingAxesHaveLengthOne() throws IOException {
    try (TensorFile two = TensorFiles.open(Resources.path("/npy/rank2.npy"));
        TensorFile three = TensorFiles.open(Resources.path("/npy/rank3.npy"))) {
      assertThat(two.tensor("rank2").shape()).hasToString("[1, 1, 4, 5]");
      assertThat(three.tensor("rank3").shape()).hasToString("[1, 3, 4, 5]");
    }
  }

  @Test
  void tensor_ofAnotherRank_isAnError() throws IOException {
    try (TensorFile file = TensorFiles.open(Resources.path("/npy/rank1.npy"))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> file.tensor("rank1"))
          .withMessage(
              "array rank1 must have rank 2 to 4 to be read as attention, got shape [5]; read it with array");
    }
  }

  @Test
  void tensor_emptyAxis_isReadAsEmpty() throws IOException {
    try (TensorFile file = TensorFiles.open(Resources.path("/npy/empty.npy"))) {
      assertThat(file.tensor("empty").shape()).hasToString("[0, 3, 4, 5]");
    }
  }

  @Test
  void close_endsEverythingThatWasTakenFromTheFile() throws IOException {
    for (Path path : List.of(STORED, DEFLATED, Resources.path("/npy/fortran_f4.npy"))) {
      TensorFile file = TensorFiles.open(path);
      String name = file.names().get(0);
      NumericArray array = file.array(name);
      AttentionTensor tensor = file.tensor(name);
      assertThat(array.value(0, 0, 0, 0)).isEqualTo(0.5118216276168823);
      file.close();
      file.close();
      String message = "tensor file must be open, got " + path + " after close";
      assertThatIllegalStateException().isThrownBy(array::toDoubles).withMessage(message);
      assertThatIllegalStateException()
          .isThrownBy(() -> tensor.layer(0).head(0).row(0, new float[5]))
          .withMessage(message);
      assertThatIllegalStateException().isThrownBy(() -> file.array(name)).withMessage(message);
      assertThatIllegalStateException().isThrownBy(file::tokens).withMessage(message);
      assertThat(array.shape()).containsExactly(2, 3, 4, 5);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/npy/f8.npy, f8",
    "/npy/stored.npz, attention",
    "/npy/deflated.npz, attention",
    "/data/grounding/capture.safetensors, attention"
  })
  void close_endsWhatIsComputedFromTheFile_butNotWhatIsHeldInMemory(String source, String name)
      throws IOException {
    Path path = Resources.path(source);
    TensorFile file = TensorFiles.open(path);
    AttentionTensor tensor = file.tensor(name);
    AttentionTensor fused = Aggregators.heads(tensor, HeadFusion.MEAN);
    AttentionTensor observed = tensor.observed(count -> {});
    AttentionTensor held = fused.inMemory();
    List<AttentionMatrix> views =
        List.of(
            fused.layer(1).head(0),
            observed.layer(1).head(2),
            tensor.layer(1).head(2).queryRange(1, 3).keyRange(0, 2));
    double[] before = views.get(0).row(0);
    file.close();
    for (AttentionMatrix view : views) {
      assertThatIllegalStateException()
          .isThrownBy(() -> view.row(0))
          .withMessage("tensor file must be open, got " + path + " after close");
    }
    assertThat(held.layer(1).head(0).row(0)).isEqualTo(before);
  }

  @Test
  void manyThreads_readTheSameValues() throws Exception {
    Path capture = Resources.path("/data/grounding/capture.safetensors");
    Path packed = folder.resolve("packed.npz");
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (TensorFile plain = TensorFiles.open(capture, Limits.withWindow(1000))) {
      double[] expected = plain.array("gradient").toDoubles();
      TensorFiles.writeNpz(packed, Map.of("gradient", plain.array("gradient")));
      try (TensorFile deflated = TensorFiles.open(packed)) {
        List<Future<double[]>> results = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
          TensorFile file = i % 2 == 0 ? plain : deflated;
          results.add(threads.submit(() -> file.array("gradient").toDoubles()));
        }
        for (Future<double[]> result : results) {
          assertThat(result.get()).isEqualTo(expected);
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
