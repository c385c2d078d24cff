package dev.attn.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class LogSumsTest {

  /**
   * Steps between the floats that are tried: an odd number, so that every fraction has its turn.
   */
  private static final int STEP = 977;

  private static double sum(float... weights) {
    LogSums sums = new LogSums();
    sums.of(weights, weights.length);
    return sums.first();
  }

  @Test
  void logarithm_isOffByNoMoreThanItsBudget_ofEveryExponentAndOfFractionsAllOver() {
    double worstBelowOne = 0;
    double worstAboveOne = 0;
    double worstShareBelowOne = 0;
    double worstShareAboveOne = 0;
    for (int bits = Float.floatToRawIntBits(Float.MIN_NORMAL); bits < 0x4000_0000; bits += STEP) {
      float a = Float.intBitsToFloat(bits);
      double exact = Math.log(a);
      double error = Math.abs(LogSums.ln(a) - exact);
      if (a < 1) {
        worstBelowOne = Math.max(worstBelowOne, error);
        worstShareBelowOne = Math.max(worstShareBelowOne, error / -exact);
      } else if (a > 1) {
        worstAboveOne = Math.max(worstAboveOne, error);
        worstShareAboveOne = Math.max(worstShareAboveOne, error / exact);
      }
    }
    assertThat(worstBelowOne).isLessThan(6e-11);
    assertThat(worstAboveOne).isLessThan(9.4e-10);
    assertThat(worstShareBelowOne).isLessThan(1.6e-8);
    assertThat(worstShareAboveOne).isLessThan(1.2e-7);
  }

  @Test
  void logarithm_isWithinItsBudget_onBothSidesOfEveryPowerOfTwo() {
    for (int exponent = Float.MIN_EXPONENT; exponent < 0; exponent++) {
      float power = Math.scalb(1f, exponent);
      for (float a : new float[] {Math.nextDown(power), power, Math.nextUp(power)}) {
        if (a >= Float.MIN_NORMAL) {
          assertThat(LogSums.ln(a)).as("%s", a).isCloseTo(Math.log(a), within(6e-11));
        }
      }
    }
  }

  @Test
  void one_hasTheLogarithmZeroExactly() {
    assertThat(LogSums.ln(1)).isZero();
    assertThat(sum(0, 1, 0)).isZero();
  }

  @Test
  void zeros_addExactlyNothing() {
    float[] weights = new float[7];
    weights[3] = 0.5f;
    weights[6] = 0.25f;
    assertThat(sum(weights)).isEqualTo(0.5 * LogSums.ln(0.5f) + 0.25 * LogSums.ln(0.25f));
  }

  @Test
  void subnormalWeights_areOffByLessThanTheyCouldMatter() {
    for (int bits = 1; bits < Float.floatToRawIntBits(Float.MIN_NORMAL); bits += STEP) {
      float a = Float.intBitsToFloat(bits);
      assertThat(a * LogSums.ln(a)).isCloseTo(a * Math.log(a), within(1e-36));
    }
  }

  @Test
  void sums_areThoseOfALoop_forEveryLength() {
    for (int count = 0; count < 9; count++) {
      float[] weights = new float[9];
      Arrays.fill(weights, 0.75f);
      double first = 0;
      double second = 0;
      for (int i = 0; i < count; i++) {
        weights[i] = 0.9f / (i + 2);
        first += weights[i] * Math.log(weights[i]);
        second += weights[i] * Math.log(weights[i]) * Math.log(weights[i]);
      }
      LogSums sums = new LogSums();
      sums.of(weights, count);
      assertThat(sums.first()).isCloseTo(first, within(1e-10));
      assertThat(sums.second()).isCloseTo(second, within(1e-9));
    }
  }
}
