package dev.attn.recompute;

import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.NumericArray;
import java.util.Random;

/** Small random queries, keys and values for tests. */
final class RandomVectors {

  private RandomVectors() {}

  static NumericArray of(long seed, int... shape) {
    int size = 1;
    for (int length : shape) {
      size *= length;
    }
    return NumericArray.copyOf(new Random(seed).doubles(size, -2, 2).toArray(), shape);
  }

  /** One head, one number per token. */
  static NumericArray scalars(double... values) {
    return NumericArray.copyOf(values, 1, 1, values.length, 1);
  }

  /** The tokens {@code [from, to)} of one head. */
  static NumericArray tokens(NumericArray vectors, int from, int to) {
    int width = vectors.length(3);
    double[] part = new double[(to - from) * width];
    vectors.read((long) from * width, part);
    return NumericArray.copyOf(part, 1, 1, to - from, width);
  }

  static AttentionMatrix only(AttentionTensor tensor) {
    return tensor.layer(0).head(0);
  }
}
