package dev.attn.render.color;

/**
 * What maps a value to its position in a colormap: {@link #lo()} to 0, {@link #hi()} to 1, all
 * between them in order.
 *
 * <p><b>Non-finite values.</b> NaN has position NaN; the infinities lie beyond their ends.
 */
public sealed interface Normalization permits LinearNormalization, PowerNormalization {

  /**
   * Returns the linear norm:
   *
   * <pre>t(v) = (v − lo) / (hi − lo)</pre>
   *
   * @throws IllegalArgumentException unless both limits are finite and {@code lo < hi}; whoever
   *     finds limits in constant data widens them first
   */
  static Normalization linear(double lo, double hi) {
    return new LinearNormalization(lo, hi);
  }

  /**
   * Returns the power norm on [0, 1]; {@link #withLimits} gives it others.
   *
   * <pre>t(v) = ((v − lo) / (hi − lo))^exponent</pre>
   *
   * <p>An exponent below 1 spreads small values: with 0.5, the value 0.25 has position 0.5.
   *
   * @param exponent finite and above 0
   */
  static Normalization power(double exponent) {
    return new PowerNormalization(exponent, 0, 1);
  }

  /** Returns {@code power(0.5)}, which suits rows of weights that sum to 1. */
  static Normalization sqrt() {
    return power(0.5);
  }

  /** Returns the value at position 0. */
  double lo();

  /** Returns the value at position 1. */
  double hi();

  /** Returns the position of {@code value}: in [0, 1] inside the limits, outside of it beyond. */
  double position(double value);

  /** Returns the value at {@code position}; 0 and 1 give the limits exactly. */
  double value(double position);

  /** Returns this kind of norm with other limits. */
  Normalization withLimits(double lo, double hi);
}
