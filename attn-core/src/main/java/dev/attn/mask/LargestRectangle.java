package dev.attn.mask;

/**
 * The search for the largest rectangle of true cells, again and again while cells become false.
 *
 * <p>Row by row: above each cell of a row stands a column of true cells, and a stack keeps the
 * columns that are higher than those before them; a lower one closes the rectangles of the higher.
 * The largest rectangle that ends in a row is kept, so only rows that a change reaches are searched
 * again.
 */
final class LargestRectangle {

  private static final Box NOTHING = new Box(0, 0, 0, 0);

  private final boolean[][] cells;
  private final int keys;
  private final Box[] best;
  private final long[] areas;
  private final int[] heights;
  private final int[] lefts;
  private final int[] levels;

  /** Searches {@code cells}, of which the caller may clear some. */
  LargestRectangle(boolean[][] cells) {
    this.cells = cells;
    this.keys = cells.length == 0 ? 0 : cells[0].length;
    this.best = new Box[cells.length];
    this.areas = new long[cells.length];
    this.heights = new int[keys + 1];
    this.lefts = new int[keys + 1];
    this.levels = new int[keys + 1];
    for (int q = 0; q < cells.length; q++) {
      search(q);
    }
  }

  /** Returns the largest rectangle of {@code cells}; see {@link #find}. */
  static Box of(boolean[][] cells) {
    return new LargestRectangle(cells).find();
  }

  /** Returns the largest rectangle, the first found of equally large ones; empty without cells. */
  Box find() {
    int row = -1;
    long area = 0;
    for (int q = 0; q < best.length; q++) {
      if (areas[q] > area) {
        area = areas[q];
        row = q;
      }
    }
    return row < 0 ? NOTHING : best[row];
  }

  /** Searches again where the cells of {@code box}, which are all false now, made a difference. */
  void cleared(Box box) {
    for (int k = 0; k < keys; k++) {
      int q = box.top() - 1;
      while (q >= 0 && cells[q][k]) {
        q--;
      }
      heights[k] = box.top() - 1 - q;
    }
    for (int q = box.top(); q < cells.length; q++) {
      search(q);
      if (q >= box.bottom() && isBroken(q, box)) {
        return;
      }
    }
  }

  /** Returns whether no column of true cells reaches from row {@code q} up to the box. */
  private boolean isBroken(int q, Box box) {
    for (int k = box.left(); k < box.right(); k++) {
      if (heights[k] > q - box.bottom()) {
        return false;
      }
    }
    return true;
  }

  /**
   * Moves the heights on to row {@code q} and finds the first largest rectangle that ends there.
   */
  private void search(int q) {
    boolean[] row = cells[q];
    for (int k = 0; k < keys; k++) {
      heights[k] = row[k] ? heights[k] + 1 : 0;
    }
    long largest = 0;
    int height = 0;
    int from = 0;
    int to = 0;
    int depth = 0;
    for (int k = 0; k <= keys; k++) {
      int left = k;
      while (depth > 0 && levels[depth - 1] >= heights[k]) {
        depth--;
        left = lefts[depth];
        long area = (long) levels[depth] * (k - left);
        if (area > largest) {
          largest = area;
          height = levels[depth];
          from = left;
          to = k;
        }
      }
      if (heights[k] > 0) {
        lefts[depth] = left;
        levels[depth++] = heights[k];
      }
    }
    areas[q] = largest;
    best[q] = new Box(q + 1 - height, q + 1, from, to);
  }
}
