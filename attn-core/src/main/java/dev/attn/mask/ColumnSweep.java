package dev.attn.mask;

import java.util.Arrays;

/**
 * Columns of a mask whose rows are all it can tell: while they are asked for in ascending order, a
 * block of them is made from one walk over the rows.
 */
final class ColumnSweep {

  /** One block has at most so many cells, and so at most 64 MB of runs. */
  private static final int MOST_CELLS = 1 << 24;

  private static final int MOST_COLUMNS = 1024;

  private final Node mask;
  private int next = -1;
  private int from;
  private int to;
  private int[][] bounds = new int[0][];
  private int[] lengths = new int[0];

  ColumnSweep(Node mask) {
    this.mask = mask;
  }

  @SuppressWarnings("ReferenceEquality")
  boolean isOf(Node node) {
    return mask == node;
  }

  /**
   * Returns whether column {@code k} is at hand, as it is if the last one asked for precedes it.
   */
  boolean covers(int k) {
    boolean follows = k == next;
    next = k + 1;
    if (follows && (k < from || k >= to)) {
      sweep(k);
    }
    return k >= from && k < to;
  }

  /** Writes the runs of column {@code k}. */
  void column(int k, RunBuffer out) {
    int[] column = bounds[k - from];
    for (int i = 0; i < lengths[k - from]; i += 2) {
      out.add(column[i], column[i + 1]);
    }
  }

  private void sweep(int first) {
    int count = Math.max(1, Math.min(MOST_COLUMNS, MOST_CELLS / Math.max(1, mask.rows())));
    from = first;
    to = (int) Math.min((long) first + count, mask.keys());
    bounds = new int[to - from][];
    Arrays.fill(bounds, new int[0]);
    lengths = new int[to - from];
    RunBuffer row = new RunBuffer();
    RunBuffer last = new RunBuffer();
    RunBuffer changed = new RunBuffer();
    for (int q = 0; q < mask.rows(); q++) {
      mask.row(q, row);
      changed.merge(last, row, Operator.XOR.table(), mask.keys());
      toggle(changed, q);
      RunBuffer other = last;
      last = row;
      row = other;
    }
    toggle(last, mask.rows());
  }

  /** Begins or ends a run at row {@code q} in every column of {@code changed}. */
  private void toggle(RunBuffer changed, int q) {
    for (int i = changed.firstEndingAfter(from); i < changed.count(); i++) {
      if (changed.start(i) >= to) {
        return;
      }
      int end = Math.min(changed.end(i), to);
      for (int k = Math.max(changed.start(i), from); k < end; k++) {
        append(k - from, q);
      }
    }
  }

  private void append(int column, int q) {
    if (lengths[column] == bounds[column].length) {
      bounds[column] = Arrays.copyOf(bounds[column], Math.max(8, 2 * lengths[column]));
    }
    bounds[column][lengths[column]++] = q;
  }
}
