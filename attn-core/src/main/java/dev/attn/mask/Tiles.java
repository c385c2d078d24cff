package dev.attn.mask;

import java.util.Arrays;

/**
 * Counts full, partial and empty tiles one row of tiles at a time.
 *
 * <p>Only tiles in which a run begins or ends are looked at; the tiles between two of them are
 * covered by the same number of rows and are counted together.
 */
final class Tiles {

  /** More tiles side by side are refused, so that their counts fit in memory. */
  private static final int MOST_COLUMNS = 1 << 22;

  private final Node node;
  private final int size;
  private final int columns;
  private final long[] cells;
  private final int[] covers;
  private final boolean[] isTouched;
  private final int[] touched;
  private int touchedCount;
  private long full;
  private long empty;
  private long partial;

  private Tiles(Node node, int size) {
    this.node = node;
    this.size = size;
    this.columns = (int) ((node.keys() + (long) size - 1) / size);
    this.cells = new long[columns];
    this.covers = new int[columns + 1];
    this.isTouched = new boolean[columns + 1];
    this.touched = new int[columns + 1];
  }

  static TileCounts count(Node node, int size) {
    Limits.atLeast("size", 1, size);
    int least = (int) ((node.keys() + (long) MOST_COLUMNS - 1) / MOST_COLUMNS);
    if (size < least) {
      throw new IllegalArgumentException(
          "size must be at least " + least + " for " + node.keys() + " keys, got " + size);
    }
    Tiles tiles = new Tiles(node, size);
    RunBuffer row = new RunBuffer();
    for (long top = 0; top < node.rows(); top += size) {
      int bottom = (int) Math.min(top + size, node.rows());
      tiles.countRow((int) top, bottom, row);
    }
    return new TileCounts(tiles.full, tiles.partial, tiles.empty);
  }

  private void countRow(int top, int bottom, RunBuffer row) {
    for (int q = top; q < bottom; q++) {
      node.row(q, row);
      for (int i = 0; i < row.count(); i++) {
        add(row.start(i), row.end(i));
      }
    }
    Arrays.sort(touched, 0, touchedCount);
    int height = bottom - top;
    int covered = 0;
    int next = 0;
    for (int i = 0; i < touchedCount; i++) {
      int tile = touched[i];
      judge(covered, height, tile - next);
      covered += covers[tile];
      next = tile;
      if (tile < columns) {
        long width = Math.min(size, node.keys() - (long) tile * size);
        judge(cells[tile] + covered * width, height * width, 1);
        cells[tile] = 0;
        next = tile + 1;
      }
      covers[tile] = 0;
      isTouched[tile] = false;
    }
    judge(covered, height, columns - next);
    touchedCount = 0;
  }

  private void add(int start, int end) {
    int from = start / size;
    int to = (end - 1) / size;
    touch(from);
    touch(to);
    if (from == to) {
      cells[from] += end - start;
    } else {
      cells[from] += (from + 1L) * size - start;
      cells[to] += end - (long) to * size;
      touch(from + 1);
      covers[from + 1]++;
      covers[to]--;
    }
  }

  private void touch(int tile) {
    if (!isTouched[tile]) {
      isTouched[tile] = true;
      touched[touchedCount++] = tile;
    }
  }

  private void judge(long allowed, long all, int tiles) {
    if (allowed == 0) {
      empty += tiles;
    } else if (allowed == all) {
      full += tiles;
    } else {
      partial += tiles;
    }
  }
}
