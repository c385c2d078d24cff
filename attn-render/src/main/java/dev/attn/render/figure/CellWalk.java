package dev.attn.render.figure;

import java.util.List;
import java.util.Set;

/**
 * A pass over the cells of some panels, row by row, with one row of memory.
 *
 * @param panels whose cells are visited
 */
record CellWalk(List<Panel> panels) {

  /** Sees one cell. */
  interface Visitor {

    /**
     * Sees a value, or 0 for a masked cell that is drawn as such; row and column are of its grid.
     */
    void cell(int row, int column, float value);
  }

  /** Sees one number. */
  interface Values {

    /** Sees a value. */
    void value(float value);
  }

  /** Visits the cells that are not masked, and with them those drawn as 0. */
  void drawn(Visitor visitor) {
    for (Panel panel : panels) {
      boolean zero = panel.cells().masked() == Masked.AS_ZERO;
      each(
          panel,
          (grid, r, row) -> {
            for (int c = 0; c < grid.columns(); c++) {
              boolean masked = grid.masked(r, c);
              if (!masked || zero) {
                visitor.cell(r, c, masked ? 0 : row[c]);
              }
            }
          });
    }
  }

  /** Visits the finite values that are neither masked nor in an ignored part. */
  void counted(Set<Limits.Part> ignored, Values values) {
    boolean diagonal = ignored.contains(Limits.Part.DIAGONAL);
    boolean first = ignored.contains(Limits.Part.FIRST_KEY);
    for (Panel panel : panels) {
      boolean byKeys = panel.cells().orientation() == Orientation.ROWS_ARE_KEYS;
      each(
          panel,
          (grid, r, row) -> {
            for (int c = 0; c < grid.columns(); c++) {
              boolean left = (diagonal && r == c) || (first && (byKeys ? r : c) == 0);
              if (!left && Float.isFinite(row[c]) && !grid.masked(r, c)) {
                values.value(row[c]);
              }
            }
          });
    }
  }

  /** Sees one row of values. */
  interface Rows {

    /** Sees a row of a grid. */
    void row(Grid grid, int index, float[] values);
  }

  static void each(Panel panel, Rows rows) {
    float[] row = new float[panel.tiles().tileColumns()];
    for (List<Grid> tileRow : panel.tiles().grids()) {
      for (Grid grid : tileRow) {
        for (int r = 0; r < grid.rows(); r++) {
          grid.row(r, row);
          rows.row(grid, r, row);
        }
      }
    }
  }
}
