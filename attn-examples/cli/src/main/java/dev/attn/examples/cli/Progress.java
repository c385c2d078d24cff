package dev.attn.examples.cli;

import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.NumericArray;
import dev.attn.tensor.TensorShape;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * How far a command is: one line that is written over again and again, and taken away before
 * anything else is printed.
 *
 * <p>Shown are the share of the bytes read, how fast, and the time left: of all of them where a
 * command knows how many it will read, else of the pass over the file that it is in, the first, the
 * second and so on. Nothing is shown of work that is done at once. As all reading passes here, here
 * it can be stopped too.
 */
final class Progress {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long STEP = SECOND / 5;
  private static final int BAR = 20;

  private final Optional<PrintWriter> terminal;
  private final LongSupplier nanos;
  private final long start;
  private final AtomicLong due;
  private final LongAdder done = new LongAdder();
  private final AtomicLong expected = new AtomicLong();
  private final AtomicLong pass = new AtomicLong();
  private volatile boolean stopped;
  private int shown;

  private Progress(Optional<PrintWriter> terminal, LongSupplier nanos) {
    this.terminal = terminal;
    this.nanos = nanos;
    this.start = nanos.getAsLong();
    this.due = new AtomicLong(start + SECOND);
  }

  /** Returns one that shows nothing. */
  static Progress none() {
    return new Progress(Optional.empty(), () -> 0);
  }

  /** Returns one that is shown on a terminal, as seen by a clock of nanoseconds. */
  static Progress on(PrintWriter terminal, LongSupplier nanos) {
    return new Progress(Optional.of(terminal), nanos);
  }

  /** Returns one on standard error, shown if that is a terminal which can go back in a line. */
  static Progress onStandardError() {
    boolean dumb = "dumb".equals(System.getenv("TERM"));
    return !dumb && isTerminal(Path.of("/proc/self/fd/2"))
        ? on(new PrintWriter(System.err, true, StandardCharsets.UTF_8), System::nanoTime)
        : none();
  }

  /**
   * Returns whether an open file of this process is a terminal. The console of Java speaks of
   * standard input and output only, so where the system has no such link the answer is no.
   */
  static boolean isTerminal(Path open) {
    try {
      String device = Files.readSymbolicLink(open).toString();
      return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  /** Returns the same weights, whose reading is shown, as often as they are read. */
  AttentionTensor of(AttentionTensor weights) {
    TensorShape shape = weights.shape();
    pass.addAndGet(shape.cells() * weights.type().bytes());
    return observed(weights);
  }

  /** Returns the same array, whose reading is shown, as often as it is read. */
  NumericArray of(NumericArray array) {
    if (!isAttention(array)) {
      return array;
    }
    pass.addAndGet(array.size() * array.type().bytes());
    return observed(array);
  }

  /** Returns whether an array has as many axes as a tensor, whose reading can be observed. */
  private static boolean isAttention(NumericArray array) {
    return array.rank() >= 2 && array.rank() <= 4;
  }

  private NumericArray observed(NumericArray array) {
    int[] shape = array.shape().stream().mapToInt(Integer::intValue).toArray();
    return observed(array.asAttention()).asArray().reshape(shape);
  }

  private AttentionTensor observed(AttentionTensor weights) {
    int width = weights.type().bytes();
    return weights.observed(count -> add(count * width));
  }

  /**
   * Returns the same array, which is to be read once from begin to end, and whose reading is shown.
   */
  NumericArray ofOnce(NumericArray array) {
    if (!isAttention(array)) {
      return array;
    }
    expect(array.size() * array.type().bytes());
    return observed(array);
  }

  /** Says how many bytes more will be read in all. */
  void expect(long bytes) {
    expected.addAndGet(bytes);
  }

  /** Makes whatever reads on from here fail, so that the command ends soon. */
  void stop() {
    stopped = true;
  }

  /**
   * Says that bytes have been read; any thread may.
   *
   * @throws CancellationException if the command is to end
   */
  void add(long bytes) {
    if (stopped) {
      throw new CancellationException("the command was told to end");
    }
    done.add(bytes);
    if (terminal.isPresent()) {
      long now = nanos.getAsLong();
      long next = due.get();
      if (now - next >= 0 && due.compareAndSet(next, now + STEP)) {
        show(terminal.get(), now - start);
      }
    }
  }

  private synchronized void show(PrintWriter target, long elapsed) {
    String line = line(done.sum(), expected.get(), pass.get(), elapsed);
    target.print("\r" + line + " ".repeat(Math.max(0, shown - line.length())));
    target.flush();
    shown = line.length();
  }

  /** Takes the line away. */
  synchronized void clear() {
    if (shown > 0 && terminal.isPresent()) {
      terminal.get().print("\r" + " ".repeat(shown) + "\r");
      terminal.get().flush();
      shown = 0;
    }
  }

  /** Returns a stream that takes the line away before anything is written to {@code target}. */
  OutputStream before(OutputStream target) {
    return new FilterOutputStream(target) {
      @Override
      public void write(int value) throws IOException {
        clear();
        out.write(value);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        clear();
        out.write(bytes, offset, length);
      }
    };
  }

  /**
   * Returns what to show.
   *
   * @param done bytes so far
   * @param expected bytes in all, 0 if that is not known
   * @param pass bytes of one pass, 0 if that is not known
   * @param elapsed nanoseconds so far
   */
  static String line(long done, long expected, long pass, long elapsed) {
    double rate = done / Math.max(1e-9, (double) elapsed / SECOND);
    if (done <= expected) {
      return "attn: " + bar(done, expected, rate) + " left";
    }
    if (pass > 0) {
      return "attn: pass " + (done / pass + 1) + " " + bar(done % pass, pass, rate) + " left of it";
    }
    return "attn: "
        + (size((double) done) + " read, ")
        + (size(rate) + "/s, ")
        + time((double) elapsed / SECOND);
  }

  private static String bar(long done, long all, double rate) {
    double share = (double) done / Math.max(1, all);
    int full = (int) (BAR * share);
    return String.format(
        Locale.ROOT,
        "[%s%s] %d %% of %s, %s/s, %s",
        "#".repeat(full),
        "-".repeat(BAR - full),
        (int) (100 * share),
        size((double) all),
        size(rate),
        time((all - done) / Math.max(1, rate)));
  }

  private static String size(double bytes) {
    if (bytes >= 1e9) {
      return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }

  private static String time(double seconds) {
    long whole = (long) seconds;
    long hours = whole / 3600;
    return hours == 0
        ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d:%02d", hours, whole / 60 % 60, whole % 60);
  }
}
