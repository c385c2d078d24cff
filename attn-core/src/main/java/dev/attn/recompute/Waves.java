package dev.attn.recompute;

import com.google.common.util.concurrent.MoreExecutors;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;

/**
 * Tiles that several threads compute, a few at a time, and that are taken in their order: what they
 * come to does not depend on the number of threads, and only a few are held at once.
 */
final class Waves {

  private Waves() {}

  /** Takes what one tile gives. */
  @FunctionalInterface
  interface Taker<T> {
    void take(long tile, T result);
  }

  /** Computes the tiles {@code 0, 1, ...}. */
  static <T> void run(long tiles, int threads, LongFunction<T> compute, Taker<T> taker) {
    ExecutorService workers =
        threads == 1
            ? MoreExecutors.newDirectExecutorService()
            : Executors.newFixedThreadPool(threads);
    try {
      for (long from = 0; from < tiles; from += threads) {
        List<Callable<T>> wave = new ArrayList<>();
        for (long tile = from; tile < Math.min(tiles, from + threads); tile++) {
          long number = tile;
          wave.add(() -> compute.apply(number));
        }
        long next = from;
        for (T result : results(wave, workers)) {
          taker.take(next++, result);
        }
      }
    } finally {
      workers.shutdownNow();
    }
  }

  private static <T> List<T> results(List<Callable<T>> wave, ExecutorService workers) {
    List<T> results = new ArrayList<>();
    try {
      for (Future<T> tile : workers.invokeAll(wave)) {
        results.add(tile.get());
      }
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof RuntimeException refusal) {
        throw refusal;
      }
      throw new IllegalStateException("a tile of queries failed", failure.getCause());
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("streaming was interrupted", interruption);
    }
    return results;
  }
}
