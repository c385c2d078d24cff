package dev.attn.render.color;

/** What every norm asks of its limits, and how values between them are spaced evenly. */
final class Limits {

  private Limits() {}

  static void check(double lo, double hi) {
    if (!(lo < hi && Double.isFinite(hi - lo))) {
      throw new IllegalArgumentException(
          "limits must be finite and lo < hi, got [" + lo + ", " + hi + "]");
    }
  }

  /** Where {@code value} lies between the limits; exact at both. */
  static double fraction(double value, double lo, double hi) {
    return (value - lo) / (hi - lo);
  }

  /** The value at a fraction of the way; exact at both ends and never beyond them in between. */
  static double mix(double fraction, double lo, double hi) {
    double value = lo * (1 - fraction) + hi * fraction;
    return fraction >= 0 && fraction <= 1 ? Math.min(Math.max(value, lo), hi) : value;
  }

  /** A position that rounding carried out of [0, 1] although its value lies between the limits. */
  static double inside(double value, double lo, double hi, double position) {
    if (value == lo || value == hi) {
      return value == lo ? 0 : 1;
    }
    return value > lo && value < hi ? Math.min(Math.max(position, 0), 1) : position;
  }
}
