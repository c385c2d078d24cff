package dev.attn.render.figure;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a panel shows: one grid, or many of one shape set in rows and columns with thin gaps.
 *
 * @param grids one list per row of tiles
 * @param counted what the positions of the axes are
 */
public record Tiles(List<List<Grid>> grids, Counted counted) {

  /** What the axes of a panel count. */
  public enum Counted {
    /** The rows and columns of the only grid. */
    CELLS,
    /** Whole grids. */
    TILES
  }

  /** Copies the grids and checks that there is one, and that all have one shape. */
  public Tiles {
    requireNonNull(grids, "grids must not be null");
    requireNonNull(counted, "counted must not be null");
    grids = PanelLists.copy(grids);
    checkArgument(
        !grids.isEmpty() && !grids.get(0).isEmpty(), "tiles must hold at least one grid, got 0");
    Grid first = grids.get(0).get(0);
    checkArgument(
        first.rows() > 0 && first.columns() > 0,
        "grid must have at least one cell, got shape [%s, %s]",
        first.rows(),
        first.columns());
    checkArgument(
        counted == Counted.TILES || (grids.size() == 1 && grids.get(0).size() == 1),
        "tiles must be counted if there are many, got %s",
        counted);
    for (int r = 0; r < grids.size(); r++) {
      checkRow(r, grids.get(r), grids.get(0));
    }
  }

  private static void checkRow(int index, List<Grid> row, List<Grid> firstRow) {
    checkArgument(
        row.size() == firstRow.size(),
        "row %s of tiles must have %s grids like the first, got %s",
        index,
        firstRow.size(),
        row.size());
    Grid first = firstRow.get(0);
    for (int c = 0; c < row.size(); c++) {
      Grid grid = row.get(c);
      checkArgument(
          grid.rows() == first.rows() && grid.columns() == first.columns(),
          "tile [%s, %s] must have shape [%s, %s] like the first, got [%s, %s]",
          index,
          c,
          first.rows(),
          first.columns(),
          grid.rows(),
          grid.columns());
    }
  }

  /** Returns a single grid. */
  public static Tiles of(Grid grid) {
    requireNonNull(grid, "grid must not be null");
    return new Tiles(List.of(List.of(grid)), Counted.CELLS);
  }

  /** Returns many grids of one shape, one list per row of tiles. */
  public static Tiles mosaic(List<? extends List<? extends Grid>> grids) {
    requireNonNull(grids, "grids must not be null");
    return new Tiles(PanelLists.copy(grids), Counted.TILES);
  }

  /** Returns the number of rows of tiles. */
  public int rows() {
    return grids.size();
  }

  /** Returns the number of columns of tiles. */
  public int columns() {
    return grids.get(0).size();
  }

  /** Returns one tile. */
  public Grid tile(int row, int column) {
    return grids.get(row).get(column);
  }

  /** Returns the number of rows of cells in each tile. */
  public int tileRows() {
    return tile(0, 0).rows();
  }

  /** Returns the number of columns of cells in each tile. */
  public int tileColumns() {
    return tile(0, 0).columns();
  }

  /** Returns how many positions the row axis has: rows of cells, or of tiles if there are many. */
  public int rowPositions() {
    return counted == Counted.CELLS ? tileRows() : rows();
  }

  /** Returns how many positions the column axis has. */
  public int columnPositions() {
    return counted == Counted.CELLS ? tileColumns() : columns();
  }
}
