package dev.attn.aggregate;

/**
 * A sum of rows that carries the rounding error of each cell along, so that order hardly matters.
 *
 * @source Knuth, The Art of Computer Programming 2, 4.2.2, theorem B: the error without a branch,
 *     which the compiler vectorises
 */
public final class CompensatedRow {

  private final double[] sums;
  private final double[] errors;

  /** Starts with a row of zeros. */
  public CompensatedRow(int length) {
    this.sums = new double[length];
    this.errors = new double[length];
  }

  /** Returns the sum of the cells of one row. */
  static double total(double[] row) {
    CompensatedRow total = new CompensatedRow(1);
    for (double value : row) {
      total.add(0, value);
    }
    return total.value(0);
  }

  /** Adds a row times a factor. */
  public void add(double[] row, double factor) {
    if (factor == 1) {
      add(row, sums, errors);
      return;
    }
    for (int k = 0; k < sums.length; k++) {
      add(k, factor * row[k]);
    }
  }

  /** Adds to one cell. */
  public void add(int cell, double value) {
    double sum = sums[cell];
    double next = sum + value;
    double added = next - sum;
    errors[cell] += (sum - (next - added)) + (value - added);
    sums[cell] = next;
  }

  private static void add(double[] row, double[] sums, double[] errors) {
    for (int k = 0; k < sums.length; k++) {
      double sum = sums[k];
      double next = sum + row[k];
      double added = next - sum;
      errors[k] += (sum - (next - added)) + (row[k] - added);
      sums[k] = next;
    }
  }

  /** Returns one cell of the sum so far; what a plain sum is if that is not finite. */
  public double value(int cell) {
    return Double.isFinite(errors[cell]) ? sums[cell] + errors[cell] : sums[cell];
  }

  /** Writes the sum so far. */
  public void read(double[] target) {
    for (int k = 0; k < sums.length; k++) {
      target[k] = value(k);
    }
  }
}
