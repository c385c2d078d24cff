package dev.attn.recompute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tiles of several threads, in their order. */
final class WavesTest {

  /** Waits until it is interrupted. */
  private static String never(long tile) {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
    return "tile " + tile;
  }

  @AfterEach
  void forgetInterruption() {
    Thread.interrupted();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void tiles_areTakenInTheirOrder(int threads) {
    List<String> taken = new ArrayList<>();
    Waves.run(4, threads, tile -> "tile " + tile, (tile, result) -> taken.add(tile + result));
    assertThat(taken).containsExactly("0tile 0", "1tile 1", "2tile 2", "3tile 3");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void refusals_areThoseOfTheTile_andErrorsKeepTheirCause(int threads) {
    IllegalArgumentException refusal = new IllegalArgumentException("no");
    assertThatThrownBy(() -> Waves.run(2, threads, tile -> fail(refusal), (tile, result) -> {}))
        .isSameAs(refusal);
    AssertionError error = new AssertionError("broken");
    assertThatIllegalStateException()
        .isThrownBy(() -> Waves.run(2, threads, tile -> fail(error), (tile, result) -> {}))
        .withMessage("a tile of queries failed")
        .withCause(error);
  }

  private static String fail(RuntimeException failure) {
    throw failure;
  }

  private static String fail(Error failure) {
    throw failure;
  }

  @Test
  void interruption_endsTheWork() {
    Thread.currentThread().interrupt();
    assertThatIllegalStateException()
        .isThrownBy(() -> Waves.run(2, 2, WavesTest::never, (tile, result) -> {}))
        .withMessage("streaming was interrupted");
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }
}
