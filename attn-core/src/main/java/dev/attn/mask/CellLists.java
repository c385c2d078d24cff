package dev.attn.mask;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;

/** Rows from cells that were listed or stored one by one. */
final class CellLists {

  private CellLists() {}

  static RowTable table(MaskShape shape, int[][] cells) {
    long[] sorted = new long[cells.length];
    for (int i = 0; i < cells.length; i++) {
      checkArgument(
          cells[i].length == 2,
          "cell must be a pair of query and key, got %s",
          Arrays.toString(cells[i]));
      int q = cells[i][0];
      int k = cells[i][1];
      checkArgument(
          q >= 0 && q < shape.rows() && k >= 0 && k < shape.keys(),
          "cell must have a query in [0, %s) and a key in [0, %s), got (%s, %s)",
          shape.rows(),
          shape.keys(),
          q,
          k);
      sorted[i] = (long) q << 32 | k;
    }
    Arrays.sort(sorted);
    return table(shape, sorted);
  }

  private static RowTable table(MaskShape shape, long[] sorted) {
    RowTableBuilder table = new RowTableBuilder(shape.keys());
    RunBuffer row = new RunBuffer();
    RunBuffer nothing = new RunBuffer();
    int done = 0;
    for (int i = 0; i < sorted.length; ) {
      int q = (int) (sorted[i] >> 32);
      row.clear();
      for (; i < sorted.length && (int) (sorted[i] >> 32) == q; i++) {
        row.add((int) sorted[i], (int) sorted[i] + 1);
      }
      table.add(nothing, q - done);
      table.add(row, 1);
      done = q + 1;
    }
    table.add(nothing, shape.rows() - done);
    return table.build();
  }

  static RowTable table(boolean[][] cells) {
    int keys = cells.length == 0 ? 0 : cells[0].length;
    RowTableBuilder table = new RowTableBuilder(keys);
    RunBuffer row = new RunBuffer();
    for (int q = 0; q < cells.length; q++) {
      checkArgument(
          cells[q].length == keys,
          "query %s must have %s keys like the first, got %s",
          q,
          keys,
          cells[q].length);
      row.clear();
      for (int k = 0; k < keys; k++) {
        row.add(k, cells[q][k] ? k + 1 : k);
      }
      table.add(row, 1);
    }
    return table.build();
  }
}
