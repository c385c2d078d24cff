package dev.attn.examples.cli;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The end of the process before the command is done: by Ctrl+C or by a signal.
 *
 * <p>Files are written under another name and take their own when they are whole. The thread that
 * writes one is interrupted here, which makes its next write fail and so removes what it began;
 * what reads a tensor fails at its next row. The process waits for that, but not for a computation
 * that neither reads nor writes for long.
 */
final class Interruption {

  private static final long PATIENCE_SECONDS = 5;

  private enum State {
    WORKING,
    DONE,
    ENDING
  }

  private final AtomicReference<State> state = new AtomicReference<>(State.WORKING);

  private final Progress progress;

  private Interruption(Progress progress) {
    this.progress = progress;
  }

  /** Makes the process end {@code worker}, whose reading passes {@code progress}, with care. */
  static Interruption of(Thread worker, Progress progress) {
    Interruption interruption = new Interruption(progress);
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> interruption.end(worker), "attn-interruption"));
    return interruption;
  }

  /**
   * Returns whether the work was done before the process was told to end; from then on it may end
   * at once. Otherwise it is ending already and needs nobody to say so.
   */
  boolean ruledOut() {
    return state.compareAndSet(State.WORKING, State.DONE);
  }

  private void end(Thread worker) {
    if (!state.compareAndSet(State.WORKING, State.ENDING)) {
      return;
    }
    worker.interrupt();
    progress.stop();
    try {
      TimeUnit.SECONDS.timedJoin(worker, PATIENCE_SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
