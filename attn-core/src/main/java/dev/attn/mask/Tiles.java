package dev.attn.mask;

/**
 * Counts full, partial and empty tiles one row of tiles at a time.
 *
 * <p>Only tiles in which a run begins or ends are looked at; the tiles between two of them are
 * covered by the same number of rows and are counted together. Nothing is kept of a row of tiles
 * but these counts, so memory does not depend on the number of keys.
 */
final class Tiles {

  private final Node node;
  private final int size;
  private final int columns;
  private final TileRow touched = new TileRow();
  private long full;
  private long empty;
  private long partial;

  private Tiles(Node node, int size) {
    this.node = node;
    this.size = size;
    this.columns = (int) ((node.keys() + (long) size - 1) / size);
  }

  static TileCounts count(Node node, int size) {
    Limits.atLeast("size", 1, size);
    Tiles tiles = new Tiles(node, size);
    BandRule band =
        node.core() instanceof Leaf leaf && leaf.rule() instanceof BandRule rule ? rule : null;
    RunBuffer row = new RunBuffer();
    for (long top = 0; top < node.rows(); top += size) {
      int bottom = (int) Math.min(top + size, node.rows());
      if (band == null) {
        tiles.countRow((int) top, bottom, row);
      } else {
        tiles.countRow((int) top, bottom, band);
      }
    }
    return new TileCounts(tiles.full, tiles.partial, tiles.empty);
  }

  /**
   * In a band the tiles with an allowed cell are neighbours, and so are the full ones: those with
   * no key before the first key of the last row or after the last key of the first row.
   */
  private void countRow(int top, int bottom, BandRule band) {
    long least = Math.max(0, top + band.low());
    long most = Math.min(node.keys() - 1L, bottom - 1 + band.high());
    long reached = most < least || band.isEmpty() ? 0 : most / size - least / size + 1;
    long firstFull = Math.max(0, bottom - 1 + band.low());
    long lastFull = Math.min(node.keys() - 1L, top + band.high());
    long from = (firstFull + size - 1) / size;
    long to = lastFull == node.keys() - 1L ? columns : Math.max(0, lastFull + 1) / size;
    long covered = band.isEmpty() ? 0 : Math.max(0, to - from);
    full += covered;
    partial += reached - covered;
    empty += columns - reached;
  }

  private void countRow(int top, int bottom, RunBuffer row) {
    for (int q = top; q < bottom; q++) {
      node.row(q, row);
      for (int i = 0; i < row.count(); i++) {
        add(row.start(i), row.end(i));
      }
    }
    touched.sort();
    int height = bottom - top;
    int covered = 0;
    int next = 0;
    for (int i = 0; i < touched.count(); i++) {
      int tile = touched.tile(i);
      judge(covered, height, tile - next);
      covered += touched.covers(i);
      next = tile;
      if (tile < columns) {
        long width = Math.min(size, node.keys() - (long) tile * size);
        judge(touched.cells(i) + covered * width, height * width, 1);
        next = tile + 1;
      }
    }
    judge(covered, height, columns - next);
    touched.clear();
  }

  private void add(int start, int end) {
    int from = start / size;
    int to = (end - 1) / size;
    if (from == to) {
      touched.add(from, end - start, 0);
    } else {
      touched.add(from, (from + 1L) * size - start, 0);
      touched.add(from + 1, 0, 1);
      touched.add(to, end - (long) to * size, -1);
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
