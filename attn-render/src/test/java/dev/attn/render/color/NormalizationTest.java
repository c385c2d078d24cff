package dev.attn.render.color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

final class NormalizationTest {

  @Test
  void linear_isEven() {
    Normalization norm = Normalization.linear(-1, 3);

    assertThat(norm.position(-1)).isZero();
    assertThat(norm.position(0)).isEqualTo(0.25);
    assertThat(norm.position(3)).isEqualTo(1);
    assertThat(norm.position(5)).isEqualTo(1.5);
    assertThat(norm.position(-3)).isEqualTo(-0.5);
    assertThat(norm.value(0.25)).isZero();
    assertThat(norm.value(1.5)).isEqualTo(5);
    assertThat(norm).hasToString("linear [-1.0, 3.0]");
  }

  @Test
  void power_raisesTheLinearPosition() {
    Normalization norm = Normalization.power(2).withLimits(0, 4);

    assertThat(norm.position(2)).isEqualTo(0.25);
    assertThat(norm.position(6)).isEqualTo(2.25);
    assertThat(norm.position(-2)).isEqualTo(-0.25);
    assertThat(norm.value(0.25)).isEqualTo(2);
    assertThat(norm).hasToString("power 2.0 [0.0, 4.0]");
  }

  @Test
  void sqrt_spreadsSmallValues() {
    assertThat(Normalization.sqrt()).isEqualTo(Normalization.power(0.5));
    assertThat(Normalization.sqrt().position(0.25)).isEqualTo(0.5);
    assertThat(Normalization.sqrt().value(0.5)).isEqualTo(0.25);
  }

  @Test
  void withLimits_keepsTheKind() {
    assertThat(Normalization.linear(0, 1).withLimits(2, 3)).isEqualTo(Normalization.linear(2, 3));
    assertThat(Normalization.power(3).withLimits(2, 3).withLimits(0, 1))
        .isEqualTo(Normalization.power(3));
  }

  @Test
  void nonFinite_liesBeyondTheEndsOrNowhere() {
    for (Normalization norm :
        new Normalization[] {Normalization.linear(0, 1), Normalization.sqrt()}) {
      assertThat(norm.position(Double.NaN)).isNaN();
      assertThat(norm.position(Double.POSITIVE_INFINITY)).isEqualTo(Double.POSITIVE_INFINITY);
      assertThat(norm.position(Double.NEGATIVE_INFINITY)).isEqualTo(Double.NEGATIVE_INFINITY);
    }
  }

  @Property
  void ends_areExact(
      @ForAll @DoubleRange(min = -1e30, max = 1e30) double a,
      @ForAll @DoubleRange(min = -1e30, max = 1e30) double b,
      @ForAll @DoubleRange(min = 0.1, max = 10) double exponent) {
    double lo = Math.min(a, b);
    double hi = Math.max(Math.max(a, b), Math.nextUp(lo));
    UnaryOperator<Normalization> limited = norm -> norm.withLimits(lo, hi);

    for (Normalization norm :
        new Normalization[] {
          Normalization.linear(lo, hi), limited.apply(Normalization.power(exponent))
        }) {
      assertThat(norm.position(lo)).isZero();
      assertThat(norm.position(hi)).isEqualTo(1);
      assertThat(norm.value(0)).isEqualTo(lo);
      assertThat(norm.value(1)).isEqualTo(hi);
    }
  }

  @Property
  void value_invertsPosition(
      @ForAll @DoubleRange(min = 0, max = 1) double position,
      @ForAll @DoubleRange(min = 0.2, max = 5) double exponent) {
    Normalization norm = Normalization.power(exponent).withLimits(-2, 7);

    assertThat(norm.position(norm.value(position))).isCloseTo(position, within(1e-3));
    assertThat(norm.value(position)).isBetween(-2.0, 7.0);
  }

  @Test
  void limits_mustRise() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Normalization.linear(1, 1))
        .withMessage("limits must be finite and lo < hi, got [1.0, 1.0]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Normalization.linear(0, Double.POSITIVE_INFINITY))
        .withMessage("limits must be finite and lo < hi, got [0.0, Infinity]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Normalization.sqrt().withLimits(Double.NaN, 1))
        .withMessage("limits must be finite and lo < hi, got [NaN, 1.0]");
  }

  @Test
  void exponent_mustBePositive() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Normalization.power(0))
        .withMessage("exponent must be finite and above 0, got 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Normalization.power(Double.NaN))
        .withMessage("exponent must be finite and above 0, got NaN");
  }
}
