package dev.attn.saliency;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.ElementType;
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
 * A product with NaN is NaN and stays where it is; masked rows that store NaN keep it. Methods that
 * add cells up take a mask and leave such rows out: {@link HeadImportance}, {@link
 * SaliencyRegions}.
 *
 * @source Wang et al. 2023, Label Words are Anchors, arXiv:2305.14160. Its printed formula is
 *     sumOfAbs, its code absOfSum, which the authors call the right one
 * @cost nothing now; every map is computed row by row when it is read
 */
public final class Saliency {

  static final String ID = "sal.attention";

  private Saliency() {}

  /**
   * Returns |X| for each head.
   *
   * @shape {@code [layers, heads, queries, keys]}
   */
  public static AttentionTensor perHead(AttentionTensor weights, AttentionTensor gradient) {
    GradientSample.requireShape(weights, gradient);
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
    GradientSample.requireShape(weights, gradient);
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

  private static AttentionTensor sumOverHeads(AttentionTensor maps) {
    TensorShape shape = maps.shape();
    checkArgument(shape.heads() > 0, "heads must be at least 1 to be added up, got 0");
    return AttentionTensor.computed(
        TensorShape.of(shape.layers(), 1, shape.queries(), shape.keys()),
        ElementType.F64,
        (l, h, q, row) -> {
          double[] next = new double[shape.keys()];
          CompensatedRow sum = new CompensatedRow(next.length);
          for (int head = 0; head < shape.heads(); head++) {
            maps.layer(l).head(head).row(q, next);
            sum.add(next, 1);
          }
          sum.read(row);
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
}
