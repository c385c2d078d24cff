package dev.attn.examples.cli;

import dev.attn.tensor.Threads;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * How many threads a command may use.
 *
 * @param count the calling one included; 0 for one per processor
 */
record ThreadChoice(int count) {

  /** One thread for each processor. */
  static final ThreadChoice COMMON = new ThreadChoice(0);

  /** Returns the choice of {@code count} threads, the calling one included. */
  static ThreadChoice of(int count) {
    return new ThreadChoice(count);
  }

  /** Does the work of a command with these threads, and ends those that it started. */
  <T> T call(Supplier<T> work) {
    if (count == 0) {
      return Threads.common().call(work);
    }
    if (count == 1) {
      return Threads.none().call(work);
    }
    ExecutorService others = Executors.newFixedThreadPool(count - 1);
    try {
      return Threads.of(others, count).call(work);
    } finally {
      others.shutdown();
    }
  }
}
