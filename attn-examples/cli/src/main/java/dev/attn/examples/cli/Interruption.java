package dev.attn.examples.cli;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The end of the process before the command is done: by Ctrl+C or by a signal.
 *
 * <p>Files are written under another name and take their own when they are whole. The thread that
 * writes one is interrupted here, which makes its next write fail and so removes what it began; the
 * process waits for that, but not for a computation that does not end.
 */
final class Interruption {

  private static final long PATIENCE_SECONDS = 5;

  private enum State {
    WORKING,
    DONE,
    ENDING
  }

  private final AtomicReference<State> state = new AtomicReference<>(State.WORKING);

  private Interruption() {}

  /** Makes the process end {@code worker} with care when it is told to end. */
  static Interruption of(Thread worker) {
    Interruption interruption = new Interruption();
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
    try {
      TimeUnit.SECONDS.timedJoin(worker, PATIENCE_SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
