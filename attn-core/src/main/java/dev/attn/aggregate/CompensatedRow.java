package dev.attn.aggregate;

/**
 * A sum of rows that carries the rounding error of each cell along (Neumaier 1974), so that order
 * hardly matters.
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
    for (int k = 0; k < sums.length; k++) {
      add(k, factor * row[k]);
    }
  }

  /** Adds to one cell. */
  public void add(int cell, double value) {
    double next = sums[cell] + value;
    errors[cell] +=
        Math.abs(sums[cell]) >= Math.abs(value)
            ? (sums[cell] - next) + value
            : (value - next) + sums[cell];
    sums[cell] = next;
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
