package dev.attn.metric;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * The singular values of the valid rows of one head, decomposed once for all metrics that ask.
 *
 * <p>The evaluation shows finite rows only, which the decomposition relies on: of a NaN it makes
 * numbers without a word.
 */
final class SingularValues {

  private final int keys;
  private final List<double[]> rows = new ArrayList<>();
  private int lastQuery = -1;
  private double largest;
  private double[] values = {};

  SingularValues(int keys) {
    this.keys = keys;
  }

  /** Takes one valid row; each metric that shares these values may show it. */
  void add(MetricRow row) {
    if (row.query() == lastQuery) {
      return;
    }
    lastQuery = row.query();
    double[] full = new double[keys];
    for (int i = 0; i < row.count(); i++) {
      full[row.key(i)] = row.weight(i);
      largest = Math.max(largest, Math.abs(row.weight(i)));
    }
    rows.add(full);
  }

  /** Returns the number of rows. */
  int rows() {
    return rows.size();
  }

  /** Returns the values, largest first; none if all weights are 0. */
  double[] values() {
    if (values.length == 0 && largest > 0) {
      Array2DRowRealMatrix matrix = new Array2DRowRealMatrix(rows.toArray(double[][]::new), false);
      values = new SingularValueDecomposition(matrix).getSingularValues();
    }
    return values;
  }
}
