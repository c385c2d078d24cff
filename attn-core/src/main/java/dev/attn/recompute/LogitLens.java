package dev.attn.recompute;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.tensor.NumericArray;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How far each layer of a model still is from the final prediction.
 *
 * <p>The logit lens reads every layer as if it were the last: its state goes through the final norm
 * and the unembedding, which gives logits, and so a distribution over the vocabulary. This class
 * compares those distributions with the one of the last layer. This is not attention and must not
 * be labelled so.
 *
 * <p>Logits captured at position t predict token t + 1: a column is labelled with the token that it
 * predicts. Take care with the last layer: many libraries return its state already normalised.
 *
 * <p>Layers are counted from 0 on the axis, and from 1 in a settling depth, as in the paper.
 *
 * <p>Example: the distances 0.96 0.93 0.85 0.86 0.82 0.78 0.76 0.36 0.08 0.00 of ten layers have
 * the running minimum 0.96 0.93 0.85 0.85 0.82 0.78 0.76 0.36 0.08 0.00; it falls to 0.5 in layer
 * 8.
 *
 * @source Chen et al. 2026, Think Deep, Not Just Long, arXiv:2602.13517; compare Belrose et al.
 *     2023, arXiv:2303.08112
 */
public final class LogitLens {

  private static final double LN_2 = Math.log(2);

  private LogitLens() {}

  /**
   * Returns the Jensen-Shannon distance of each layer's prediction to that of the last layer.
   *
   * <pre>
   * D(l, t) = Σ{v} ½ [ p ln(2p/(p+q)) + q ln(2q/(p+q)) ] / ln 2,   p = p(l, t, v), q = p(L, t, v)
   * </pre>
   *
   * Every term is at least 0, and the terms are added up one by one: a difference of entropies
   * would lose the small distances.
   *
   * <h4>Non-finite values</h4>
   *
   * A logit of negative infinity is a token that cannot come. NaN and positive infinity are errors.
   *
   * @param logits of shape {@code [layers, positions, vocabulary]}
   * @shape {@code [layers, positions]}; the last layer is 0
   * @unit bits, in [0, 1]
   * @cost one pass over the logits; memory for two rows of the vocabulary
   */
  public static NumericArray jensenShannon(NumericArray logits) {
    checkArgument(
        logits.rank() == 3,
        "logits must have shape [layers, positions, vocabulary], got %s",
        logits.shape());
    int layers = logits.length(0);
    int positions = logits.length(1);
    checkArgument(layers > 0, "logits must have at least 1 layer, got none");
    double[] p = new double[logits.length(2)];
    double[] q = new double[p.length];
    double[] distance = new double[Math.multiplyExact(layers, positions)];
    for (int t = 0; t < positions; t++) {
      softmax(logits, layers - 1, t, q);
      for (int l = 0; l < layers - 1; l++) {
        softmax(logits, l, t, p);
        distance[l * positions + t] = divergence(p, q) / LN_2;
      }
    }
    return NumericArray.copyOf(distance, layers, positions);
  }

  /**
   * Returns the smallest distance up to each layer: it never rises with depth.
   *
   * @param distance of shape {@code [layers, positions]}
   * @shape {@code [layers, positions]}
   */
  public static NumericArray runningMinimum(NumericArray distance) {
    double[] least = distances(distance);
    int positions = distance.length(1);
    for (int i = positions; i < least.length; i++) {
      least[i] = Math.min(least[i], least[i - positions]);
    }
    return NumericArray.copyOf(least, distance.length(0), positions);
  }

