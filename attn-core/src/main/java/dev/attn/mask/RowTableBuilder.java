package dev.attn.mask;

import java.util.Arrays;

/**
 * Collects rows from the first to the last, and then keeps them as runs, or as one bit per cell
 * where runs are many and short.
 */
final class RowTableBuilder {

  /** Rows of bits are walked 2 to 5 times slower than runs, so they must be this much smaller. */
  private static final int WORTH_BITS = 4;

  private final int keys;
  private int rows;
  private int groups;
  private int length;
  private int[] firstRows = new int[16];
  private int[] pointers = new int[17];
  private int[] bounds = new int[32];

  RowTableBuilder(int keys) {
    this.keys = keys;
  }

  /** Returns how many runs are stored so far. */
  int runs() {
    return length / 2;
  }

  /** Appends {@code repeats} rows with the runs of {@code row}. */
  void add(RunBuffer row, int repeats) {
    if (repeats == 0) {
      return;
    }
    if (groups == 0 || !row.sameAs(bounds, pointers[groups - 1], length)) {
      append(row);
    }
    rows += repeats;
  }

  private void append(RunBuffer row) {
    if (groups == firstRows.length) {
      firstRows = Arrays.copyOf(firstRows, groups * 2);
      pointers = Arrays.copyOf(pointers, groups * 2 + 1);
    }
    while (length + 2 * row.count() > bounds.length) {
      bounds = Arrays.copyOf(bounds, bounds.length * 2);
    }
    for (int i = 0; i < row.count(); i++) {
      bounds[length++] = row.start(i);
      bounds[length++] = row.end(i);
    }
    firstRows[groups++] = rows;
    pointers[groups] = length;
  }

  RowTable build() {
    int[] first = groups == rows ? new int[0] : Arrays.copyOf(firstRows, groups);
    RunTable runs =
        new RunTable(
            rows, keys, first, Arrays.copyOf(pointers, groups + 1), Arrays.copyOf(bounds, length));
    return BitTable.bytes(rows, keys) < runs.bytes() / WORTH_BITS ? BitTable.of(runs) : runs;
  }
}
