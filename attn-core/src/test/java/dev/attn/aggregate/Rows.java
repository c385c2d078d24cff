package dev.attn.aggregate;

/** Entropy and divergence of rows, written down as the formulas are. */
final class Rows {

  private Rows() {}

  static double entropy(double[] row) {
    double sum = 0;
    for (double a : row) {
      sum -= a == 0 ? 0 : a * Math.log(a);
    }
    return sum;
  }

  static double jensenShannon(double[] p, double[] q) {
    double sum = 0;
    for (int k = 0; k < p.length; k++) {
      double m = (p[k] + q[k]) / 2;
      sum += (p[k] == 0 ? 0 : p[k] * Math.log(p[k] / m)) / 2;
      sum += (q[k] == 0 ? 0 : q[k] * Math.log(q[k] / m)) / 2;
    }
    return sum;
  }
}