  /**
   * Returns for each position the first layer, counted from 1, whose distance is at most {@code
   * threshold}; NaN if there is none, which cannot happen if the last layer's distance is 0.
   *
   * @param distance of shape {@code [layers, positions]}
   * @param threshold in the unit of the distances; the paper takes 0.5 bits
   * @shape {@code [positions]}
   * @unit layers, from 1
   */
  public static NumericArray settlingDepth(NumericArray distance, double threshold) {
    checkArgument(threshold >= 0, "threshold must be at least 0, got %s", threshold);
    double[] values = distances(distance);
    int positions = distance.length(1);
    double[] depth = new double[positions];
    for (int t = 0; t < positions; t++) {
      depth[t] = Double.NaN;
      for (int l = distance.length(0) - 1; l >= 0; l--) {
        if (values[l * positions + t] <= threshold) {
          depth[t] = l + 1;
        }
      }
    }
    return NumericArray.copyOf(depth, positions);
  }

  /**
   * Returns the first layer, counted from 1, of the deep regime: the ceiling of {@code fraction}
   * times {@code layers}.
   *
   * <p>The product is taken in decimal: in binary 0.55 · 100 comes out just above 55, and its
   * ceiling would be 56.
   *
   * @param layers number of layers
   * @param fraction where the deep regime begins; the paper takes 0.85. This is equation 5; the
   *     algorithm printed there begins at 1 - fraction instead
   */
  public static int deepFrom(int layers, double fraction) {
    checkArgument(fraction > 0 && fraction <= 1, "fraction must be in (0, 1], got %s", fraction);
    return BigDecimal.valueOf(fraction)
        .multiply(BigDecimal.valueOf(layers))
        .setScale(0, RoundingMode.CEILING)
        .intValueExact();
  }

  private static double[] distances(NumericArray distance) {
    checkArgument(
        distance.rank() == 2,
        "distance must have shape [layers, positions], got %s",
        distance.shape());
    double[] values = distance.toDoubles();
    int positions = distance.length(1);
    for (int i = 0; i < values.length; i++) {
      checkArgument(
          !Double.isNaN(values[i]),
          "distance must be a number, got NaN at [layer %s, position %s]",
          i / positions,
          i % positions);
    }
    return values;
  }

  private static void softmax(NumericArray logits, int layer, int position, double[] target) {
    int width = target.length;
    logits.read(((long) layer * logits.length(1) + position) * width, target);
    double largest = Double.NEGATIVE_INFINITY;
    for (int v = 0; v < width; v++) {
      checkArgument(
          target[v] < Double.POSITIVE_INFINITY,
          "logit must be a number below infinity, got %s at [layer %s, position %s, token %s]",
          target[v],
          layer,
          position,
          v);
      largest = Math.max(largest, target[v]);
    }
    checkArgument(
        largest > Double.NEGATIVE_INFINITY,
        "logits must have a finite value at each position, got none at [layer %s, position %s]",
        layer,
        position);
    double total = 0;
    for (int v = 0; v < width; v++) {
      target[v] = Math.exp(target[v] - largest);
      total += target[v];
    }
    for (int v = 0; v < width; v++) {
      target[v] /= total;
    }
  }

  /** Returns the Jensen-Shannon divergence in nats. */
  private static double divergence(double[] p, double[] q) {
    double sum = 0;
    for (int v = 0; v < p.length; v++) {
      sum += cell(p[v], q[v]);
    }
    return sum;
  }

  /**
   * Returns one term of the sum, with d = (p-q)/(p+q), as (p+q)/2 · ½[(1+d) ln(1+d) + (1-d)
   * ln(1-d)]. Near d = 0 the two logarithms cancel, so there the series d²/2 + d⁴/12 + d⁶/30 + ...
   * is used, whose next term after seven is below rounding for |d| under 0.1.
   */
  static double cell(double p, double q) {
    double both = p + q;
    if (both == 0) {
      return 0;
    }
    double d = (p - q) / both;
    if (Math.abs(d) < 0.1) {
      double square = d * d;
      double series = 0;
      for (int k = 7; k >= 1; k--) {
        series = square * (series + 1.0 / (2 * k * (2 * k - 1)));
      }
      return both / 2 * series;
    }
    return both / 4 * (side(d) + side(-d));
  }

  private static double side(double d) {
    return d == -1 ? 0 : (1 + d) * Math.log1p(d);
  }
}
