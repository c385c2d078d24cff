package dev.attn.metric;

import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.ElementType;
import dev.attn.tensor.TensorShape;

/** Matrices as they come from a file of another number format. */
final class Rounded {

  private Rounded() {}

  /** Returns the same weights, each rounded to the nearest number of {@code type}. */
  static AttentionMatrix to(ElementType type, AttentionMatrix weights) {
    TensorShape shape = TensorShape.of(1, 1, weights.queries(), weights.keys());
    return AttentionTensor.computed(
            shape,
            type,
            (layer, head, query, target) -> {
              for (int k = 0; k < weights.keys(); k++) {
                target[k] = nearest(type, weights.weight(query, k));
              }
            })
        .layer(0)
        .head(0);
  }

  private static double nearest(ElementType type, double value) {
    return switch (type) {
      case F32 -> (float) value;
      case F16 -> nearest(value, 10, -14);
      case BF16 -> nearest(value, 7, -126);
      default -> value;
    };
  }

  private static double nearest(double value, int fractionBits, int leastExponent) {
    if (value == 0 || !Double.isFinite(value)) {
      return value;
    }
    int exponent = Math.max(Math.getExponent(value), leastExponent);
    double step = Math.scalb(1.0, exponent - fractionBits);
    return Math.rint(value / step) * step;
  }
}
