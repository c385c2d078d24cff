package dev.attn.io;

/**
 * Rounding to the two 16-bit floating-point formats, which Java 17 has no type for.
 *
 * <p>The {@code double} is rounded once, to the nearest value and to the even one of two that are
 * equally near; what is too large becomes an infinity, and NaN stays NaN.
 *
 * @source IEEE 754-2019, binary16; bfloat16 is the upper half of a binary32
 */
final class FloatRounding {

  private static final int SIGN = 0x8000;

  private FloatRounding() {}

  static short toF16(double value) {
    return encode(value, 10, 15);
  }

  static short toBf16(double value) {
    return encode(value, 7, 127);
  }

  /**
   * Scales the value so that its last kept bit is the unit, and rounds there. A fraction rounded up
   * to the next power of two carries into the exponent by plain addition, and from the largest
   * exponent into infinity.
   */
  private static short encode(double value, int fractionBits, int bias) {
    int sign = Double.doubleToRawLongBits(value) < 0 ? SIGN : 0;
    int infinity = (2 * bias + 1) << fractionBits;
    if (Double.isNaN(value)) {
      return (short) (sign | infinity | 1 << (fractionBits - 1));
    }
    double magnitude = Math.abs(value);
    int exponent = Math.getExponent(magnitude);
    if (exponent > bias) {
      return (short) (sign | infinity);
    }
    int smallest = 1 - bias;
    int kept = Math.max(exponent, smallest);
    int units = (int) Math.rint(Math.scalb(magnitude, fractionBits - kept));
    return (short) (sign | (units + ((kept - smallest) << fractionBits)));
  }
}
