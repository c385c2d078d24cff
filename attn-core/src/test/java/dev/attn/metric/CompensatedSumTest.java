package dev.attn.metric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CompensatedSumTest {

  private static CompensatedSum of(double... values) {
    CompensatedSum sum = new CompensatedSum();
    for (double value : values) {
      sum.add(value);
    }
    return sum;
  }

  @Test
  void smallValues_surviveALargeOne() {
    assertThat(of(1, 1e100, 1, -1e100).value()).isEqualTo(2);
  }

  @Test
  void factor_holdsForTheLostDigitsToo() {
    CompensatedSum sum = of(1, 1e100, 1);
    sum.multiply(0.5);
    sum.add(-5e99);
    assertThat(sum.value()).isEqualTo(1);
  }

  @Test
  void infinities_areThoseOfAPlainSum() {
    assertThat(of(1, Double.POSITIVE_INFINITY, 2).value()).isInfinite().isPositive();
    assertThat(of(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY).value()).isNaN();
    assertThat(of(1, Double.NaN).value()).isNaN();
  }
}
