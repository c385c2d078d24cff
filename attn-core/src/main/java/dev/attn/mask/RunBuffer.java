package dev.attn.mask;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A growing list of runs that is filled row after row, so that walking a mask allocates nothing.
 *
 * <p>Runs must be added in ascending order; touching and overlapping ones are joined, empty ones
 * dropped, which keeps the content canonical.
 */
final class RunBuffer {

  /** Longer rows are refused, so that they fit in memory a few times; a power of two. */
  private static final int MOST_RUNS = 1 << 24;

  private int[] bounds = new int[16];
  private int length;
  private final @Nullable RunBuffer[] scratch = new RunBuffer[3];
  private @Nullable ColumnSweep sweep;

  void clear() {
    length = 0;
  }

  int count() {
    return length / 2;
  }

  int start(int i) {
    return bounds[2 * i];
  }

  int end(int i) {
    return bounds[2 * i + 1];
  }

  boolean isEmpty() {
    return length == 0;
  }

  /** Appends {@code [start, end)}; {@code start} must not precede the last start. */
  void add(int start, int end) {
    if (start >= end) {
      return;
    }
    if (length > 0 && start <= bounds[length - 1]) {
      bounds[length - 1] = Math.max(bounds[length - 1], end);
      return;
    }
    if (length == bounds.length) {
      checkRoom();
      bounds = Arrays.copyOf(bounds, length * 2);
    }
    bounds[length++] = start;
    bounds[length++] = end;
  }

  private void checkRoom() {
    if (count() >= MOST_RUNS) {
      throw new IllegalArgumentException(
          "row must have at most " + MOST_RUNS + " runs, got more; slice the mask by keys");
    }
  }

  /** Appends the part of {@code [start, end)} that lies in {@code [0, keys)}. */
  void addClipped(long start, long end, int keys) {
    add((int) Math.min(Math.max(start, 0), keys), (int) Math.max(Math.min(end, keys), 0));
  }

  /** Appends the runs of {@code other} inside {@code [from, to)}, moved by {@code shift}. */
  void addShifted(RunBuffer other, int from, int to, int shift) {
    for (int i = other.firstEndingAfter(from); i < other.count() && other.start(i) < to; i++) {
      add(Math.max(other.start(i), from) + shift, Math.min(other.end(i), to) + shift);
    }
  }

  /** Returns the first run whose end is greater than {@code key}, or the count. */
  int firstEndingAfter(int key) {
    int low = 0;
    int high = count();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (end(middle) > key) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** Appends all of {@code runs}. */
  void addAll(Runs runs) {
    for (int i = 0; i < runs.count(); i++) {
      add(runs.start(i), runs.end(i));
    }
  }

  /**
   * Replaces the content by the keys k in {@code [0, keys)} for which bit {@code 2a + b} of {@code
   * table} is set, where a and b say whether k is in {@code left} and in {@code right}.
   */
  void merge(RunBuffer left, RunBuffer right, int table, int keys) {
    length = 0;
    int i = 0;
    int j = 0;
    int from = 0;
    while (true) {
      int nextLeft = i < left.length ? left.bounds[i] : keys;
      int nextRight = j < right.length ? right.bounds[j] : keys;
      int to = Math.min(nextLeft, nextRight);
      // The index of the next bound is odd exactly inside a run.
      if ((table >> (((i & 1) << 1) | (j & 1)) & 1) == 1) {
        add(from, to);
      }
      if (to == keys) {
        return;
      }
      i += nextLeft == to ? 1 : 0;
      j += nextRight == to ? 1 : 0;
      from = to;
    }
  }

  boolean contains(int key) {
    int i = firstEndingAfter(key);
    return i < count() && start(i) <= key;
  }

  long cells() {
    long cells = 0;
    for (int i = 0; i < length; i += 2) {
      cells += bounds[i + 1] - bounds[i];
    }
    return cells;
  }

  /** Returns one of three buffers that belong to this one, for what its rows are made of. */
  RunBuffer scratch(int i) {
    RunBuffer buffer = scratch[i];
    if (buffer == null) {
      buffer = new RunBuffer();
      scratch[i] = buffer;
    }
    return buffer;
  }

  /** Returns what this buffer has been told of the columns of {@code upright}. */
  ColumnSweep sweep(Node upright) {
    ColumnSweep known = sweep;
    if (known == null || !known.isOf(upright)) {
      known = new ColumnSweep(upright);
      sweep = known;
    }
    return known;
  }

  Runs toRuns() {
    return Runs.owning(Arrays.copyOf(bounds, length));
  }

  boolean sameAs(int[] other, int from, int to) {
    return Arrays.equals(bounds, 0, length, other, from, to);
  }

  boolean sameAs(Runs other) {
    return other.hasBounds(bounds, length);
  }

  boolean sameAs(RunBuffer other) {
    return Arrays.equals(bounds, 0, length, other.bounds, 0, other.length);
  }
}
