package dev.attn.render.layout;

import java.util.List;
import java.util.Locale;

/**
 * Numbers as text, all with the same number of decimals.
 *
 * @param decimals how many
 * @param step what the numbers are multiples of, ends apart
 */
record NumberLabels(int decimals, double step) {

  private static final int MOST_DECIMALS = 6;
  private static final double LARGE = 1e7;

  /** Enough decimals for multiples of {@code step}. */
  static NumberLabels forStep(double step) {
    int decimals = 0;
    double scaled = step;
    while (decimals < 15 && Math.abs(scaled - Math.rint(scaled)) > 1e-6 * scaled) {
      decimals++;
      scaled = step * StrictMath.pow(10, decimals);
    }
    return new NumberLabels(decimals, step);
  }

  /** Enough decimals for three digits of the range between two ends, where they need them. */
  NumberLabels precise(double lo, double hi) {
    int most = Math.max(0, 2 - (int) Math.floor(StrictMath.log10(hi - lo)));
    int needed = decimals;
    for (int d = decimals + 1; d <= most; d++) {
      if (differs(lo, d) || differs(hi, d)) {
        needed = d;
      }
    }
    return new NumberLabels(needed, step);
  }

  /** Whether the digit at decimal {@code d} says anything. */
  private static boolean differs(double value, int d) {
    double unit = StrictMath.pow(10, d);
    return Math.rint(value * unit) % 10 != 0;
  }

  List<String> of(List<Double> values) {
    double largest = values.stream().mapToDouble(Math::abs).max().orElse(0);
    if (decimals > MOST_DECIMALS || largest >= LARGE) {
      int power = (int) Math.floor(StrictMath.log10(largest));
      double mantissaStep = step / StrictMath.pow(10, power);
      int digits = Math.min(MOST_DECIMALS, forStep(mantissaStep).decimals());
      return values.stream().map(value -> scientific(value, power, digits)).toList();
    }
    return values.stream().map(value -> plain(value, decimals)).toList();
  }

  private static String scientific(double value, int power, int digits) {
    return value == 0
        ? "0"
        : plain(value / StrictMath.pow(10, power), digits) + "e" + plain(power, 0);
  }

  private static String plain(double value, int decimals) {
    String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
    boolean zero = text.chars().noneMatch(c -> c >= '1' && c <= '9');
    return zero ? text.replace("-", "") : text.replace('-', '\u2212');
  }
}
