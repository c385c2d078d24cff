package dev.attn.saliency;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.ElementType;
import dev.attn.tensor.NumericArray;
import dev.attn.tensor.TensorShape;

/**
 * Attention times gradient: how much the loss would change, to first order, if one weight were
 * taken away.
 *
 * <pre>
 * X(l, h, q, k) = A(l, h, q, k) · dLoss/dA(l, h, q, k)
 * </pre>
 *
 * The gradient treats every weight as a free variable: it does not go through the softmax. It
 * belongs to one input; a gradient added up over a batch cannot be split again.
 *
 * <p>The field combines the heads of a layer in more than one way, so each way has a name:
 *
 * <pre>
 * perHead       |X|            one map per head
 * perHeadSigned  X             one map per head
 * absOfSum      |Σ{h} X|       one map per layer; heads that disagree cancel
 * sumOfAbs       Σ{h} |X|      one map per layer; never below absOfSum
 * signed         Σ{h} X        one map per layer
 * </pre>
 *
 * X is formed and added up in double: heads cancel, and X rounded to float before the sum is off by
 * up to 7e-5 of its value on real models.
 *
 * <p>Example: two heads with X = 0.2 and X = -0.5 in one cell give 0.2 and 0.5 per head, 0.3 for
 * absOfSum, 0.7 for sumOfAbs and -0.3 signed.
 *
 * <h2>Non-finite values</h2>
 *
 * A product with NaN is NaN and stays where it is; masked rows that store NaN keep it.
 *
 * @source Wang et al. 2023, Label Words are Anchors, arXiv:2305.14160. Its printed formula is
 *     sumOfAbs, its code absOfSum, which the authors call the right one
 * @cost nothing now; every map is computed row by row when it is read
 */
public final class Saliency {

  private Saliency() {}

  /**
   * Returns |X| for each head.
   *
   * @shape {@code [layers, heads, queries, keys]}
   */
  public static AttentionTensor perHead(AttentionTensor weights, AttentionTensor gradient) {
    checkShapes(weights, gradient);
    return AttentionTensor.computed(
        weights.shape(),
        ElementType.F64,
        (l, h, q, row) -> {
          product(weights.layer(l).head(h), gradient.layer(l).head(h), q, row);
          abs(row);
        });
  }

  /**
   * Returns X for each head.
   *
   * @shape {@code [layers, heads, queries, keys]}
   */
  public static AttentionTensor perHeadSigned(AttentionTensor weights, AttentionTensor gradient) {
    checkShapes(weights, gradient);
    return AttentionTensor.computed(
        weights.shape(),
        ElementType.F64,
        (l, h, q, row) -> product(weights.layer(l).head(h), gradient.layer(l).head(h), q, row));
  }

  /**
   * Returns |Σ X| over the heads of each layer.
   *
   * @shape {@code [layers, 1, queries, keys]}
   */
  public static AttentionTensor absOfSum(AttentionTensor weights, AttentionTensor gradient) {
    AttentionTensor sum = signed(weights, gradient);
    return AttentionTensor.computed(
        sum.shape(),
        ElementType.F64,
        (l, h, q, row) -> {
          sum.layer(l).head(0).row(q, row);
          abs(row);
        });
  }

  /**
   * Returns Σ |X| over the heads of each layer.
   *
   * @shape {@code [layers, 1, queries, keys]}
   */
  public static AttentionTensor sumOfAbs(AttentionTensor weights, AttentionTensor gradient) {
    return sumOverHeads(perHead(weights, gradient));
  }

  /**
   * Returns Σ X over the heads of each layer.
   *
   * @shape {@code [layers, 1, queries, keys]}
   */
  public static AttentionTensor signed(AttentionTensor weights, AttentionTensor gradient) {
    return sumOverHeads(perHeadSigned(weights, gradient));
  }

  /**
   * Returns |Σ X| over all cells of each head: how much the loss of this one input depends on
   * scaling the head.
   *
   * <p>For several inputs take the mean of their results: the absolute value comes first, so that
   * inputs which pull in opposite directions do not cancel.
   *
   * @shape {@code [layers, heads]}
   * @source Michel et al. 2019, Are Sixteen Heads Really Better than One, arXiv:1905.10650
   * @cost one pass over both tensors
   */
  public static NumericArray headImportance(AttentionTensor weights, AttentionTensor gradient) {
    AttentionTensor products = perHeadSigned(weights, gradient);
    TensorShape shape = products.shape();
    double[] importance = new double[Math.multiplyExact(shape.layers(), shape.heads())];
    double[] row = new double[shape.keys()];
    for (int i = 0; i < importance.length; i++) {
      AttentionMatrix head = products.layer(i / shape.heads()).head(i % shape.heads());
      double sum = 0;
      for (int q = 0; q < shape.queries(); q++) {
        head.row(q, row);
        double rowSum = 0;
        for (double product : row) {
          rowSum += product;
        }
        sum += rowSum;
      }
      importance[i] = Math.abs(sum);
    }
    return NumericArray.copyOf(importance, shape.layers(), shape.heads());
  }

  private static AttentionTensor sumOverHeads(AttentionTensor maps) {
    TensorShape shape = maps.shape();
    checkArgument(shape.heads() > 0, "heads must be at least 1 to be added up, got 0");
    return AttentionTensor.computed(
        TensorShape.of(shape.layers(), 1, shape.queries(), shape.keys()),
        ElementType.F64,
        (l, h, q, row) -> {
          maps.layer(l).head(0).row(q, row);
          double[] next = new double[row.length];
          for (int head = 1; head < shape.heads(); head++) {
            maps.layer(l).head(head).row(q, next);
            for (int k = 0; k < next.length; k++) {
              row[k] += next[k];
            }
          }
        });
  }

  private static void product(
      AttentionMatrix weights, AttentionMatrix gradient, int query, double[] row) {
    double[] slope = new double[weights.keys()];
    weights.row(query, row);
    gradient.row(query, slope);
    for (int k = 0; k < slope.length; k++) {
      row[k] *= slope[k];
    }
  }

  private static void abs(double[] row) {
    for (int k = 0; k < row.length; k++) {
      row[k] = Math.abs(row[k]);
    }
  }

  private static void checkShapes(AttentionTensor weights, AttentionTensor gradient) {
    checkArgument(
        weights.shape().equals(gradient.shape()),
        "gradient shape must be %s like the weights, got %s; capture both in one forward and backward"
            + " pass",
        weights.shape(),
        gradient.shape());
  }
}
