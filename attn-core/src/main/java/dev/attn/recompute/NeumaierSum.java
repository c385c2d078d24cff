package dev.attn.recompute;

/** A sum that carries its rounding error along (Neumaier 1974). */
final class NeumaierSum {

  private double sum;
  private double error;

  void add(double value) {
    double next = sum + value;
    error += Math.abs(sum) >= Math.abs(value) ? (sum - next) + value : (value - next) + sum;
    sum = next;
  }

  double value() {
    return sum + error;
  }
}
