package dev.attn.render.color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
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
  void log_givesEveryDecadeTheSameLength() {
    Normalization norm = Normalization.log(0.001, 1);

    assertThat(norm.position(0.01)).isCloseTo(1 / 3.0, within(1e-15));
    assertThat(norm.position(10)).isCloseTo(4 / 3.0, within(1e-15));
    assertThat(norm.position(0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(norm.position(-1)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(norm.value(2 / 3.0)).isCloseTo(0.1, within(1e-15));
    assertThat(norm).hasToString("log [0.001, 1.0]");
  }

  @Test
  void symlog_isEvenNearZeroAndLogarithmicBeyond() {
    Normalization norm = Normalization.symlog(0.01).withLimits(-1, 1);

    assertThat(norm.position(0)).isEqualTo(0.5);
    assertThat(norm.position(0.2) + norm.position(-0.2)).isCloseTo(1, within(1e-15));
    assertThat(norm.position(0.1))
        .isCloseTo(0.5 + Math.log1p(10) / Math.log1p(100) / 2, within(1e-15));
    assertThat(norm.value(norm.position(-0.03))).isCloseTo(-0.03, within(1e-15));
    assertThat(norm).hasToString("symlog 0.01 [-1.0, 1.0]");
  }

  @Test
  void centred_hasOneSlopeOnEachSide() {
    Normalization norm = Normalization.centred(0).withLimits(-1, 4);

    assertThat(norm.position(-1)).isZero();
    assertThat(norm.position(-0.5)).isEqualTo(0.25);
    assertThat(norm.position(0)).isEqualTo(0.5);
    assertThat(norm.position(1)).isEqualTo(0.625);
    assertThat(norm.position(4)).isEqualTo(1);
    assertThat(norm.value(0.25)).isEqualTo(-0.5);
    assertThat(norm.value(0.625)).isEqualTo(1);
    assertThat(norm).hasToString("centred 0.0 [-1.0, 4.0]");
  }

  @Test
  void classes_giveEveryValueOfAClassThePlaceOfItsMiddle() {
    Normalization norm = Normalization.classes(0, 0.01, 0.1, 1);

    assertThat(norm.position(0)).isEqualTo(1 / 6.0);
    assertThat(norm.position(0.01)).as("a boundary opens the class above").isEqualTo(0.5);
    assertThat(norm.position(0.05)).isEqualTo(0.5);
    assertThat(norm.position(1)).as("the last boundary closes its class").isEqualTo(2.5 / 3);
    assertThat(norm.position(-0.0)).isEqualTo(1 / 6.0);
    assertThat(norm.position(1.5)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(norm.position(-1)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(norm.value(0.5)).isCloseTo(0.055, within(1e-15));
    assertThat(norm).hasToString("classes [0.0, 0.01, 0.1, 1.0]");
  }

  @Test
  void bar_isEvenInValueForCentredNorms() {
    assertThat(Normalization.centred(0).withLimits(-1, 4).bar())
        .isEqualTo(Normalization.linear(-1, 4));
    assertThat(Normalization.linear(0, 2).bar()).isEqualTo(Normalization.linear(0, 2));
  }

  @Test
  void bar_followsLogPowerAndSymlogNorms() {
    for (Normalization norm :
        List.of(Normalization.log(1, 10), Normalization.sqrt(), Normalization.symlog(1))) {
      assertThat(norm.bar()).isSameAs(norm);
    }
  }

  @Test
  void bar_givesClassesEqualSteps() {
    Normalization bar = Normalization.classes(0, 0.01, 0.1, 1).bar();

    assertThat(bar.position(0.01)).isCloseTo(1 / 3.0, within(1e-15));
    assertThat(bar.position(0.1)).isCloseTo(2 / 3.0, within(1e-15));
    assertThat(bar.position(0.55)).isCloseTo(2.5 / 3, within(1e-15));
    assertThat(bar.value(0.5)).isCloseTo(0.055, within(1e-15));
    assertThat(bar.value(1)).isEqualTo(1);
    assertThat(bar.kind()).isEqualTo(Normalization.Kind.CLASSES);
    assertThat(bar.bar()).isSameAs(bar);
    assertThat(bar.withLimits(0, 1)).isEqualTo(bar);
    assertThat(bar).hasToString("steps [0.0, 0.01, 0.1, 1.0]");
  }

  @Test
  void knots_areWhereTheRuleChanges() {
    assertThat(Normalization.linear(0, 2).knots()).containsExactly(0.0, 2.0);
    assertThat(Normalization.centred(1).knots()).containsExactly(0.0, 1.0, 2.0);
    assertThat(Normalization.classes(0, 1, 5).knots()).containsExactly(0.0, 1.0, 5.0);
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
        new Normalization[] {
          Normalization.linear(0, 1),
          Normalization.sqrt(),
          Normalization.log(0.1, 1),
          Normalization.symlog(0.1),
          Normalization.centred(0),
          Normalization.classes(0, 1)
        }) {
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
          Normalization.linear(lo, hi),
          limited.apply(Normalization.power(exponent)),
          limited.apply(Normalization.symlog(exponent))
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

  @Property
  void log_isExactAtItsEndsAndInvertible(
      @ForAll @IntRange(min = -30, max = 30) int exponent,
      @ForAll @DoubleRange(min = 1.01, max = 1e12) double ratio,
      @ForAll @DoubleRange(min = 0, max = 1) double position) {
    double lo = 1.7 * Math.pow(10, exponent);
    Normalization norm = Normalization.log(lo, lo * ratio);

    assertThat(norm.position(lo)).isZero();
    assertThat(norm.position(lo * ratio)).isEqualTo(1);
    assertThat(norm.value(0)).isEqualTo(lo);
    assertThat(norm.value(1)).isEqualTo(lo * ratio);
    assertThat(norm.position(norm.value(position))).isCloseTo(position, within(1e-9));
    assertThat(norm.value(position)).isBetween(lo, lo * ratio);
  }

  @Property
  void positions_riseWithValuesAndStayInside(
      @ForAll @DoubleRange(min = -3, max = 8) double a,
      @ForAll @DoubleRange(min = -3, max = 8) double b) {
    for (Normalization norm :
        List.of(
            Normalization.linear(-3, 8),
            Normalization.power(0.3).withLimits(-3, 8),
            Normalization.symlog(0.01).withLimits(-3, 8),
            Normalization.centred(1.3).withLimits(-3, 8),
            Normalization.classes(-3, -1, 0, 0.5, 8))) {
      assertThat(norm.position(Math.min(a, b)))
          .isBetween(0.0, norm.position(Math.max(a, b)))
          .isLessThanOrEqualTo(1);
    }
  }

  @Test
  void logLimits_mustBeAboveZero() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Normalization.log(0, 1))
        .withMessage("limits of a log norm must be above 0, got [0.0, 1.0]");
  }

  @Test
  void evenPart_mustBePositive() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Normalization.symlog(0))
        .withMessage("even part of a symlog norm must be finite and above 0, got 0.0");
  }

  @Test
  void centre_mustLieBetweenTheLimits() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Normalization.centred(0).withLimits(0, 1))
        .withMessage("centre must lie between the limits [0.0, 1.0], got 0.0");
  }

  @Test
  void boundaries_mustRise() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Normalization.classes(1))
        .withMessage("boundaries must be at least 2, got 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Normalization.classes(0, 0))
        .withMessage("boundaries must be finite and rise, got [0.0, 0.0]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Normalization.classes(0, Double.NaN))
        .withMessage("boundaries must be finite and rise, got [0.0, NaN]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Normalization.classes(0, 1).withLimits(0, 2))
        .withMessage("limits of classes must be their outer boundaries [0.0, 1.0], got [0.0, 2.0]");
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
