package dev.attn.saliency;

/** A sum of rows that carries the rounding error of each cell along (Neumaier 1974). */
final class CompensatedRow {

  private final double[] sums;
  private final double[] errors;

  CompensatedRow(int length) {
    this.sums = new double[length];
    this.errors = new double[length];
  }

  void add(double[] row, double factor) {
    for (int k = 0; k < sums.length; k++) {
      double value = factor * row[k];
      double next = sums[k] + value;
      errors[k] +=
          Math.abs(sums[k]) >= Math.abs(value)
              ? (sums[k] - next) + value
              : (value - next) + sums[k];
      sums[k] = next;
    }
  }

  void read(double[] target) {
    for (int k = 0; k < sums.length; k++) {
      target[k] = sums[k] + errors[k];
    }
  }
}
