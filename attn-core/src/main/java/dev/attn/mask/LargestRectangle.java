package dev.attn.mask;

/**
 * The search for the largest rectangle of true cells.
 *
 * <p>Row by row: above each cell of a row stands a column of true cells, and a stack keeps the
 * columns that are higher than those before them; a lower one closes the rectangles of the higher.
 */
final class LargestRectangle {

  private final int[] heights;
  private final int[] lefts;
  private final int[] levels;
  private int depth;
  private Box best = new Box(0, 0, 0, 0);

  private LargestRectangle(int keys) {
    this.heights = new int[keys + 1];
    this.lefts = new int[keys + 1];
    this.levels = new int[keys + 1];
  }

  /** Returns the largest rectangle, the first found of equally large ones; empty without cells. */
  static Box of(boolean[][] cells) {
    int keys = cells.length == 0 ? 0 : cells[0].length;
    LargestRectangle search = new LargestRectangle(keys);
    for (int q = 0; q < cells.length; q++) {
      for (int k = 0; k < keys; k++) {
        search.heights[k] = cells[q][k] ? search.heights[k] + 1 : 0;
      }
      for (int k = 0; k <= keys; k++) {
        search.close(q, k);
      }
    }
    return search.best;
  }

  /** Ends the rectangles that are higher than the column of key {@code k}. */
  private void close(int q, int k) {
    int left = k;
    while (depth > 0 && levels[depth - 1] >= heights[k]) {
      depth--;
      left = lefts[depth];
      Box box = new Box(q + 1 - levels[depth], q + 1, left, k);
      best = area(box) > area(best) ? box : best;
    }
    if (heights[k] > 0) {
      lefts[depth] = left;
      levels[depth++] = heights[k];
    }
  }

  private static long area(Box box) {
    return (long) box.rows() * box.keys();
  }
}
