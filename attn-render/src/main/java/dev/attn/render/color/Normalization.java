package dev.attn.render.color;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Doubles;
import java.util.Objects;

/**
 * What maps a value to its position in a colormap: {@link #lo()} to 0, {@link #hi()} to 1, all
 * between them in order.
 *
 * <p><b>Non-finite values.</b> NaN has position NaN; the infinities lie beyond their ends.
 */
public sealed interface Normalization
    permits LinearNormalization,
        PowerNormalization,
        LogNormalization,
        SymlogNormalization,
        CentredNormalization,
        ClassNormalization,
        StepNormalization {

  /** The kinds of norms. */
  enum Kind {
    /** Evenly spaced values. */
    LINEAR,
    /** A power of the even spacing. */
    POWER,
    /** Equal ratios equally far apart. */
    LOG,
    /** Even near 0, logarithmic far from it. */
    SYMLOG,
    /** Two slopes that meet in the middle of the map. */
    CENTRED,
    /** Flat steps. */
    CLASSES
  }

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

  /**
   * Returns the logarithmic norm:
   *
   * <pre>t(v) = ln(v / lo) / ln(hi / lo)</pre>
   *
   * <p>Every decade is equally long; 0 and negative values lie below the scale.
   *
   * @param lo above 0
   */
  static Normalization log(double lo, double hi) {
    return new LogNormalization(lo, hi);
  }

  /**
   * Returns the symmetric logarithmic norm on [−1, 1]; {@link #withLimits} gives it others.
   *
   * <pre>s(v) = sign(v) ln(1 + |v| / even),  t(v) = (s(v) − s(lo)) / (s(hi) − s(lo))</pre>
   *
   * <p>For values of both signs that span decades, such as differences of weights.
   *
   * @param even distance from 0 within which values are spaced about evenly; finite and above 0
   */
  static Normalization symlog(double even) {
    return new SymlogNormalization(even, -1, 1);
  }

  /**
   * Returns the norm of two slopes with limits one below and one above {@code centre}; {@link
   * #withLimits} gives it others.
   *
   * <pre>t(v) = (v − lo) / (centre − lo) / 2          below the centre
   * t(v) = 1/2 + (v − centre) / (hi − centre) / 2    above it</pre>
   *
   * <p>The centre has the middle colour of the map, however unequal the sides are.
   */
  static Normalization centred(double centre) {
    return new CentredNormalization(centre, centre - 1, centre + 1);
  }

  /**
   * Returns the norm of classes {@code [b₀, b₁), …, [bₖ₋₁, bₖ]}, each of one colour:
   *
   * <pre>t(v) = (class + 1/2) / k</pre>
   *
   * <p>With the boundaries 0, 0.01, 0.1 and 1, the value 0.05 is in class 1 of 3 and at 0.5.
   *
   * @param boundaries at least two, finite and rising
   */
  static Normalization classes(double... boundaries) {
    Objects.requireNonNull(boundaries, "boundaries must not be null");
    return new ClassNormalization(ImmutableList.copyOf(Doubles.asList(boundaries)));
  }

  /** Returns what kind of norm this is. */
  Kind kind();

  /** Returns the value at position 0. */
  double lo();

  /** Returns the value at position 1. */
  double hi();

  /** Returns the position of {@code value}: in [0, 1] inside the limits, outside of it beyond. */
  double position(double value);

  /** Returns the value at {@code position}; 0 and 1 give the limits exactly. */
  double value(double position);

  /** Returns this kind of norm with other limits; classes have only those of their boundaries. */
  Normalization withLimits(double lo, double hi);

  /**
   * Returns the values between which the norm does not change its rule, in rising order: the
   * limits, and between them the centre or the boundaries of classes.
   */
  default ImmutableList<Double> knots() {
    return ImmutableList.of(lo(), hi());
  }

  /**
   * Returns the norm by which values are laid out along a colour bar: even in value for linear and
   * centred norms, equal steps for classes, and this norm itself otherwise.
   */
  default Normalization bar() {
    return this;
  }
}
