package dev.attn.saliency;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.Masks;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.ElementType;
import dev.attn.tensor.NumericArray;
import dev.attn.tensor.TensorShape;
import java.util.Arrays;
import java.util.Random;

/**
 * Small attention tensors for properties: a mask, weights that obey it up to the precision of a
 * random number format, and a gradient. Masked rows hold NaN, as the softmax of nothing does.
 */
record RandomAttention(AttentionTensor weights, AttentionTensor gradient, AttentionMask mask) {

  private static final ElementType[] TYPES = {
    ElementType.F64, ElementType.F32, ElementType.F16, ElementType.BF16
  };

  /** Returns a square tensor of at most 4 layers, 3 heads and 7 tokens. */
  static RandomAttention square(long seed) {
    Random random = new Random(seed);
    int tokens = 1 + random.nextInt(7);
    return of(random, mask(random, tokens, tokens), TYPES[random.nextInt(4)]);
  }

  /** Returns a tensor with its own number of queries and of keys. */
  static RandomAttention rectangular(long seed) {
    Random random = new Random(seed);
    int queries = 1 + random.nextInt(6);
    int keys = 1 + random.nextInt(6);
    return of(random, mask(random, queries, keys), TYPES[random.nextInt(4)]);
  }

  private static AttentionMask mask(Random random, int queries, int keys) {
    int kind = random.nextInt(6);
    int window = 1 + random.nextInt(3);
    int border = random.nextInt(keys + 1);
    boolean[][] cells = new boolean[queries][keys];
    for (int q = 0; q < queries; q++) {
      for (int k = 0; k < keys; k++) {
        int back = q - k;
        cells[q][k] =
            switch (kind) {
              case 0 -> back >= 0;
              case 1 -> back >= 0 && back < window;
              case 2 -> back >= 0 || k < border;
              case 3 -> back >= 0 && k >= border;
              case 4 -> true;
              default -> random.nextInt(3) == 0;
            };
      }
    }
    return Masks.fromDense(cells);
  }

  static RandomAttention of(Random random, AttentionMask mask, ElementType type) {
    TensorShape shape =
        TensorShape.of(1 + random.nextInt(4), 1 + random.nextInt(3), mask.rows(), mask.keys());
    double[] weights = new double[(int) shape.cells()];
    double[] gradient = new double[weights.length];
    for (int row = 0; row < weights.length / mask.keys(); row++) {
      fill(random, mask, row % mask.rows(), weights, row * mask.keys());
      for (int k = 0; k < mask.keys(); k++) {
        boolean allowed = mask.allows(row % mask.rows(), k);
        gradient[row * mask.keys() + k] =
            allowed ? round(2 * random.nextDouble() - 1, type) : Double.NaN;
      }
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] = round(weights[i], type);
    }
    return new RandomAttention(tensor(shape, type, weights), tensor(shape, type, gradient), mask);
  }

  private static void fill(
      Random random, AttentionMask mask, int query, double[] weights, int offset) {
    double sharpness = random.nextDouble() * 5;
    double sum = 0;
    for (int k = 0; k < mask.keys(); k++) {
      weights[offset + k] = mask.allows(query, k) ? Math.exp(sharpness * random.nextDouble()) : 0;
      sum += weights[offset + k];
    }
    for (int k = 0; k < mask.keys(); k++) {
      weights[offset + k] /= sum;
    }
  }

  /** Returns the nearest value of a number format; f16 keeps 11 significant bits. */
  static double round(double value, ElementType type) {
    return switch (type) {
      case F32 -> (float) value;
      case F16 -> toBits(value, 11);
      case BF16 -> toBits(value, 8);
      default -> value;
    };
  }

  private static double toBits(double value, int bits) {
    if (value == 0 || Double.isNaN(value)) {
      return value;
    }
    double step = Math.max(0x1p-24, Math.scalb(1.0, Math.getExponent(value) - bits + 1));
    return Math.rint(value / step) * step;
  }

  static AttentionTensor tensor(TensorShape shape, ElementType type, double[] values) {
    double[] own = values.clone();
    return AttentionTensor.computed(
        shape,
        type,
        (l, h, q, row) ->
            System.arraycopy(
                own,
                ((l * shape.heads() + h) * shape.queries() + q) * shape.keys(),
                row,
                0,
                shape.keys()));
  }

  /** Returns a tensor of one layer and one head in double. */
  static AttentionTensor single(double[]... rows) {
    return layers(new double[][][] {rows});
  }

  /** Returns a tensor of one head in each layer, in double. */
  static AttentionTensor layers(double[][]... layers) {
    int queries = layers[0].length;
    int keys = layers[0][0].length;
    double[] values = new double[layers.length * queries * keys];
    for (int l = 0; l < layers.length; l++) {
      for (int q = 0; q < queries; q++) {
        System.arraycopy(layers[l][q], 0, values, (l * queries + q) * keys, keys);
      }
    }
    return NumericArray.copyOf(values, layers.length, 1, queries, keys).asAttention();
  }

  /** Returns a tensor of one layer whose heads are the given matrices, in double. */
  static AttentionTensor heads(double[][]... heads) {
    AttentionTensor layers = layers(heads);
    TensorShape shape = layers.shape();
    return layers.asArray().reshape(1, shape.layers(), shape.queries(), shape.keys()).asAttention();
  }

  /** Returns the same tensor with every row that the mask leaves empty set to {@code value}. */
  AttentionTensor withMaskedRows(double value) {
    return AttentionTensor.computed(
        weights.shape(),
        weights.type(),
        (l, h, q, row) -> {
          weights.layer(l).head(h).row(q, row);
          if (mask.row(q).isEmpty()) {
            Arrays.fill(row, value);
          }
        });
  }

  /** Returns the same decoded values, declared as doubles. */
  AttentionTensor decoded() {
    return weights.shape().cells() == 0
        ? weights
        : NumericArray.copyOf(
                weights.asArray().toDoubles(),
                weights.shape().layers(),
                weights.shape().heads(),
                weights.shape().queries(),
                weights.shape().keys())
            .asAttention();
  }
}
