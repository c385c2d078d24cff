package dev.attn.tensor;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How many threads share the work of one call, and whose they are.
 *
 * <p>Passes over tensors and pictures are split into parts that do not depend on each other. By
 * default the calling thread and the common pool of the JVM share them, one thread for each
 * processor; the result is the same to the last bit for any number of threads. Another choice holds
 * for everything that is called inside {@link #call}, and for nothing else:
 *
 * <pre>{@code
 * List<MetricGrid> grids = Threads.none().call(() -> HeadMetrics.evaluate(metrics, weights, mask, options));
 * List<MetricGrid> again = Threads.of(executor, 4).call(() -> HeadMetrics.evaluate(metrics, weights, mask, options));
 * }</pre>
 *
 * <p>Work that is asked for from inside a part is shared with threads that have nothing else to do;
 * in all, no more work for one caller than were asked for.
 */
public final class Threads {

  private static final Threads NONE = new Threads(task -> {}, 1);

  /** The choice of the calling thread; absent outside of {@link #call} and of parts. */
  private static final ThreadLocal<Threads> CHOSEN = new ThreadLocal<>();

  private final Executor executor;
  private final int count;
  private final AtomicInteger free;

  private Threads(Executor executor, int count) {
    this.executor = executor;
    this.count = count;
    this.free = new AtomicInteger(count - 1);
  }

  /** Returns the calling thread with the common pool of the JVM: one thread per processor. */
  public static Threads common() {
    return new Threads(ForkJoinPool.commonPool(), Runtime.getRuntime().availableProcessors());
  }

  /** Returns the calling thread alone. */
  public static Threads none() {
    return NONE;
  }

  /**
   * Returns the calling thread with threads of an executor.
   *
   * <p>The calling thread works too, so a full executor makes work slower but never stops it.
   *
   * <p>The limit holds for the value returned, whoever calls it: it lends out {@code count - 1}
   * threads of the executor, and takes them back. A thread that calls always takes part itself and
   * is never kept waiting for a free one, so <i>m</i> callers at a time that share one value have
   * up to {@code m + count - 1} threads at work. Two values share nothing: each lends out its own
   * {@code count - 1}, and only the size of the executor limits both together. For a limit of a
   * whole program, give all of its callers one value, or one executor of that size.
   *
   * @param executor where the others come from; the caller keeps and ends it
   * @param count how many threads work at most for one caller, that one included
   */
  public static Threads of(Executor executor, int count) {
    checkArgument(count >= 1, "count must be at least 1, got %s", count);
    return new Threads(executor, count);
  }

  /** Returns what holds for the calling thread: {@link #common} unless it is inside a call. */
  public static Threads current() {
    Threads chosen = CHOSEN.get();
    return chosen == null ? common() : chosen;
  }

  /** Returns how many threads work at most for one caller, that one included. */
  public int count() {
    return count;
  }

  /** Returns what {@code work} gives when these threads share it. */
  public <T> T call(Supplier<T> work) {
    Threads before = CHOSEN.get();
    CHOSEN.set(this);
    try {
      return work.get();
    } finally {
      restore(before);
    }
  }

  private static void restore(@Nullable Threads before) {
    if (before == null) {
      CHOSEN.remove();
    } else {
      CHOSEN.set(before);
    }
  }

  /**
   * Does {@code part} for each of {@code 0, 1, ..., parts - 1} once, and returns when all are done.
   *
   * <p>Parts begin in this order, but run beside each other: each must write only what no other one
   * reads. If parts fail, those before the first failed one are done and its failure is thrown, as
   * a loop would.
   */
  public void forEach(int parts, IntConsumer part) {
    new SharedWork(this, parts, part).run();
  }

  /** Takes one of the threads that are free, if there is one. */
  boolean take() {
    return free.getAndUpdate(now -> Math.max(0, now - 1)) > 0;
  }

  /** Gives back a thread that was taken. */
  void giveBack() {
    free.incrementAndGet();
  }

  /** Runs {@code work} on another thread. */
  void execute(Runnable work) {
    executor.execute(work);
  }
}
