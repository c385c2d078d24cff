package dev.attn.render.layout;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
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
  private static final int MOST_OF_ONE = 4;
  private static final double LARGE = 1e7;

  /** Numbers with more digits before or zeros after the point are written with a power of ten. */
  private static final int SMALL = 4;

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

  /** Each number as short as it can be, rounded to {@code digits}. */
  static List<String> shortest(List<Double> values, int digits) {
    return values.stream().map(value -> shortest(value, digits)).toList();
  }

  private static String shortest(double value, int digits) {
    BigDecimal rounded =
        BigDecimal.valueOf(value).round(new MathContext(digits)).stripTrailingZeros();
    int power = rounded.precision() - rounded.scale() - 1;
    if (rounded.signum() != 0 && (power < -SMALL || power > SMALL)) {
      return signed(rounded.movePointLeft(power).toPlainString()) + "e" + signed("" + power);
    }
    return rounded.signum() == 0 ? "0" : signed(rounded.toPlainString());
  }

  private static String signed(String text) {
    return text.replace('-', '\u2212');
  }

  static NumberLabels withDecimals(int decimals) {
    return new NumberLabels(decimals, StrictMath.pow(10, -decimals));
  }

  /** How many decimals show two digits of a number. */
  static int decimalsOfTwoDigits(double value) {
    return value == 0
        ? 0
        : Math.max(0, Math.min(MOST_DECIMALS, 2 - (int) Math.ceil(StrictMath.log10(value))));
  }

  /** At least as many decimals as {@code value} has, up to four. */
  NumberLabels showing(double value) {
    int needed = Math.min(MOST_OF_ONE, forStep(Math.abs(value)).decimals());
    return value == 0 ? this : new NumberLabels(Math.max(decimals, needed), step);
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
    double largest = 0;
    for (double value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    if (decimals > MOST_DECIMALS || largest >= LARGE) {
      int power = (int) Math.floor(StrictMath.log10(largest));
      double mantissaStep = step / StrictMath.pow(10, power);
      int digits = Math.min(MOST_DECIMALS, forStep(mantissaStep).decimals());
      return values.stream().map(value -> scientific(value, power, digits)).toList();
    }
    List<String> labels = new ArrayList<>();
    for (double value : values) {
      labels.add(plain(value, decimals));
    }
    return labels;
  }

  private static String scientific(double value, int power, int digits) {
    return value == 0
        ? "0"
        : plain(value / StrictMath.pow(10, power), digits) + "e" + plain(power, 0);
  }

  private static String plain(double value, int decimals) {
    // The locale whose signs are known without data: loading those of another takes 0.03 s.
    String text = String.format(Locale.US, "%." + decimals + "f", value);
    return Double.parseDouble(text) == 0 ? text.replace("-", "") : text.replace('-', '\u2212');
  }
}
