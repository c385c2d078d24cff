package dev.attn.saliency;

/**
 * Some rows of a product, made of blocks of the right factor that the cache holds.
 *
 * <p>The kernel is written for the compiler of JDK 17, which vectorises a loop only if the same
 * index stands in every array, and if its body is small: two rows of the product take three rows of
 * the right factor at a time. Blocks are copied so that all rows begin at the same place of a cache
 * line.
 */
final class ProductTile {

  /** Rows of the right factor in a block: a multiple of three. */
  private static final int DEPTH = 48;

  /** About how many columns a block has. */
  private static final int WIDTH = 512;

  private final double[][] left;
  private final double[][] right;
  private final int[] ends;
  private final double[][] product;
  private final int width;
  private final double[][] block;
  private final double[] first;
  private final double[] second;

  /**
   * Prepares some rows.
   *
   * @param ends where the numbers other than zero of each row of the right factor end
   * @param product what is added to
   */
  ProductTile(double[][] left, double[][] right, int[] ends, double[][] product) {
    this.left = left;
    this.right = right;
    this.ends = ends;
    this.product = product;
    this.width = width(product.length == 0 ? 0 : product[0].length);
    this.block = new double[DEPTH][width];
    this.first = new double[width];
    this.second = new double[width];
  }

  /**
   * Returns columns split evenly, 2 more than a multiple of 4: with the header of an array such
   * rows fill whole vectors, so that neighbours begin alike.
   */
  private static int width(int columns) {
    int blocks = Math.max(1, (columns + WIDTH - 1) / WIDTH);
    int even = (columns + blocks - 1) / blocks;
    return (even + 1) / 4 * 4 + 2;
  }

  /** Computes the rows {@code [from, to)}. */
  void multiply(int from, int to) {
    for (int k = 0; k < right.length; k += DEPTH) {
      int depth = Math.min(DEPTH, right.length - k);
      int end = 0;
      for (int row = k; row < k + depth; row++) {
        end = Math.max(end, ends[row]);
      }
      if (isZero(from, to, k, k + depth)) {
        continue;
      }
      for (int column = 0; column < end; column += width) {
        addBlock(from, to, k, depth, column, Math.min(width, end - column));
      }
    }
  }

  private boolean isZero(int from, int to, int fromK, int toK) {
    for (int i = from; i < to; i++) {
      for (int k = fromK; k < toK; k++) {
        if (left[i][k] != 0) {
          return false;
        }
      }
    }
    return true;
  }

  private void addBlock(int from, int to, int k, int depth, int column, int columns) {
    for (int row = 0; row < depth; row++) {
      System.arraycopy(right[k + row], column, block[row], 0, columns);
    }
    for (int i = from; i < to; i += 2) {
      boolean pair = i + 1 < to;
      System.arraycopy(product[i], column, first, 0, columns);
      System.arraycopy(product[pair ? i + 1 : i], column, second, 0, columns);
      addRows(left[i], left[pair ? i + 1 : i], k, depth, column, columns);
      System.arraycopy(first, 0, product[i], column, columns);
      if (pair) {
        System.arraycopy(second, 0, product[i + 1], column, columns);
      }
    }
  }

  /** Adds a block to two rows; a row without a neighbour is computed twice. */
  private void addRows(double[] a, double[] b, int k, int depth, int column, int columns) {
    int row = 0;
    for (; row + 2 < depth; row += 3) {
      int end = end(k + row, column, columns);
      int at = k + row;
      double sum = Math.abs(a[at]) + Math.abs(a[at + 1]) + Math.abs(a[at + 2]);
      double other = Math.abs(b[at]) + Math.abs(b[at + 1]) + Math.abs(b[at + 2]);
      if (sum + other != 0) {
        addThree(first, second, a, b, at, block[row], block[row + 1], block[row + 2], end);
      }
    }
    for (; row < depth; row++) {
      addScaled(first, a[k + row], block[row], columns);
      addScaled(second, b[k + row], block[row], columns);
    }
  }

  /** Returns where three rows of the block end. */
  private int end(int row, int column, int columns) {
    int end = Math.max(ends[row], Math.max(ends[row + 1], ends[row + 2]));
    return Math.max(0, Math.min(columns, end - column));
  }

  private static void addThree(
      double[] c,
      double[] d,
      double[] a,
      double[] b,
      int k,
      double[] x,
      double[] y,
      double[] z,
      int end) {
    double a0 = a[k];
    double a1 = a[k + 1];
    double a2 = a[k + 2];
    double b0 = b[k];
    double b1 = b[k + 1];
    double b2 = b[k + 2];
    for (int j = 0; j < end; j++) {
      double x0 = x[j];
      double x1 = y[j];
      double x2 = z[j];
      c[j] = Math.fma(a2, x2, Math.fma(a1, x1, Math.fma(a0, x0, c[j])));
      d[j] = Math.fma(b2, x2, Math.fma(b1, x1, Math.fma(b0, x0, d[j])));
    }
  }

  static void addScaled(double[] target, double factor, double[] row, int end) {
    for (int j = 0; j < end; j++) {
      target[j] = Math.fma(factor, row[j], target[j]);
    }
  }
}
