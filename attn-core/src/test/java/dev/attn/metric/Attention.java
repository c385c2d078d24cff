package dev.attn.metric;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.Masks;
import dev.attn.mask.RowRules;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.ElementType;
import java.util.Random;

/** Small attention maps for tests: a mask and weights that obey it. */
record Attention(AttentionMatrix weights, AttentionMask mask) {

  /** Every allowed key of a row has the same weight. */
  static Attention uniform(AttentionMask mask) {
    double[][] weights = new double[mask.rows()][mask.keys()];
    for (int q = 0; q < mask.rows(); q++) {
      for (int k = 0; k < mask.keys(); k++) {
        weights[q][k] = mask.allows(q, k) ? 1.0 / mask.row(q).cells() : 0;
      }
    }
    return new Attention(AttentionMatrix.copyOf(weights), mask);
  }

  /** Every row with an allowed key is a random distribution, sharp or flat; the others hold NaN. */
  static Attention random(AttentionMask mask, Random random) {
    double[][] weights = new double[mask.rows()][mask.keys()];
    for (int q = 0; q < mask.rows(); q++) {
      double sharpness = random.nextDouble() * 20;
      double sum = 0;
      for (int k = 0; k < mask.keys(); k++) {
        weights[q][k] = mask.allows(q, k) ? Math.exp(sharpness * random.nextDouble()) : 0;
        sum += weights[q][k];
      }
      for (int k = 0; k < mask.keys(); k++) {
        weights[q][k] /= sum;
      }
    }
    return new Attention(AttentionMatrix.copyOf(weights), mask);
  }

  /**
   * One of the random maps of {@link #random(long)} as it is read from a file of f64, f32, f16 or
   * bf16; rows without an allowed key still hold NaN.
   */
  static Attention randomOfAnyType(long seed) {
    Attention exact = random(seed);
    ElementType[] types = {ElementType.F64, ElementType.F32, ElementType.F16, ElementType.BF16};
    ElementType type = types[Math.floorMod(seed, types.length)];
    return new Attention(Rounded.to(type, exact.weights()), exact.mask());
  }

  /** How far bounds that hold for exact rows may be missed: what rounding may add to a row. */
  double slack() {
    double tolerance = RowRules.of(weights.type(), weights.keys()).tolerance().orElseThrow();
    return weights.type() == ElementType.F64 ? 1e-12 : 4 * tolerance * weights.keys();
  }

  /**
   * A random map of at most 9 queries and 12 keys, never more queries than keys, under a causal,
   * window, prefix, padded or scattered mask; the last two have empty rows and rows of one key.
   */
  static Attention random(long seed) {
    Random random = new Random(seed);
    int queries = 1 + random.nextInt(9);
    int keys = queries + random.nextInt(4);
    int kind = random.nextInt(5);
    int window = 1 + random.nextInt(3);
    int border = random.nextInt(keys + 1);
    boolean[][] cells = new boolean[queries][keys];
    for (int q = 0; q < queries; q++) {
      for (int k = 0; k < keys; k++) {
        int back = q + keys - queries - k;
        cells[q][k] =
            switch (kind) {
              case 0 -> back >= 0;
              case 1 -> back >= 0 && back < window;
              case 2 -> back >= 0 || k < border;
              case 3 -> back >= 0 && k >= border;
              default -> random.nextInt(4) == 0;
            };
      }
    }
    return random(Masks.fromDense(cells), random);
  }
}
