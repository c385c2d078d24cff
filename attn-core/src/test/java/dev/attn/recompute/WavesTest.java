package dev.attn.recompute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attn.testing.OnThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tiles of several threads, in their order. */
final class WavesTest {

  private static List<String> taken(long tiles) {
    List<String> taken = new ArrayList<>();
    Waves.run(tiles, tile -> "tile " + tile, (tile, result) -> taken.add(tile + result));
    return taken;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void tiles_areTakenInTheirOrder(int threads) {
    List<String> all = LongStream.range(0, 30).mapToObj(i -> i + "tile " + i).toList();
    assertThat(OnThreads.with(threads, () -> taken(30))).isEqualTo(all);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void failures_areThoseOfTheTile(int threads) {
    IllegalArgumentException refusal = new IllegalArgumentException("no");
    assertThatThrownBy(() -> OnThreads.with(threads, () -> failing(refusal))).isSameAs(refusal);
    AssertionError error = new AssertionError("broken");
    assertThatThrownBy(() -> OnThreads.with(threads, () -> failing(error))).isSameAs(error);
  }

  private static boolean failing(RuntimeException failure) {
    Waves.run(2, tile -> fail(failure), (tile, result) -> {});
    return true;
  }

  private static boolean failing(Error failure) {
    Waves.run(2, tile -> fail(failure), (tile, result) -> {});
    return true;
  }

  private static String fail(RuntimeException failure) {
    throw failure;
  }

  private static String fail(Error failure) {
    throw failure;
  }
}
