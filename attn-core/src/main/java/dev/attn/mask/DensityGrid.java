package dev.attn.mask;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;

/**
 * A mask scaled down to pixels, each with the exact number of allowed cells under it.
 *
 * <p>Pixel row {@code a} of {@code P} covers the mask rows from {@code floor(a * rows / P)} to
 * {@code floor((a + 1) * rows / P)}, and pixel columns cover keys in the same way. Nothing is
 * sampled: the counts add up to the cell count of the mask.
 */
public final class DensityGrid {

  /** So many formulas take as long as walking one row. */
  private static final long FORMULAS_PER_ROW = 8;

  private static final int MOST_PIXELS = 1 << 26;

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
    long pixels = (long) pixelRows * pixelKeys;
    checkArgument(
        pixels <= MOST_PIXELS,
        "pixels must be at most %s, got %s of %s x %s",
        MOST_PIXELS,
        pixels,
        pixelRows,
        pixelKeys);
    DensityGrid grid = new DensityGrid(node.rows(), node.keys(), pixelRows, pixelKeys);
    if (pixelRows == 0 || pixelKeys == 0) {
      return grid;
    }
    long corners = (pixelRows + 1L) * (pixelKeys + 1L);
    ClosedCount closed = corners / FORMULAS_PER_ROW < node.rows() ? ClosedCount.of(node) : null;
    if (closed != null && corners * closed.cost() / FORMULAS_PER_ROW < node.rows()) {
      grid.count(closed);
    } else {
      grid.count(node);
    }
    return grid;
  }

  /** Takes differences of the counts above and left of the corners of the pixels. */
  private void count(ClosedCount closed) {
    long[] above = new long[pixelKeys + 1];
    long[] below = new long[pixelKeys + 1];
    int[] ends = ends();
    for (int a = 0; a < pixelRows; a++) {
      int bottom = PixelFinder.first(a + 1, rows, pixelRows);
      for (int b = 0; b < pixelKeys; b++) {
        below[b + 1] = closed.cells(bottom, ends[b]);
        counts[a * pixelKeys + b] = below[b + 1] - below[b] - (above[b + 1] - above[b]);
      }
      long[] next = above;
      above = below;
      below = next;
    }
  }

  /** Adds up the rows under every pixel row: partly covered pixels, and spans of whole ones. */
  private void count(Node node) {
    RunBuffer row = new RunBuffer();
    PixelFinder finder = new PixelFinder(keys, pixelKeys);
    long[] cells = new long[pixelKeys];
    int[] covers = new int[pixelKeys + 1];
    int[] ends = ends();
    for (int a = 0; a < pixelRows; a++) {
      int bottom = PixelFinder.first(a + 1, rows, pixelRows);
      for (int q = PixelFinder.first(a, rows, pixelRows); q < bottom; q++) {
        node.row(q, row);
        add(row, finder, cells, covers);
      }
      int covered = 0;
      int start = 0;
      for (int b = 0; b < pixelKeys; b++) {
        covered += covers[b];
        counts[a * pixelKeys + b] = cells[b] + (long) covered * (ends[b] - start);
        start = ends[b];
      }
      Arrays.fill(cells, 0);
      Arrays.fill(covers, 0);
    }
  }

  /** Returns the key after the last one under each pixel. */
  private int[] ends() {
    int[] ends = new int[pixelKeys];
    for (int b = 0; b < pixelKeys; b++) {
      ends[b] = PixelFinder.first(b + 1, keys, pixelKeys);
    }
    return ends;
  }

  private static void add(RunBuffer row, PixelFinder finder, long[] cells, int[] covers) {
    for (int i = 0; i < row.count(); i++) {
      int start = row.start(i);
      int end = row.end(i);
      int from = finder.pixel(2 * i, start);
      int to = finder.pixel(2 * i + 1, end - 1);
      if (from == to) {
        cells[from] += end - start;
      } else {
        cells[from] += finder.end(2 * i) - start;
        cells[to] += end - finder.start(2 * i + 1);
        covers[from + 1]++;
        covers[to]--;
      }
    }
  }

  private static int width(int pixel, int size, int pixels) {
    return PixelFinder.first(pixel + 1, size, pixels) - PixelFinder.first(pixel, size, pixels);
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
