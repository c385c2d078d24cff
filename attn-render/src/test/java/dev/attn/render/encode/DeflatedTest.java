package dev.attn.render.encode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.tensor.Threads;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DeflatedTest {

  @ParameterizedTest
  @ValueSource(
      ints = {0, 1, 1000, Deflated.BLOCK, Deflated.BLOCK + 1, 8 * Deflated.BLOCK, 3_000_000})
  void stream_isThatOfTheBytes(int length) throws IOException {
    byte[] bytes = bytes(length);
    try (InflaterInputStream inflated =
        new InflaterInputStream(new ByteArrayInputStream(deflated(bytes)))) {
      assertThat(inflated.readAllBytes()).isEqualTo(bytes);
    }
  }

  @Test
  void stream_isTheSameForAnyNumberOfThreads() {
    byte[] bytes = bytes(1_500_000);
    ExecutorService executor = Executors.newFixedThreadPool(3);
    try {
      byte[] alone = Threads.none().call(() -> deflated(bytes));
      assertThat(Threads.of(executor, 2).call(() -> deflated(bytes))).isEqualTo(alone);
      assertThat(Threads.of(executor, 4).call(() -> deflated(bytes))).isEqualTo(alone);
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void block_knowsWhatCameBeforeIt() {
    byte[] once = new byte[20_000];
    new Random(7).nextBytes(once);
    byte[] repeated = new byte[40 * once.length];
    for (int i = 0; i < 40; i++) {
      System.arraycopy(once, 0, repeated, i * once.length, once.length);
    }
    assertThat(deflated(repeated).length).isLessThan(2 * once.length);
  }

  /** Noise of few values, which can be deflated a little. */
  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    Random random = new Random(42);
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) random.nextInt(20);
    }
    return bytes;
  }

  private static byte[] deflated(byte[] bytes) {
    ByteArrayOutputStream target = new ByteArrayOutputStream();
    try (Deflated stream = new Deflated(6, bytes.length, target)) {
      for (int from = 0; from < bytes.length; from += 5000) {
        stream.write(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + 5000)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return target.toByteArray();
  }
}
