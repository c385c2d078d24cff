package dev.attn.testing;

import dev.attn.tensor.Threads;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Work that a given number of threads share. */
public final class OnThreads {

  private OnThreads() {}

  /** Returns what {@code work} gives on the calling thread alone, or together with others. */
  public static <T> T with(int count, Supplier<T> work) {
    if (count == 1) {
      return Threads.none().call(work);
    }
    ExecutorService executor = Executors.newFixedThreadPool(count);
    try {
      return Threads.of(executor, count).call(work);
    } finally {
      executor.shutdownNow();
    }
  }
}
