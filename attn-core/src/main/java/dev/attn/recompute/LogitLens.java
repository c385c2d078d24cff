package dev.attn.recompute;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.metric.LogBase;
import dev.attn.metric.MetricInfo;
import dev.attn.tensor.NumericArray;
import java.util.Arrays;
import java.util.List;

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

  private LogitLens() {}

  /** Returns what every quantity of the lens is. */
  public static List<MetricInfo> catalogue() {
    return LensCatalogue.ALL;
  }

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
   * @shape the values are {@code [layers, positions]}; those of the last layer are 0
   * @unit bits, in [0, 1]
   * @cost one pass over the logits; memory for two rows of the vocabulary
   */
  public static LensMap jensenShannon(NumericArray logits) {
    return read(LensInput.ofLogits(logits), LogBase.BITS).jensenShannon();
  }

  /**
   * Returns what the lens reads at every layer: distances to the last prediction, entropy, the rank
   * of the target, and how far states have turned.
   *
   * <p>Logits are made, and read, a block of the vocabulary at a time and twice; no array of layers
   * times positions times vocabulary is ever made. A logit of negative infinity is a token that
   * cannot come. NaN and positive infinity are errors.
   *
   * @param input ready logits, or states and unembedding
   * @param base the unit; the paper's threshold of 0.5 is in bits, and means another one in nats
   * @param targets for each position the number of the token whose rank is wanted; may be left out
   * @shape {@code [layers, positions]}
   * @cost for states, twice {@code layers * positions * vocabulary * width} multiplications
   */
  public static LensReading read(LensInput input, LogBase base, int... targets) {
    checkArgument(
        targets.length == 0 || targets.length == input.positions(),
        "targets must be one for each of %s positions, got %s",
        input.positions(),
        targets.length);
    for (int target : targets) {
      checkArgument(
          target >= 0 && target < input.vocabulary(),
          "target must be in [0, %s), got %s",
          input.vocabulary(),
          target);
    }
    return new LensPasses(input, targets.clone()).read(base);
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
   * threshold}.
   *
   * @param distance to the last layer: {@link LensReading#jensenShannon} in the paper, or {@link
   *     LensMap#ofDistances}
   * @param threshold in the unit of the distances; the paper takes 0.5 bits
   */
  public static SettlingDepth settlingDepth(LensMap distance, double threshold) {
    checkArgument(threshold >= 0, "threshold must be at least 0, got %s", threshold);
    LensProvenance of = distance.asDistance().how();
    double[] values = distances(distance.values());
    int layers = distance.values().length(0);
    int positions = distance.values().length(1);
    double[] depth = new double[positions];
    int undefined = 0;
    for (int t = 0; t < positions; t++) {
      depth[t] = Double.NaN;
      for (int l = layers - 1; l >= 0; l--) {
        if (values[l * positions + t] <= threshold) {
          depth[t] = l + 1;
        }
      }
      undefined += Double.isNaN(depth[t]) ? 1 : 0;
    }
    String settings =
        "of=" + of.id() + (of.unit().isEmpty() ? "" : " in " + of.unit()) + " threshold=";
    return new SettlingDepth(
        NumericArray.copyOf(depth, positions),
        layers,
        positions - undefined,
        undefined,
        of.of(LensCatalogue.DEPTH, settings + threshold, "layers from 1"));
  }

  /**
   * Returns the share of positions that settle in the deep regime, by {@link
   * DeepRegime#EQUATION_5}.
   *
   * @param fraction where the deep regime begins; the paper takes 0.85
   */
  public static DeepRatio deepRatio(SettlingDepth depth, double fraction) {
    return deepRatio(depth, DeepRegime.EQUATION_5, fraction);
  }

  /**
   * Returns the share of positions that settle in the deep regime. Positions that never settle are
   * left out, and counted.
   *
   * @param fraction where the deep regime begins; the paper takes 0.85
   */
  public static DeepRatio deepRatio(SettlingDepth depth, DeepRegime regime, double fraction) {
    int from = regime.from(depth.layers(), fraction);
    long deep = Arrays.stream(depth.depths().toDoubles()).filter(layer -> layer >= from).count();
    LensProvenance of = depth.how();
    String settings = of.settings() + " regime=" + regime + " fraction=" + fraction;
    return new DeepRatio(
        (double) deep / depth.positionsUsed(),
        from,
        deep,
        depth.positionsUsed(),
        depth.positionsUndefined(),
        of.of(LensCatalogue.RATIO, settings, "share of tokens"));
  }

  static double[] distances(NumericArray distance) {
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

  /**
   * Returns one term p ln(p/q) - p + q of KL(p; q), which is at least 0; the last two add up to 0
   * over all terms. With d = ln(q/p) it is p (e^d - 1 - d), a series near d = 0.
   */
  static double relativeCell(double p, double logP, double q, double logQ) {
    if (logP == Double.NEGATIVE_INFINITY) {
      return q;
    }
    double d = logQ - logP;
    if (Math.abs(d) >= 0.1) {
      return q - p - (p == 0 ? 0 : p * d);
    }
    double series = 0;
    for (int k = 10; k >= 2; k--) {
      series = d / k * (1 + series);
    }
    return p * d * series;
  }

  private static double side(double d) {
    return d == -1 ? 0 : (1 + d) * Math.log1p(d);
  }
}
