package dev.attn.render.figure;

import dev.attn.tensor.Threads;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A pass over the cells of some panels, row by row, with one row of memory.
 *
 * @param panels whose cells are visited
 */
record CellWalk(List<Panel> panels) {

  /** Cells that are worth a thread of their own. */
  private static final int PART = 1 << 17;

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

  /** Sees one row, and remembers of it what it wants. */
  interface Collector<T> {

    /** Sees the row {@code index} of a grid of {@code panel}. */
    void row(T memory, Panel panel, int index, CellRow row);
  }

  /** The rows {@code [from, to)} of a grid. */
  private record Rows(Panel panel, Grid grid, int from, int to) {}

  /**
   * Visits all rows, those of different parts at the same time; returns what was remembered of each
   * part, from the first to the last.
   *
   * @param memory makes what a part remembers
   */
  <T> List<T> collect(Supplier<T> memory, Collector<T> collector) {
    List<List<Rows>> parts = parts();
    List<T> memories = new ArrayList<>();
    for (int part = 0; part < parts.size(); part++) {
      memories.add(memory.get());
    }
    Threads.current()
        .forEach(parts.size(), part -> collect(parts.get(part), memories.get(part), collector));
    return memories;
  }

  private static <T> void collect(List<Rows> part, T memory, Collector<T> collector) {
    CellRow row = new CellRow(part.get(0).grid().columns());
    for (Rows rows : part) {
      if (rows.grid().columns() != row.columns()) {
        row = new CellRow(rows.grid().columns());
      }
      for (int r = rows.from(); r < rows.to(); r++) {
        row.read(rows.grid(), r);
        collector.row(memory, rows.panel(), r, row);
      }
    }
  }

  /** Parts of about equal size, whatever the number of threads. */
  private List<List<Rows>> parts() {
    List<List<Rows>> parts = new ArrayList<>();
    List<Rows> part = new ArrayList<>();
    long cells = 0;
    for (Panel panel : panels) {
      for (Grid grid : panel.grids()) {
        int most = Math.max(1, PART / Math.max(1, grid.columns()));
        for (int from = 0; from < grid.rows(); from += most) {
          int to = Math.min(grid.rows(), from + most);
          part.add(new Rows(panel, grid, from, to));
          cells += (long) (to - from) * grid.columns();
          if (cells >= PART) {
            parts.add(part);
            part = new ArrayList<>();
            cells = 0;
          }
        }
      }
    }
    if (!part.isEmpty()) {
      parts.add(part);
    }
    return parts;
  }

  /** Visits the cells that are not masked, and with them those drawn as 0. */
  void drawn(Visitor visitor) {
    for (Panel panel : panels) {
      boolean zero = panel.cells().masked() == Masked.AS_ZERO;
      each(
          panel,
          (r, row) -> {
            for (int c = 0; c < row.columns(); c++) {
              boolean masked = row.masked(c);
              if (!masked || zero) {
                visitor.cell(r, c, masked ? 0 : row.value(c));
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
          (r, row) -> {
            for (int c = 0; c < row.columns(); c++) {
              boolean left = (diagonal && r == c) || (first && (byKeys ? r : c) == 0);
              if (!left && Float.isFinite(row.value(c)) && !row.masked(c)) {
                values.value(row.value(c));
              }
            }
          });
    }
  }

  /** Sees one row of a grid. */
  private interface EachRow {
    void row(int index, CellRow row);
  }

  private static void each(Panel panel, EachRow rows) {
    CellRow row = new CellRow(panel.tiles().tileColumns());
    for (List<Grid> tileRow : panel.tiles().grids()) {
      for (Grid grid : tileRow) {
        for (int r = 0; r < grid.rows(); r++) {
          row.read(grid, r);
          rows.row(r, row);
        }
      }
    }
  }
}
