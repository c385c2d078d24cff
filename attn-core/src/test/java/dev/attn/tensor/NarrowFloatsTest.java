package dev.attn.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Every pattern of the 16-bit formats against their definition. */
final class NarrowFloatsTest {

  private static final int PATTERNS = 1 << 16;

  /** The value that the definition gives: sign, biased exponent, fraction. */
  private static float defined(int bits, int fractionBits, int bias) {
    int fraction = bits & ((1 << fractionBits) - 1);
    int exponent = (bits & 0x7fff) >> fractionBits;
    double sign = (bits & 0x8000) == 0 ? 1 : -1;
    double unit = fraction / (double) (1 << fractionBits);
    if (exponent == 2 * bias + 1) {
      return fraction == 0 ? (float) (sign * Double.POSITIVE_INFINITY) : Float.NaN;
    }
    return (float)
        (exponent == 0
            ? sign * unit * Math.pow(2, 1 - bias)
            : sign * (1 + unit) * Math.pow(2, exponent - bias));
  }

  @Test
  void f16_everyPatternHasItsDefinedValue() {
    for (int bits = 0; bits < PATTERNS; bits++) {
      float value = NarrowFloats.ofF16((short) bits);
      assertThat(value).as("%04x", bits).isEqualTo(Float.valueOf(defined(bits, 10, 15)));
    }
  }

  @Test
  void bf16_everyPatternHasItsDefinedValue() {
    for (int bits = 0; bits < PATTERNS; bits++) {
      float value = NarrowFloats.ofBf16((short) bits);
      assertThat(value).as("%04x", bits).isEqualTo(Float.valueOf(defined(bits, 7, 127)));
    }
  }

  @Test
  void nan_keepsSignAndPayload() {
    assertThat(Float.floatToRawIntBits(NarrowFloats.ofF16((short) 0xfd55))).isEqualTo(0xffaaa000);
    assertThat(Float.floatToRawIntBits(NarrowFloats.ofBf16((short) 0xffa5))).isEqualTo(0xffa50000);
  }
}
