package dev.attn.saliency;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * Where on the path from 0 to 1 a gradient is taken, and what it weighs in the integral.
 *
 * <p>Example: four points of MIDPOINT are 0.125, 0.375, 0.625 and 0.875 with weight 0.25 each.
 */
public enum PathRule {
  /** {@code 0, 1/m, ..., (m-1)/m}; the rule of the public code of the paper. */
  LEFT,
  /** {@code 1/m, ..., 1}; the rule printed in the paper. */
  RIGHT,
  /** The middle of each step: exact for gradients that are linear in t. */
  MIDPOINT,
  /** Gauss-Legendre: exact for gradients that are polynomials of degree up to 2m - 1. */
  GAUSS_LEGENDRE;

  /**
   * A point of the path.
   *
   * @param at the factor t on the weights, in [0, 1]
   * @param weight its share of the integral
   */
  public record Point(double at, double weight) {}

  /**
   * Returns the points at which gradients are wanted, in rising order; their weights add up to 1.
   */
  public List<Point> points(int count) {
    checkArgument(count > 0, "number of points must be at least 1, got %s", count);
    return switch (this) {
      case LEFT -> even(count, i -> (double) i / count);
      case RIGHT -> even(count, i -> (i + 1.0) / count);
      case MIDPOINT -> even(count, i -> (i + 0.5) / count);
      case GAUSS_LEGENDRE -> gauss(count);
    };
  }

  private static List<Point> even(int count, IntToDoubleFunction at) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Point(at.applyAsDouble(i), 1.0 / count))
        .toList();
  }

  private static List<Point> gauss(int count) {
    GaussIntegrator rule = new GaussIntegratorFactory().legendre(count, 0, 1);
    return IntStream.range(0, count)
        .mapToObj(i -> new Point(rule.getPoint(i), rule.getWeight(i)))
        .toList();
  }
}
