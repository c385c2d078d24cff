package dev.attn.saliency;

import dev.attn.aggregate.CompensatedRow;
import dev.attn.saliency.EffectiveAttention.RowRank;
import dev.attn.saliency.EffectiveAttention.RowSums;
import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/** The weights over a set of keys that their value vectors can tell apart: a projection. */
final class ValueSpace {

  private final int[] keys;
  private final double[][] basis;
  private final RowRank rank;

  private ValueSpace(int[] keys, double[][] basis, RowRank rank) {
    this.keys = keys;
    this.basis = basis;
    this.rank = rank;
  }

  static ValueSpace of(double[][] vectors, int[] keys, RowSums rowSums) {
    if (keys.length == 0) {
      return new ValueSpace(keys, new double[0][], new RowRank(0, 0, 0));
    }
    double[][] matrix = new double[keys.length][];
    for (int i = 0; i < keys.length; i++) {
      matrix[i] = vectors[keys[i]];
    }
    if (rowSums == RowSums.KEEP) {
      appendColumn(matrix);
    }
    SingularValueDecomposition decomposition =
        new SingularValueDecomposition(new Array2DRowRealMatrix(matrix, false));
    double[] singular = decomposition.getSingularValues();
    double tolerance = Math.max(keys.length, matrix[0].length) * 0x1p-52 * singular[0];
    int rank = (int) Arrays.stream(singular).filter(value -> value > tolerance).count();
    double[][] basis = new double[rank][];
    for (int r = 0; r < rank; r++) {
      basis[r] = decomposition.getU().getColumn(r);
    }
    return new ValueSpace(keys, basis, new RowRank(keys.length, rank, tolerance));
  }

  /** Appends a constant as large as the largest value, so that neither drowns in the other. */
  private static void appendColumn(double[][] matrix) {
    double largest = 0;
    for (double[] row : matrix) {
      for (double value : row) {
        largest = Math.max(largest, Math.abs(value));
      }
    }
    for (int i = 0; i < matrix.length; i++) {
      matrix[i] = Arrays.copyOf(matrix[i], matrix[i].length + 1);
      matrix[i][matrix[i].length - 1] = largest == 0 ? 1 : largest;
    }
  }

  boolean isOf(int[] otherKeys) {
    return Arrays.equals(keys, otherKeys);
  }

  RowRank rank() {
    return rank;
  }

  /** Replaces the weights of the keys by their projection; other weights stay. */
  void project(double[] row) {
    if (basis.length == keys.length) {
      return;
    }
    double[] weights = new double[keys.length];
    for (int i = 0; i < keys.length; i++) {
      weights[i] = row[keys[i]];
    }
    CompensatedRow projected = new CompensatedRow(keys.length);
    for (double[] direction : basis) {
      projected.add(direction, Vectors.dot(direction, weights));
    }
    projected.read(weights);
    for (int i = 0; i < keys.length; i++) {
      row[keys[i]] = weights[i];
    }
  }
}
