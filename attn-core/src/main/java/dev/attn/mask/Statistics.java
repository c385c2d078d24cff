package dev.attn.mask;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Exact figures of one mask or two, from one walk over the rows. */
final class Statistics {

  /** More counts are not returned in one array. */
  private static final int MOST_COUNTS = 1 << 27;

  private Statistics() {}

  static long[] rowCounts(Node node) {
    long[] counts = new long[Limits.between("rows", 0, MOST_COUNTS, node.rows())];
    RunBuffer scratch = new RunBuffer();
    for (int q = 0; q < counts.length; q++) {
      counts[q] = node.rowCells(q, scratch);
    }
    return counts;
  }

  static long[] keyCounts(Node node) {
    long[] counts = new long[Limits.between("keys", 0, MOST_COUNTS, node.keys())];
    RunBuffer row = new RunBuffer();
    for (int q = 0; q < node.rows(); q++) {
      node.row(q, row);
      for (int i = 0; i < row.count(); i++) {
        counts[row.start(i)]++;
        if (row.end(i) < counts.length) {
          counts[row.end(i)]--;
        }
      }
    }
    for (int k = 1; k < counts.length; k++) {
      counts[k] += counts[k - 1];
    }
    return counts;
  }

  static Runs emptyRows(Node node) {
    RunBuffer row = new RunBuffer();
    RunBuffer empty = new RunBuffer();
    for (int q = 0; q < node.rows(); q++) {
      node.row(q, row);
      empty.add(q, row.isEmpty() ? q + 1 : q);
    }
    return empty.toRuns();
  }

  static Runs unusedKeys(Node node) {
    long[] counts = keyCounts(node);
    RunBuffer unused = new RunBuffer();
    for (int k = 0; k < counts.length; k++) {
      unused.add(k, counts[k] == 0 ? k + 1 : k);
    }
    return unused.toRuns();
  }

  static Bandwidth bandwidth(Node node) {
    RunBuffer row = new RunBuffer();
    int back = 0;
    int ahead = 0;
    for (int q = 0; q < node.rows(); q++) {
      node.row(q, row);
      if (!row.isEmpty()) {
        back = Math.max(back, q - row.start(0));
        ahead = Math.max(ahead, row.end(row.count() - 1) - 1 - q);
      }
    }
    return new Bandwidth(back, ahead);
  }

  static boolean sameCells(Node left, Node right) {
    if (sameRule(left.core(), right.core())) {
      return true;
    }
    RunBuffer here = new RunBuffer();
    RunBuffer there = new RunBuffer();
    for (int q = 0; q < left.rows(); q++) {
      left.row(q, here);
      right.row(q, there);
      if (!here.sameAs(there)) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameRule(Node left, Node right) {
    if (left instanceof Leaf here && right instanceof Leaf there) {
      return here.rule().equals(there.rule());
    }
    return left.equals(right);
  }

  /** Returns whether {@code operator} leaves a cell of the two. */
  static boolean anyCell(Node left, Node right, Operator operator) {
    RunBuffer here = new RunBuffer();
    RunBuffer there = new RunBuffer();
    RunBuffer joined = new RunBuffer();
    for (int q = 0; q < left.rows(); q++) {
      left.row(q, here);
      right.row(q, there);
      joined.merge(here, there, operator.table(), left.keys());
      if (!joined.isEmpty()) {
        return true;
      }
    }
    return false;
  }

  static Optional<CellDifference> firstDifference(Node left, Node right) {
    RunBuffer here = new RunBuffer();
    RunBuffer there = new RunBuffer();
    RunBuffer joined = new RunBuffer();
    for (int q = 0; q < left.rows(); q++) {
      left.row(q, here);
      right.row(q, there);
      joined.merge(here, there, Operator.XOR.table(), left.keys());
      if (!joined.isEmpty()) {
        int k = joined.start(0);
        boolean allowed = here.contains(k);
        return Optional.of(new CellDifference(q, k, allowed, !allowed));
      }
    }
    return Optional.empty();
  }

  /** Returns a hash of the size and of the first runs: a function of the cells, bounded in cost. */
  static int hash(Node node) {
    int limit = 1 << 16;
    int hash = (31 * node.rows()) + node.keys();
    RunBuffer row = new RunBuffer();
    int runs = 0;
    for (int q = 0; q < Math.min(node.rows(), limit) && runs < limit; q++) {
      node.row(q, row);
      for (int i = 0; i < row.count() && runs < limit; i++, runs++) {
        hash = (31 * hash) + q;
        hash = (31 * hash) + row.start(i);
        hash = (31 * hash) + row.end(i);
      }
    }
    return hash;
  }

  static RowTable materialise(Node node, int limit) {
    RowTableBuilder table = new RowTableBuilder(node.keys());
    RunBuffer row = new RunBuffer();
    for (int q = 0; q < node.rows(); q++) {
      node.row(q, row);
      if ((long) table.runs() + row.count() > limit) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "mask must have at most %,d runs to be materialised, got more in row %d",
                limit,
                q));
      }
      table.add(row, 1);
    }
    return table.build();
  }

  static boolean[][] dense(Node node) {
    boolean[][] cells = new boolean[node.rows()][node.keys()];
    RunBuffer row = new RunBuffer();
    for (int q = 0; q < node.rows(); q++) {
      node.row(q, row);
      for (int i = 0; i < row.count(); i++) {
        Arrays.fill(cells[q], row.start(i), row.end(i), true);
      }
    }
    return cells;
  }
}
