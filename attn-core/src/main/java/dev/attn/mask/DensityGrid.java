package dev.attn.mask;

/**
 * A mask scaled down to pixels, each with the exact number of allowed cells under it.
 *
 * <p>Pixel row {@code a} of {@code P} covers the mask rows from {@code floor(a * rows / P)} to
 * {@code floor((a + 1) * rows / P)}, and pixel columns cover keys in the same way. Nothing is
 * sampled: the counts add up to the cell count of the mask.
 */
public final class DensityGrid {

  private final int rows;
  private final int keys;
  private final int pixelRows;
  private final int pixelKeys;
  private final long[] counts;

  private DensityGrid(int rows, int keys, int pixelRows, int pixelKeys) {
    this.rows = rows;
    this.keys = keys;
    this.pixelRows = pixelRows;
    this.pixelKeys = pixelKeys;
    this.counts = new long[pixelRows * pixelKeys];
  }

  static DensityGrid of(Node node, int pixelRows, int pixelKeys) {
    Limits.between("pixel rows", 0, node.rows(), pixelRows);
    Limits.between("pixel keys", 0, node.keys(), pixelKeys);
    Limits.product("pixels", pixelRows, pixelKeys);
    DensityGrid grid = new DensityGrid(node.rows(), node.keys(), pixelRows, pixelKeys);
    RunBuffer row = new RunBuffer();
    for (int a = 0; a < pixelRows && pixelKeys > 0; a++) {
      grid.count(node, a, row);
    }
    return grid;
  }

  /** Adds up the rows under pixel row {@code a}: partly covered pixels, and spans of whole ones. */
  private void count(Node node, int a, RunBuffer row) {
    long[] cells = new long[pixelKeys];
    long[] covers = new long[pixelKeys + 1];
    for (int q = first(a, rows, pixelRows); q < first(a + 1, rows, pixelRows); q++) {
      node.row(q, row);
      for (int i = 0; i < row.count(); i++) {
        int start = row.start(i);
        int end = row.end(i);
        int from = pixel(start);
        int to = pixel(end - 1);
        if (from == to) {
          cells[from] += end - start;
        } else {
          cells[from] += first(from + 1, keys, pixelKeys) - start;
          cells[to] += end - first(to, keys, pixelKeys);
          covers[from + 1]++;
          covers[to]--;
        }
      }
    }
    long cover = 0;
    for (int b = 0; b < pixelKeys; b++) {
      cover += covers[b];
      counts[a * pixelKeys + b] = cells[b] + cover * width(b, keys, pixelKeys);
    }
  }

  private int pixel(int key) {
    return (int) (((key + 1L) * pixelKeys - 1) / keys);
  }

  private static int first(int pixel, int size, int pixels) {
    return (int) ((long) pixel * size / pixels);
  }

  private static int width(int pixel, int size, int pixels) {
    return first(pixel + 1, size, pixels) - first(pixel, size, pixels);
  }

  /** Returns the number of pixel rows. */
  public int pixelRows() {
    return pixelRows;
  }

  /** Returns the number of pixel columns. */
  public int pixelKeys() {
    return pixelKeys;
  }

  /** Returns the number of allowed cells under pixel {@code (a, b)}. */
  public long count(int a, int b) {
    Limits.index("pixel row", a, pixelRows);
    Limits.index("pixel key", b, pixelKeys);
    return counts[a * pixelKeys + b];
  }

  /** Returns the number of cells under pixel {@code (a, b)}. */
  public long area(int a, int b) {
    Limits.index("pixel row", a, pixelRows);
    Limits.index("pixel key", b, pixelKeys);
    return (long) width(a, rows, pixelRows) * width(b, keys, pixelKeys);
  }

  /** Returns the share of allowed cells under pixel {@code (a, b)}, from 0 to 1. */
  public double density(int a, int b) {
    return (double) count(a, b) / area(a, b);
  }
}
