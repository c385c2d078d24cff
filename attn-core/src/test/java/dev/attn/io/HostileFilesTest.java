package dev.attn.io;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.tensor.NumericArray;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Valid files with a few bytes changed or the end cut off: each is read, or refused with an {@link
 * IOException} that names it. Nothing else may come out: no other exception, no wrong size.
 */
final class HostileFilesTest {

  private static final List<String> SEEDS =
      List.of(
          "f4.npy",
          "fortran_f4.npy",
          "version3.npy",
          "stored.npz",
          "deflated.npz",
          "minimal.safetensors");

  /** A valid file, what to overwrite, and how much of it to keep. */
  record Damage(String seed, Map<Integer, Byte> bytes, int kept) {
    byte[] apply() throws IOException {
      byte[] content = Files.readAllBytes(Resources.path("/npy/" + seed));
      bytes.forEach((place, value) -> content[Math.floorMod(place, content.length)] = value);
      return Arrays.copyOf(content, Math.min(kept, content.length));
    }
  }

  private static Path folder = Path.of("");

  @BeforeContainer
  static void createFolder() throws IOException {
    folder = Files.createTempDirectory("attn-hostile");
  }

  @AfterContainer
  static void deleteFolder() throws IOException {
    for (String seed : SEEDS) {
      Files.deleteIfExists(folder.resolve(seed));
    }
    Files.delete(folder);
  }

  /** Most bytes fall on headers: at the beginning, and for archives at the end. */
  @Provide
  Arbitrary<Damage> damages() {
    Arbitrary<Integer> places =
        Arbitraries.oneOf(
            Arbitraries.integers().between(0, 140), Arbitraries.integers().between(-200, 2000));
    Arbitrary<Byte> values =
        Arbitraries.oneOf(
            Arbitraries.bytes(), Arbitraries.of((byte) 0, (byte) -1, (byte) '9', (byte) '['));
    Arbitrary<Integer> kept =
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.just(Integer.MAX_VALUE)),
            Tuple.of(1, Arbitraries.integers().between(0, 1500)));
    return Combinators.combine(
            Arbitraries.of(SEEDS), Arbitraries.maps(places, values).ofMinSize(0).ofMaxSize(4), kept)
        .as(Damage::new);
  }

  @Property(tries = 4000, seed = "20")
  void damagedFile_isReadOrRefused(@ForAll("damages") Damage damage) throws IOException {
    Path path = Files.write(folder.resolve(damage.seed()), damage.apply());
    try (TensorFile file = TensorFiles.open(path, Limits.withWindow(512))) {
      for (String name : file.names()) {
        NumericArray array = file.array(name);
        long cells =
            array.shape().stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
        assertThat(array.toDoubles()).hasSize(Math.toIntExact(cells));
        assertThat(cells).isLessThanOrEqualTo(Files.size(path));
      }
    } catch (IOException e) {
      assertThat(e).hasMessageStartingWith(path + ": ");
    }
  }

  @Property(tries = 1000, seed = "21")
  void damagedTokens_areReadOrRefused(@ForAll("damages") Damage damage) throws IOException {
    byte[] json =
        "{\"tokens\": [\"a\", \"b\"], \"spans\": [[\"x\", 0, 2, 1]], \"o\": {\"p\": [1.5]}}"
            .getBytes(StandardCharsets.UTF_8);
    damage.bytes().forEach((place, value) -> json[Math.floorMod(place, json.length)] = value);
    Path path =
        Files.write(
            folder.resolve(damage.seed()),
            Arrays.copyOf(json, Math.min(damage.kept(), json.length)));
    try {
      assertThat(TensorFiles.readTokens(path).size()).isLessThan(10);
    } catch (IOException e) {
      assertThat(e).hasMessageStartingWith(path + ": ");
    }
  }
}
