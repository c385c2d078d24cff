package dev.attn.mask;

import java.util.List;

/** Rows that were written down one by one. */
record StoredRuns(int rows, int keys, List<Runs> runs) implements Node {

  static StoredRuns of(boolean[][] cells) {
    int keys = cells.length == 0 ? 0 : cells[0].length;
    Runs[] runs = new Runs[cells.length];
    RunBuffer buffer = new RunBuffer();
    for (int q = 0; q < cells.length; q++) {
      buffer.clear();
      for (int k = 0; k < keys; k++) {
        if (cells[q][k]) {
          buffer.add(k, k + 1);
        }
      }
      runs[q] = buffer.toRuns();
    }
    return new StoredRuns(cells.length, keys, List.of(runs));
  }

  @Override
  public void row(int q, RunBuffer out) {
    out.clear();
    Runs row = runs.get(q);
    for (int i = 0; i < row.count(); i++) {
      out.add(row.start(i), row.end(i));
    }
  }

  @Override
  public boolean allows(int q, int k) {
    return runs.get(q).contains(k);
  }

  @Override
  public String text() {
    return "cells(" + rows + "x" + keys + ")";
  }
}
