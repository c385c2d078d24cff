package dev.attn.mask;

import java.util.Arrays;

/**
 * A set of indices as half-open intervals: the keys that one query may attend to, or the rows of a
 * mask that are empty.
 *
 * <p>Runs are sorted, disjoint, do not touch and are never empty, so two sets are equal exactly if
 * their runs are. Example: the row {@code ##..#} is {@code [0,2) [4,5)}.
 */
public final class Runs {

  private final int[] bounds;

  private Runs(int[] bounds) {
    this.bounds = bounds;
  }

  /** Returns the one run {@code [start, end)}, or none if it is empty. */
  static Runs of(int start, int end) {
    return new Runs(start < end ? new int[] {start, end} : new int[0]);
  }

  /** Returns the runs of the sorted {@code indices}; repeats are allowed. */
  static Runs ofSorted(int[] indices) {
    RunBuffer buffer = new RunBuffer();
    for (int index : indices) {
      buffer.add(index, index + 1);
    }
    return buffer.toRuns();
  }

  /** Takes over {@code bounds}: start, end, start, end, in canonical form. */
  static Runs owning(int[] bounds) {
    return new Runs(bounds);
  }

  /** Returns the number of runs. */
  public int count() {
    return bounds.length / 2;
  }

  /** Returns the first index of run {@code i}. */
  public int start(int i) {
    Limits.index("run", i, count());
    return bounds[2 * i];
  }

  /** Returns the index after the last one of run {@code i}. */
  public int end(int i) {
    Limits.index("run", i, count());
    return bounds[2 * i + 1];
  }

  /** Returns the number of indices in all runs. */
  public int cells() {
    int cells = 0;
    for (int i = 0; i < bounds.length; i += 2) {
      cells += bounds[i + 1] - bounds[i];
    }
    return cells;
  }

  /** Returns whether there are no runs. */
  public boolean isEmpty() {
    return bounds.length == 0;
  }

  /** Returns whether {@code index} lies in a run. */
  public boolean contains(int index) {
    int at = Arrays.binarySearch(bounds, index);
    return at >= 0 ? at % 2 == 0 : -at % 2 == 0;
  }

  /** Returns the indices inside the runs, in ascending order. */
  public int[] toArray() {
    int[] indices = new int[cells()];
    int at = 0;
    for (int i = 0; i < bounds.length; i += 2) {
      for (int k = bounds[i]; k < bounds[i + 1]; k++) {
        indices[at++] = k;
      }
    }
    return indices;
  }

  /** Returns the set that {@code operator} makes of two sets inside {@code [0, size)}. */
  Runs combine(Runs other, Operator operator, int size) {
    RunBuffer left = new RunBuffer();
    RunBuffer right = new RunBuffer();
    left.addAll(this);
    right.addAll(other);
    RunBuffer out = new RunBuffer();
    out.merge(left, right, operator.table(), size);
    return out.toRuns();
  }

  /** Returns the part inside {@code [from, to)}, counted from {@code from}. */
  Runs inside(int from, int to) {
    RunBuffer all = new RunBuffer();
    all.addAll(this);
    RunBuffer out = new RunBuffer();
    out.addShifted(all, from, to, -from);
    return out.toRuns();
  }

  boolean hasBounds(int[] other, int length) {
    return Arrays.equals(bounds, 0, bounds.length, other, 0, length);
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof Runs other && Arrays.equals(bounds, other.bounds);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bounds);
  }

  /** Returns the runs, for example {@code [0,2) [4,5)}, or {@code -} if there are none. */
  @Override
  public String toString() {
    if (isEmpty()) {
      return "-";
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < bounds.length; i += 2) {
      text.append(i == 0 ? "[" : " [").append(bounds[i]).append(',').append(bounds[i + 1]);
      text.append(')');
    }
    return text.toString();
  }
}
