package dev.attn.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class AlibiTest {

  @Test
  void slope_halvesFromHeadToHeadForEightHeads() {
    Alibi alibi = Alibi.of(8);
    for (int h = 0; h < 8; h++) {
      assertThat(alibi.slope(h)).isEqualTo(1.0 / (2 << h));
    }
  }

  @Test
  void slope_interleavesTheSlopesOfTwiceAsManyHeadsForTwelve() {
    Alibi alibi = Alibi.of(12);
    assertThat(alibi.slope(7)).isEqualTo(1 / 256.0);
    assertThat(alibi.slope(8)).isCloseTo(0.70710678, within(1e-8));
    for (int j = 0; j < 4; j++) {
      assertThat(alibi.slope(8 + j)).isEqualTo(Alibi.of(16).slope(2 * j));
    }
  }

  /** Some programs use the formula for powers of two at every number of heads. */
  @Test
  void slope_ofTwelveHeadsIsNotTheSimpleFormula() {
    assertThat(Alibi.of(12).slope(0)).isEqualTo(0.5).isNotEqualTo(Math.pow(2, -8.0 / 12));
  }

  @Test
  void at_fallsLinearlyWithTheDistance() {
    Alibi alibi = Alibi.of(2);
    assertThat(alibi.slope(0)).isEqualTo(1 / 16.0);
    assertThat(alibi.row(0, 3, 4)).containsExactly(-3 / 16f, -2 / 16f, -1 / 16f, 0);
    assertThat(alibi.at(0, Integer.MAX_VALUE, Integer.MIN_VALUE)).isEqualTo(-0x1p28f);
  }

  @Test
  void softmax_isTheSameForTheStoredFormThatLeavesOutTheQuery() {
    Alibi alibi = Alibi.of(12);
    double[] full = new double[6];
    double[] keyOnly = new double[6];
    for (int k = 0; k < 6; k++) {
      full[k] = alibi.at(9, 5, k);
      keyOnly[k] = alibi.slope(9) * k;
    }
    assertThat(Softmax.of(full)).containsExactly(Softmax.of(keyOnly), within(1e-7));
  }

  @Test
  void toArray_hasOneRowPerQuery() {
    assertThat(Alibi.of(8).toArray(0, 2)).containsExactly(0, 0.5f, -0.5f, 0);
  }

  @Test
  void toArray_refusesWhatDoesNotFitMemory() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Alibi.of(8).toArray(0, 1 << 20))
        .withMessage(
            "bias array must have at most 67,108,864 values, got 1,099,511,627,776;"
                + " compute it row by row");
  }

  @Test
  void arguments_areChecked() {
    Alibi alibi = Alibi.of(8);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Alibi.of(0))
        .withMessage("heads must be at least 1, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Alibi.of(2_000_000_000))
        .withMessage("heads must be at most 65536, got 2000000000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> alibi.row(0, 0, -1))
        .withMessage("keys must be at least 0, got -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> alibi.toArray(0, -1))
        .withMessage("n must be at least 0, got -1");
    assertThatThrownBy(() -> alibi.at(8, 0, 0))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("head must be in [0, 8), got 8");
    assertThatThrownBy(() -> alibi.row(-1, 0, 0))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("head must be in [0, 8), got -1");
    assertThatThrownBy(() -> alibi.toArray(8, 0))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("head must be in [0, 8), got 8");
  }

  @Test
  void equals_comparesSlopes() {
    assertThat(Alibi.of(12))
        .isEqualTo(Alibi.of(12))
        .hasSameHashCodeAs(Alibi.of(12))
        .isNotEqualTo(Alibi.of(13))
        .hasToString("ALiBi of 12 heads");
  }
}
