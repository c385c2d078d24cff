package dev.attn.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.ElementType;
import dev.attn.tensor.TensorShape;
import dev.attn.tensor.Threads;
import dev.attn.testing.SmallHeap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Computed tensors, whose rows all threads compute while one writes. */
final class ManyThreadsTest {

  private static final int PER_ROW = 700;

  /** More than what is on its way at a time, and not a whole number of blocks. */
  private static final TensorShape SHAPE = TensorShape.of(2, 3, 131, PER_ROW);

  private final Path folder;
  private final ExecutorService pool = Executors.newFixedThreadPool(2);

  ManyThreadsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @AfterEach
  void endThreads() {
    pool.shutdown();
  }

  private static AttentionTensor waves(TensorShape shape) {
    return AttentionTensor.computed(
        shape,
        ElementType.F64,
        (layer, head, query, row) ->
            Arrays.setAll(row, key -> Math.sin(((layer * 3 + head) * 131 + query) * 701.0 + key)));
  }

  private List<Threads> choices() {
    return List.of(Threads.none(), Threads.of(pool, 2), Threads.of(pool, 3));
  }

  @FunctionalInterface
  private interface Writing {
    void to(Path path) throws IOException;
  }

  private Path written(Threads threads, Writing writing) {
    Path path = folder.resolve("file" + threads.count());
    return threads.call(
        () -> {
          try {
            writing.to(path);
            return path;
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private void assertSameBytes(Writing writing) {
    Path alone = written(Threads.none(), writing);
    for (Threads threads : choices()) {
      assertThat(written(threads, writing)).hasSameBinaryContentAs(alone);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 131, 9001})
  void bytes_areTheSameForAnyNumberOfThreads(int keys) {
    AttentionTensor tensor = waves(TensorShape.of(2, 3, 131, keys));
    assertSameBytes(path -> TensorFiles.writeNpy(path, tensor.asArray(), ElementType.F16));
  }

  @Test
  void bytesOfAllFormats_areTheSameForAnyNumberOfThreads() {
    AttentionTensor tensor = waves(SHAPE);
    assertSameBytes(path -> TensorFiles.writeNpz(path, Map.of("a", tensor.asArray())));
    assertSameBytes(
        path ->
            TensorFiles.writeSafetensors(path, Map.of("a", tensor.asArray()), ElementType.BF16));
    assertSameBytes(
        path -> {
          try (TensorWriter writer = TensorWriter.npy(path, SHAPE, ElementType.F32)) {
            for (int h = 0; h < 6; h++) {
              writer.write(tensor.layer(h / 3).head(h % 3));
            }
          }
        });
  }

  @Test
  void values_areThoseOfTheTensor() throws IOException {
    AttentionTensor tensor = waves(SHAPE);
    Path path = written(Threads.of(pool, 3), p -> TensorFiles.writeNpy(p, tensor.asArray()));
    Path named = Files.move(path, folder.resolve("a.npy"));
    try (TensorFile file = TensorFiles.open(named)) {
      assertThat(file.tensor("a")).isEqualTo(tensor);
    }
  }

  /** Two threads that wait for each other can only both be there. */
  @ParameterizedTest
  @EnumSource(names = {"F32", "F64"})
  void rows_areComputedBySeveralThreads(ElementType type) {
    Set<Thread> seen = ConcurrentHashMap.newKeySet();
    CountDownLatch both = new CountDownLatch(2);
    AttentionTensor tensor =
        AttentionTensor.computed(
            SHAPE,
            type,
            (layer, head, query, row) -> {
              if (seen.add(Thread.currentThread())) {
                both.countDown();
                await(both);
              }
            });
    written(Threads.of(pool, 2), path -> TensorFiles.writeNpy(path, tensor.asArray()));
    assertThat(seen).hasSizeGreaterThanOrEqualTo(2);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void failureOfARow_comesOutAsItIs_andLeavesNothing() {
    IllegalStateException failure = new IllegalStateException("no such row");
    AttentionTensor tensor =
        AttentionTensor.computed(
            SHAPE,
            ElementType.F32,
            (layer, head, query, row) -> {
              if (layer == 1 && query >= 100) {
                throw failure;
              }
            });
    for (Threads threads : choices()) {
      assertThatThrownBy(
              () -> written(threads, path -> TensorFiles.writeNpy(path, tensor.asArray())))
          .isSameAs(failure);
      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void firstValueThatTheFormatLacks_isNamed_andLeavesNothing() {
    AttentionTensor tensor =
        AttentionTensor.computed(
            SHAPE,
            ElementType.F32,
            (layer, head, query, row) -> Arrays.fill(row, layer == 1 && query >= 100 ? 0.5 : 1));
    long index = (3 * 131 + 100) * (long) PER_ROW;
    for (Threads threads : choices()) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  written(
                      threads,
                      path -> TensorFiles.writeNpy(path, tensor.asArray(), ElementType.U8)))
          .withMessage(
              "value must be a whole number in [0, 255] to be written as u8, got 0.5 at index "
                  + index);
      assertThat(folder).isEmptyDirectory();
    }
  }

  /** Longer than what is computed in one piece: row by row, on the thread that writes. */
  @Test
  void veryLongRows_areWrittenOneByOne() throws IOException {
    int keys = (1 << 20) + 3;
    AttentionTensor tensor =
        AttentionTensor.computed(
            TensorShape.of(1, 1, 2, keys),
            ElementType.F32,
            (layer, head, query, row) -> Arrays.setAll(row, k -> query + k % 7));
    Path path = folder.resolve("long.npy");
    try (TensorWriter writer = TensorWriter.npy(path, tensor.shape(), ElementType.F32)) {
      writer.write(tensor.layer(0).head(0));
    }
    try (TensorFile file = TensorFiles.open(path)) {
      assertThat(file.tensor("long")).isEqualTo(tensor);
    }
  }

  /** Eight threads write eight times as much as there is memory. */
  @Test
  void largeTensor_isWrittenInASmallHeap() throws Exception {
    Path path = folder.resolve("large.npy");
    assertThat(SmallHeap.run("32m", LargeWriting.class, path)).isEmpty();
    try (TensorFile file = TensorFiles.open(path)) {
      AttentionTensor large = file.tensor("large");
      assertThat(large.shape()).isEqualTo(LargeWriting.SHAPE);
      assertThat(large.layer(0).head(1).weight(2047, 8191)).isEqualTo(2047 + 8191);
      assertThat(large.layer(0).head(0).weight(17, 3)).isEqualTo(20);
    }
  }

  /** A program that writes a computed tensor of 256 MB. */
  static final class LargeWriting {

    static final TensorShape SHAPE = TensorShape.of(1, 2, 2048, 8192);

    private LargeWriting() {}

    /** Writes the file that is named. */
    public static void main(String[] arguments) throws IOException {
      AttentionTensor tensor =
          AttentionTensor.computed(
              SHAPE,
              ElementType.F64,
              (layer, head, query, row) -> Arrays.setAll(row, key -> query + key));
      ExecutorService pool = Executors.newFixedThreadPool(7);
      Threads.of(pool, 8)
          .call(
              () -> {
                try {
                  TensorFiles.writeNpy(Path.of(arguments[0]), tensor.asArray());
                  return true;
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      pool.shutdown();
    }
  }
}
