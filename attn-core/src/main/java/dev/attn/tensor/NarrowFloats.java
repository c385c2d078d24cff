package dev.attn.tensor;

/**
 * The two 16-bit floating-point formats, which Java 17 has no type for, as the floats they exactly
 * are.
 *
 * @source IEEE 754-2019, binary16; bfloat16 is the upper half of a binary32
 */
final class NarrowFloats {

  private static final int SIGN = 0x8000;
  private static final int PATTERNS = 1 << 16;

  /** The value of each pattern: looked up in half the time that its arithmetic takes. */
  private static final float[] F16 = new float[PATTERNS];

  static {
    for (int bits = 0; bits < PATTERNS; bits++) {
      F16[bits] = defined(bits);
    }
  }

  private NarrowFloats() {}

  static float ofF16(short bits) {
    return F16[bits & (PATTERNS - 1)];
  }

  static float ofBf16(short bits) {
    return Float.intBitsToFloat(bits << 16);
  }

  private static float defined(int bits) {
    int sign = (bits & SIGN) << 16;
    int magnitude = bits & 0x7fff;
    if (magnitude >= 0x7c00) {
      return Float.intBitsToFloat(sign | 0x7f800000 | (magnitude & 0x3ff) << 13);
    }
    if (magnitude < 0x400) {
      return Float.intBitsToFloat(sign | Float.floatToRawIntBits(magnitude * 0x1p-24f));
    }
    int rebias = (127 - 15) << 10;
    return Float.intBitsToFloat(sign | (magnitude + rebias) << 13);
  }
}
