package dev.attn.render.figure;

import static com.google.common.base.Preconditions.checkArgument;

/** The rule that gives the two ends of a scale. Masked and non-finite cells never count. */
public sealed interface Limits {

  /** Returns limits that do not depend on the data. */
  static Limits fixed(double lo, double hi) {
    return new Fixed(lo, hi);
  }

  /** Returns limits from 0 to the largest value. */
  static Limits zeroToMax() {
    return new ZeroToMax();
  }

  /** Returns limits from the smallest value to the largest. */
  static Limits dataRange() {
    return new DataRange();
  }

  /** Returns limits as far below 0 as above, wide enough for every value. */
  static Limits symmetric() {
    return new Symmetric();
  }

  /**
   * The same for all data.
   *
   * @param lo lower end
   * @param hi upper end
   */
  record Fixed(double lo, double hi) implements Limits {

    /** Checks that the limits are finite and in order. */
    public Fixed {
      checkArgument(Double.isFinite(lo), "lo must be finite, got %s", lo);
      checkArgument(Double.isFinite(hi), "hi must be finite, got %s", hi);
      checkArgument(hi > lo, "hi must be greater than lo %s, got %s", lo, hi);
    }

    @Override
    public String toString() {
      return "[" + plain(lo) + ", " + plain(hi) + "]";
    }

    private static String plain(double value) {
      return value == Math.rint(value) && Math.abs(value) < 1e15
          ? Long.toString((long) value)
          : Double.toString(value);
    }
  }

  /** From 0 to the largest value. */
  record ZeroToMax() implements Limits {
    @Override
    public String toString() {
      return "[0, max]";
    }
  }

  /** From the smallest value to the largest. */
  record DataRange() implements Limits {
    @Override
    public String toString() {
      return "[min, max]";
    }
  }

  /** From minus to plus the largest absolute value. */
  record Symmetric() implements Limits {
    @Override
    public String toString() {
      return "[-max, max]";
    }
  }
}
