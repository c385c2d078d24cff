package dev.attn.mask;

import java.util.Arrays;

/** The plain softmax, in double precision. */
final class Softmax {

  private Softmax() {}

  static double[] of(double... logits) {
    double most = Arrays.stream(logits).max().orElse(0);
    double[] weights = new double[logits.length];
    double sum = 0;
    for (int k = 0; k < logits.length; k++) {
      weights[k] = Math.exp(logits[k] - most);
      sum += weights[k];
    }
    for (int k = 0; k < logits.length; k++) {
      weights[k] /= sum;
    }
    return weights;
  }
}
