package dev.attn.tensor;

import com.google.common.util.concurrent.Uninterruptibles;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Parts of one loop, which the calling thread and those that come to its aid take in order.
 *
 * <p>The calling thread alone would finish the loop. It therefore waits only for aid that has begun
 * and calls off the rest, so that an executor without a free thread cannot stop it.
 */
final class SharedWork {

  private final Threads threads;
  private final int parts;
  private final IntConsumer part;
  private final AtomicInteger next = new AtomicInteger();
  private final List<Aid> aids = new ArrayList<>();
  private int failedPart = Integer.MAX_VALUE;
  private @Nullable Throwable failure;

  SharedWork(Threads threads, int parts, IntConsumer part) {
    this.threads = threads;
    this.parts = parts;
    this.part = part;
  }

  /** Does all parts. */
  void run() {
    threads.call(
        () -> {
          takeParts(this::askForAid);
          for (Aid aid : aids) {
            aid.end();
          }
          return true;
        });
    rethrow();
  }

  /** Asks for as many threads as are free now, at most one for each part that has not begun. */
  private void askForAid() {
    while (next.get() < parts && aids.size() < parts - 1 && threads.take()) {
      Aid aid = new Aid();
      aids.add(aid);
      try {
        threads.execute(aid);
      } catch (RejectedExecutionException full) {
        // The calling thread does what nobody else takes.
        aids.remove(aid);
        aid.end();
        return;
      }
    }
  }

  private void takeParts(Runnable beforeEach) {
    for (int i = next.getAndIncrement(); i < parts; i = next.getAndIncrement()) {
      try {
        beforeEach.run();
        part.accept(i);
      } catch (Throwable thrown) {
        note(i, thrown);
      }
    }
  }

  /** Keeps the failure of the first part that failed, and lets no further part begin. */
  private synchronized void note(int index, Throwable thrown) {
    next.set(parts);
    if (index < failedPart) {
      failedPart = index;
      failure = thrown;
    }
  }

  private synchronized void rethrow() {
    if (failure != null) {
      SharedWork.<RuntimeException>throwAsItIs(failure);
    }
  }

  /** Throws also what other languages let a part throw without saying so. */
  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void throwAsItIs(Throwable failure) throws T {
    throw (T) failure;
  }

  /** A thread's share of the work: begun once, or called off. */
  private final class Aid implements Runnable {

    private final AtomicBoolean settled = new AtomicBoolean();
    private final CountDownLatch done = new CountDownLatch(1);

    @Override
    public void run() {
      if (settled.compareAndSet(false, true)) {
        threads.call(
            () -> {
              takeParts(() -> {});
              return true;
            });
        threads.giveBack();
        done.countDown();
      }
    }

    /** Calls it off if it has not begun, else waits for it. */
    void end() {
      if (settled.compareAndSet(false, true)) {
        threads.giveBack();
      } else {
        Uninterruptibles.awaitUninterruptibly(done);
      }
    }
  }
}
