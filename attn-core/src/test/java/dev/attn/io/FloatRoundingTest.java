package dev.attn.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

/** Rounding against the values that the definition of the format gives, and a search in them. */
final class FloatRoundingTest {

  private static final int PATTERNS = 1 << 16;
  private static final NavigableMap<Double, Integer> F16 = positive(10, 15);
  private static final NavigableMap<Double, Integer> BF16 = positive(7, 127);

  /** The value that the definition gives: sign, biased exponent, fraction. */
  private static double defined(int bits, int fractionBits, int bias) {
    int fraction = bits & ((1 << fractionBits) - 1);
    int exponent = (bits & 0x7fff) >> fractionBits;
    double sign = (bits & 0x8000) == 0 ? 1 : -1;
    double unit = fraction / (double) (1 << fractionBits);
    if (exponent == 2 * bias + 1) {
      return fraction == 0 ? sign * Double.POSITIVE_INFINITY : Double.NaN;
    }
    return exponent == 0
        ? sign * unit * Math.pow(2, 1 - bias)
        : sign * (1 + unit) * Math.pow(2, exponent - bias);
  }

  private static NavigableMap<Double, Integer> positive(int fractionBits, int bias) {
    NavigableMap<Double, Integer> values = new TreeMap<>();
    for (int bits = 0; bits < 0x8000; bits++) {
      double value = defined(bits, fractionBits, bias);
      if (!Double.isNaN(value)) {
        values.put(value, bits);
      }
    }
    return values;
  }

  @Test
  void everyPatternThatIsANumber_isWrittenAsItself() {
    for (int bits = 0; bits < PATTERNS; bits++) {
      double half = defined(bits, 10, 15);
      double brain = defined(bits, 7, 127);
      if (!Double.isNaN(half)) {
        assertThat(FloatRounding.toF16(half)).isEqualTo((short) bits);
      }
      if (!Double.isNaN(brain)) {
        assertThat(FloatRounding.toBf16(brain)).isEqualTo((short) bits);
      }
    }
  }

  @Test
  void nan_staysNanWithItsSign() {
    assertThat(FloatRounding.toF16(Double.NaN)).isEqualTo((short) 0x7e00);
    assertThat(FloatRounding.toBf16(Double.NaN)).isEqualTo((short) 0x7fc0);
    double negative = Double.longBitsToDouble(0xfff8000000000000L);
    assertThat(FloatRounding.toF16(negative)).isEqualTo((short) 0xfe00);
  }

  /** Half way between two neighbours, the even one wins; just beside it, the nearer one. */
  @Test
  void midpoint_goesToTheEvenNeighbour() {
    checkMidpoints(F16, false);
    checkMidpoints(BF16, true);
  }

  private static void checkMidpoints(NavigableMap<Double, Integer> values, boolean brain) {
    for (Map.Entry<Double, Integer> lower : values.entrySet()) {
      Map.Entry<Double, Integer> upper = values.higherEntry(lower.getKey());
      if (upper == null || Double.isInfinite(upper.getKey())) {
        continue;
      }
      double middle = (lower.getKey() + upper.getKey()) / 2;
      int even = lower.getValue() % 2 == 0 ? lower.getValue() : upper.getValue();
      assertThat(encode(middle, brain)).isEqualTo(even);
      assertThat(encode(Math.nextDown(middle), brain)).isEqualTo(lower.getValue());
      assertThat(encode(Math.nextUp(middle), brain)).isEqualTo(upper.getValue());
    }
  }

  private static int encode(double value, boolean brain) {
    return brain ? FloatRounding.toBf16(value) : FloatRounding.toF16(value);
  }

  @Test
  void tooLarge_becomesInfinity() {
    assertThat(FloatRounding.toF16(Math.nextDown(65520.0))).isEqualTo((short) 0x7bff);
    assertThat(FloatRounding.toF16(65520)).isEqualTo((short) 0x7c00);
    assertThat(FloatRounding.toF16(-1e300)).isEqualTo((short) 0xfc00);
    assertThat(FloatRounding.toBf16(1e39)).isEqualTo((short) 0x7f80);
    assertThat(FloatRounding.toBf16(Math.scalb(511.0, 119))).isEqualTo((short) 0x7f80);
    assertThat(FloatRounding.toBf16(Double.MIN_VALUE)).isEqualTo((short) 0);
  }

  @Property
  void anyValue_goesToItsNearest(@ForAll @DoubleRange(min = 0, max = 65504) double value) {
    double written = defined(FloatRounding.toF16(value), 10, 15);
    double below = F16.floorKey(value);
    double above = F16.ceilingKey(value);
    assertThat(Math.abs(written - value)).isEqualTo(Math.min(value - below, above - value));
  }
}
