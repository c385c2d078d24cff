package dev.attn.recompute;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.tensor.NumericArray;

/**
 * Rotary position embedding: pair i of a vector at position p is turned by the angle p · base^(-2i
 * / width).
 *
 * <p>Key column k stands at position k, query row q at {@link RecomputeOptions#firstPosition} + q;
 * scores depend on differences of positions only. All of the width is rotated, and no frequency is
 * rescaled. Models that do otherwise (rotation of a part of the width, stretched contexts) are for
 * the caller: give vectors that are rotated already, and no {@code Rotary}.
 *
 * <p>Example: width 2, position 1: {@code {1, 0}} becomes {@code {cos 1, sin 1}} = {@code
 * {0.540302, 0.841471}}.
 *
 * @param base the number whose powers are the frequencies; 10000 in the paper
 * @param pairs which numbers are rotated together; the two layouts give different scores for the
 *     same vectors
 * @source Su et al. 2021, RoFormer, arXiv:2104.09864; not compared with the paper
 */
public record Rotary(double base, RotaryPairs pairs) {

  /** Checks that the base is finite and greater than 0. */
  public Rotary {
    checkArgument(
        base > 0 && base < Double.POSITIVE_INFINITY,
        "rotary base must be finite and greater than 0, got %s",
        base);
  }

  /** Returns the rotation with base 10000. */
  public static Rotary of(RotaryPairs pairs) {
    return new Rotary(10_000, pairs);
  }

  /**
   * Returns the vectors rotated.
   *
   * @param vectors of shape {@code [layers, heads, tokens, width]}, the width even
   * @param first the position of token 0
   * @shape {@code [layers, heads, tokens, width]}
   * @cost a copy in double; a sine and a cosine for each pair and token
   */
  public NumericArray apply(NumericArray vectors, int first) {
    int tokens = vectors.length(2);
    int width = vectors.length(3);
    checkArgument(width % 2 == 0, "width must be even to be rotated, got %s", width);
    double[] values = vectors.toDoubles();
    int step = pairs == RotaryPairs.HALVES ? 1 : 2;
    int partner = pairs == RotaryPairs.HALVES ? width / 2 : 1;
    for (int token = 0; token < tokens; token++) {
      for (int i = 0; i < width / 2; i++) {
        double angle = ((double) first + token) * Math.pow(base, -2.0 * i / width);
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        for (int at = token * width + i * step; at < values.length; at += tokens * width) {
          double x = values[at];
          double y = values[at + partner];
          values[at] = x * cos - y * sin;
          values[at + partner] = x * sin + y * cos;
        }
      }
    }
    return Vectors.copy(values, vectors);
  }
}
