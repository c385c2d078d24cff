package dev.attn.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class DistanceDecayTest {

  @Test
  void retNet_losesOneThirtySecondPerPositionInTheFirstHead() {
    DistanceDecay decay = DistanceDecay.retNet(3);
    assertThat(decay.factor(0)).isCloseTo(31 / 32.0, within(1e-15));
    assertThat(decay.factor(1)).isCloseTo(63 / 64.0, within(1e-15));
    assertThat(decay.factor(2)).isCloseTo(127 / 128.0, within(1e-15));
  }

  /** Equal scores become weights in the ratio of the factor to the power of the distance. */
  @Test
  void softmax_ofEqualScoresFallsByTheFactor() {
    DistanceDecay half = DistanceDecay.copyOf(new double[] {0.5});
    double[] weights = Softmax.of(half.at(0, 2, 0), half.at(0, 2, 1), half.at(0, 2, 2));
    assertThat(weights).containsExactly(new double[] {1 / 7.0, 2 / 7.0, 4 / 7.0}, within(1e-7));
  }

  @Test
  void factorOne_isNoBias() {
    assertThat(DistanceDecay.copyOf(new double[] {1}).row(0, 3, 4)).containsExactly(0, 0, 0, 0);
  }

  @Test
  void arguments_areChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DistanceDecay.copyOf(new double[] {0.5, 1.5}))
        .withMessage("decay factor must be in (0, 1], got 1.5 for head 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DistanceDecay.copyOf(new double[] {Double.NaN}))
        .withMessage("decay factor must be in (0, 1], got NaN for head 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DistanceDecay.copyOf(new double[0]))
        .withMessage("heads must be at least 1, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DistanceDecay.retNet(0))
        .withMessage("heads must be at least 1, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DistanceDecay.retNet(2_000_000_000))
        .withMessage("heads must be at most 65536, got 2000000000");
    DistanceDecay decay = DistanceDecay.retNet(2);
    assertThatThrownBy(() -> decay.at(2, 0, 0))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("head must be in [0, 2), got 2");
    assertThatThrownBy(() -> decay.factor(-1))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("head must be in [0, 2), got -1");
  }

  @Test
  void equals_comparesFactors() {
    assertThat(DistanceDecay.retNet(4))
        .isEqualTo(DistanceDecay.retNet(4))
        .hasSameHashCodeAs(DistanceDecay.retNet(4))
        .isNotEqualTo(DistanceDecay.retNet(3))
        .hasToString("distance decay of 4 heads");
  }
}
