package dev.attn.saliency;

import dev.attn.metric.CompensatedSum;

/** Norms and inner products, in double. */
final class Vectors {

  private Vectors() {}

  static double dot(double[] left, double[] right) {
    CompensatedSum sum = new CompensatedSum();
    for (int i = 0; i < left.length; i++) {
      sum.add(left[i] * right[i]);
    }
    return sum.value();
  }

  /** Returns the Euclidean norm, without overflow of the squares. */
  static double norm(double[] vector) {
    double largest = 0;
    for (double value : vector) {
      largest = Math.max(largest, Math.abs(value));
    }
    if (largest == 0 || !Double.isFinite(largest)) {
      return largest;
    }
    CompensatedSum squares = new CompensatedSum();
    for (double value : vector) {
      squares.add(value / largest * (value / largest));
    }
    return largest * Math.sqrt(squares.value());
  }

  /** Returns the sum of the magnitudes. */
  static double norm1(double[] vector) {
    CompensatedSum sum = new CompensatedSum();
    for (double value : vector) {
      sum.add(Math.abs(value));
    }
    return sum.value();
  }
}
