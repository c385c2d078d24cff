package dev.attn.saliency;

import dev.attn.tensor.Threads;
import java.util.Arrays;

/**
 * Products of matrices in double, of finite numbers only.
 *
 * <p>Maps of causal models are triangular. Zeros of the left factor are skipped, and each row of
 * the right one ends at its last number other than zero, which saves five sixths of the work of two
 * triangles without asking for a mask.
 *
 * <p>Each cell is the sum over rising k that rounds once for each product, as a plain loop with
 * {@link Math#fma} is: blocks and threads never change a bit.
 */
final class Products {

  /** Rows of the left factor that make one part of the work. */
  private static final int ROWS = 64;

  private Products() {}

  static double[][] of(double[][] left, double[][] right, int columns) {
    double[][] product = new double[left.length][columns];
    int[] ends = ends(right);
    int parts = (left.length + ROWS - 1) / ROWS;
    Threads.current()
        .forEach(
            parts,
            part -> {
              // The last rows of a triangle are the longest: they begin first.
              int from = (parts - 1 - part) * ROWS;
              int to = Math.min(left.length, from + ROWS);
              new ProductTile(left, right, ends, product).multiply(from, to);
            });
    return product;
  }

  /** Returns a row vector times a matrix. */
  static double[] of(double[] left, double[][] right, int columns) {
    double[] product = new double[columns];
    for (int k = 0; k < right.length; k++) {
      if (left[k] != 0) {
        ProductTile.addScaled(product, left[k], right[k], columns);
      }
    }
    return product;
  }

  /** Returns where the numbers other than zero of each row end. */
  private static int[] ends(double[][] rows) {
    int[] ends = new int[rows.length];
    Arrays.setAll(ends, k -> end(rows[k]));
    return ends;
  }

  private static int end(double[] row) {
    int end = row.length;
    while (end > 0 && row[end - 1] == 0) {
      end--;
    }
    return end;
  }
}
