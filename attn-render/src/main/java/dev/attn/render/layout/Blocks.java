package dev.attn.render.layout;

import dev.attn.render.figure.Panel;
import dev.attn.render.figure.Tiles;

/**
 * How many cells of the data one drawn cell stands for.
 *
 * @param rows along a column, at least 1
 * @param columns along a row, at least 1
 */
record Blocks(int rows, int columns) {

  static final Blocks ONE = new Blocks(1, 1);

  boolean reduces() {
    return rows > 1 || columns > 1;
  }

  /** Returns the number of drawn rows of each tile. */
  int rows(Tiles tiles) {
    return ceil(tiles.tileRows(), rows);
  }

  /** Returns the number of drawn columns of each tile. */
  int columns(Tiles tiles) {
    return ceil(tiles.tileColumns(), columns);
  }

  /** Returns the blocks with which a panel has at most {@code side} cells along each side. */
  static Blocks within(Panel panel, int side) {
    Tiles tiles = panel.tiles();
    return new Blocks(
        factor(tiles.rows(), tiles.tileRows(), side),
        factor(tiles.columns(), tiles.tileColumns(), side));
  }

  private static int factor(int tiles, int cells, int side) {
    long all = (long) tiles * cells;
    return (int) Math.min(cells, (all + side - 1) / side);
  }

  /** Returns blocks at least as large as {@code factor} in both directions. */
  Blocks atLeast(int factor) {
    return new Blocks(Math.max(rows, factor), Math.max(columns, factor));
  }

  /** Returns these blocks, no larger than the tiles of a panel. */
  Blocks fitting(Panel panel) {
    return new Blocks(
        Math.min(rows, panel.tiles().tileRows()), Math.min(columns, panel.tiles().tileColumns()));
  }

  static int ceil(int count, int factor) {
    return (int) (((long) count + factor - 1) / factor);
  }
}
