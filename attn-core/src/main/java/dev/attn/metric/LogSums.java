package dev.attn.metric;

/**
 * The sums Σ a ln a and Σ a ln² a of floats in [0, 2), with a logarithm from a table.
 *
 * <p>The upper bits of a float, its exponent and seven bits of its fraction, choose a number c near
 * it, and
 *
 * <pre>
 * ln a = ln c + ln(1 + r)      r = a/c - 1      ln(1 + r) ≈ r - r²/2 + r³/3
 * </pre>
 *
 * with |r| ≤ 2⁻⁸ below 1. For normal floats the logarithm is off by at most 6e-11, and by at most
 * 1.6e-8 of its value, below 1, and by 9.4e-10 and 1.2e-7 of its value above: c is 1 on both sides
 * of 1, where the table is half as fine above, so that it vanishes where the logarithm does.
 * Entropies of weights up to 1 are therefore exact to 1.6e-8 of their value, and mostly to 1e-11. A
 * weight of 0 adds exactly 0; one below 2⁻¹²⁶ may be off by 1e-36.
 */
final class LogSums {

  /** How far a float is shifted down to have twice the number of its entry; entries are pairs. */
  private static final int SHIFT = 15;

  /** The entries of floats in [0, 2). */
  private static final int ENTRY = 0x7FFE;

  /** 1/c and ln c for each c. */
  private static final double[] TABLE = new double[ENTRY + 2];

  static {
    for (int entry = 0; entry < TABLE.length; entry += 2) {
      double from = Float.intBitsToFloat(entry << SHIFT);
      double to = Float.intBitsToFloat((entry + 2) << SHIFT);
      double c = from == 1 || to == 1 ? 1 : (from + to) / 2;
      TABLE[entry] = 1 / c;
      TABLE[entry + 1] = Math.log(c);
    }
  }

  private double first;
  private double second;

  /** Adds up the first {@code count} weights, in two parts so that one need not wait. */
  void of(float[] weights, int count) {
    double first0 = 0;
    double first1 = 0;
    double second0 = 0;
    double second1 = 0;
    int i = 0;
    for (; i < count - 1; i += 2) {
      double log0 = ln(weights[i]);
      double log1 = ln(weights[i + 1]);
      double term0 = weights[i] * log0;
      double term1 = weights[i + 1] * log1;
      first0 += term0;
      first1 += term1;
      second0 += term0 * log0;
      second1 += term1 * log1;
    }
    for (; i < count; i++) {
      double log = ln(weights[i]);
      double term = weights[i] * log;
      first0 += term;
      second0 += term * log;
    }
    first = first0 + first1;
    second = second0 + second1;
  }

  /** Returns Σ a ln a. */
  double first() {
    return first;
  }

  /** Returns Σ a ln² a. */
  double second() {
    return second;
  }

  static double ln(float a) {
    int entry = (Float.floatToRawIntBits(a) >>> SHIFT) & ENTRY;
    double r = a * TABLE[entry] - 1;
    return TABLE[entry + 1] + r * (1 + r * (r * (1.0 / 3) - 0.5));
  }
}
