package dev.attn.saliency;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.RowSumPolicy;
import dev.attn.mask.Runs;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.ElementType;
import dev.attn.tensor.TensorShape;
import java.util.Arrays;

/**
 * Norm-based attribution: the length of what one key contributes to the output of a layer, all
 * heads together.
 *
 * <pre>
 * S(q, k) = ‖Σ{h} a(h, q, k) · f(h, k)‖
 * </pre>
 *
 * with the vectors of {@link TransformedValues}. Heads that write in opposite directions cancel, so
 * S is never above the sum of {@link ValueWeighted} over heads, which is the form for a single
 * head.
 *
 * <p>Example: two heads with weight 1 and the vectors {@code (3, 0)} and {@code (0, 4)} give 5; the
 * sum over heads would be 7.
 *
 * <p>The norm is computed from the inner products of the vectors of one key, a matrix of heads
 * times heads, and never from a vector for each query and key. Where heads cancel almost wholly,
 * its rounding error is 1e-8 of the length of the single contributions, not of their sum.
 *
 * @param map computed when it is read; 0 outside the mask
 * @param rowsMasked rows of all layers that are 0 because they are masked
 * @param how what was computed
 * @shape the map is {@code [layers, 1, queries, keys]}
 * @source Kobayashi et al. 2020, Attention is Not Only a Weight, arXiv:2004.10102, section 3
 * @cost one pass over the weights, and layers · keys · heads² doubles; a row costs keys · heads²
 */
public record NormAttribution(AttentionTensor map, long rowsMasked, AttributionProvenance how) {

  static final String ID = "val.norm";

  /** Returns the attribution of weights whose rows add up to 1. */
  public static NormAttribution of(
      AttentionTensor weights, AttentionMask mask, TransformedValues values) {
    return of(weights, mask, values, RowSumPolicy.UNIT);
  }

  /**
   * Returns the attribution.
   *
   * @param rowSum what the rows of every head must add up to
   */
  public static NormAttribution of(
      AttentionTensor weights, AttentionMask mask, TransformedValues values, RowSumPolicy rowSum) {
    TensorShape shape = weights.shape();
    checkArgument(shape.heads() > 0, "heads must be at least 1 to be added up, got 0");
    values.requireShape(shape);
    MaskedWeights rows = new MaskedWeights(weights, mask, rowSum);
    rows.checkAll();
    double[][][] products = new double[shape.layers()][][];
    for (int l = 0; l < shape.layers(); l++) {
      products[l] = innerProducts(values.layer(l), shape, mask.unusedKeys());
    }
    AttentionTensor map =
        AttentionTensor.computed(
            TensorShape.of(shape.layers(), 1, shape.queries(), shape.keys()),
            ElementType.F64,
            (l, h, q, row) -> norms(rows, l, q, products[l], row));
    return new NormAttribution(
        map, (long) shape.layers() * rows.maskedRows(), rows.provenance(ID, ""));
  }

  /** Returns, for each key, the inner products of the vectors of all pairs of heads. */
  private static double[][] innerProducts(
      TransformedValues.Layer values, TensorShape shape, Runs unused) {
    int heads = shape.heads();
    double[][] products = new double[shape.keys()][];
    for (int k = 0; k < products.length; k++) {
      if (unused.contains(k)) {
        continue;
      }
      double[][] vectors = values.finite(k);
      products[k] = new double[heads * heads];
      for (int h = 0; h < heads; h++) {
        for (int g = 0; g <= h; g++) {
          double product = Vectors.dot(vectors[h], vectors[g]);
          products[k][h * heads + g] = product;
          products[k][g * heads + h] = product;
        }
      }
    }
    return products;
  }

  private static void norms(
      MaskedWeights rows, int layer, int query, double[][] products, double[] target) {
    double[][] weights = new double[rows.shape().heads()][rows.shape().keys()];
    for (int h = 0; h < weights.length; h++) {
      rows.read(layer, h, query, weights[h]);
    }
    Arrays.fill(target, 0);
    Runs allowed = rows.allowed(query);
    for (int run = 0; run < allowed.count(); run++) {
      for (int k = allowed.start(run); k < allowed.end(run); k++) {
        target[k] = norm(weights, k, products[k]);
      }
    }
  }

  private static double norm(double[][] weights, int key, double[] products) {
    double square = 0;
    for (int h = 0; h < weights.length; h++) {
      double sum = 0;
      for (int g = 0; g < weights.length; g++) {
        sum += products[h * weights.length + g] * weights[g][key];
      }
      square += weights[h][key] * sum;
    }
    // A square is never below 0; what is came from rounding where heads cancel.
    return Math.sqrt(Math.max(0, square));
  }
}
