package dev.attn.saliency;

/**
 * Products of matrices in double, of finite numbers only.
 *
 * <p>Maps of causal models are triangular. Zeros of the left factor are skipped, and each row of
 * the right one ends at its last number other than zero, which saves five sixths of the work of two
 * triangles without asking for a mask.
 */
final class Products {

  /** Rows of the right factor that are used together while the cache still holds them. */
  private static final int BLOCK = 64;

  private Products() {}

  static double[][] of(double[][] left, double[][] right, int columns) {
    double[][] product = new double[left.length][columns];
    int[] ends = ends(right);
    for (int from = 0; from < right.length; from += BLOCK) {
      int to = Math.min(from + BLOCK, right.length);
      for (int i = 0; i < left.length; i++) {
        for (int k = from; k < to; k++) {
          addScaled(product[i], left[i][k], right[k], ends[k]);
        }
      }
    }
    return product;
  }

  /** Returns a row vector times a matrix. */
  static double[] of(double[] left, double[][] right, int columns) {
    return of(new double[][] {left}, right, columns)[0];
  }

  private static void addScaled(double[] target, double factor, double[] row, int end) {
    if (factor != 0) {
      for (int j = 0; j < end; j++) {
        target[j] += factor * row[j];
      }
    }
  }

  private static int[] ends(double[][] rows) {
    int[] ends = new int[rows.length];
    for (int k = 0; k < rows.length; k++) {
      int end = rows[k].length;
      while (end > 0 && rows[k][end - 1] == 0) {
        end--;
      }
      ends[k] = end;
    }
    return ends;
  }
}
