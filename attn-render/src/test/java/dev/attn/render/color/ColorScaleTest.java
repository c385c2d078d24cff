package dev.attn.render.color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;

final class ColorScaleTest {

  private static final int NAN = 0x00ff00;
  private static final int UNDER = 0x0000ff;
  private static final int OVER = 0xff0000;
  private static final Colormap MAP =
      Colormap.copyOf("greys", new int[] {0x000000, 0x555555, 0xaaaaaa, 0xffffff})
          .withNan(NAN)
          .withUnder(UNDER)
          .withOver(OVER);
  private static final ColorScale SCALE = new ColorScale(MAP, Normalization.linear(-1, 0.1));

  @Test
  void rgb_givesEachQuarterItsColor() {
    ColorScale unit = new ColorScale(MAP, Normalization.linear(0, 1));

    assertThat(unit.rgb(0.24)).isEqualTo(0x000000);
    assertThat(unit.rgb(0.25)).isEqualTo(0x555555);
    assertThat(unit.rgb(0.74)).isEqualTo(0xaaaaaa);
    assertThat(unit.rgb(0.75)).isEqualTo(0xffffff);
  }

  @Test
  void rgb_givesTheLimitsTheEndColors() {
    assertThat(SCALE.rgb(-1)).isEqualTo(0x000000);
    assertThat(SCALE.rgb(0.1)).isEqualTo(0xffffff);
    assertThat(SCALE.rgb(Math.nextDown(0.1))).isEqualTo(0xffffff);
  }

  @Test
  void rgb_tellsTheSmallestStepBeyond() {
    assertThat(Normalization.linear(-1, 0.1).position(Math.nextUp(0.1)))
        .as("rounding hides the step from the position")
        .isEqualTo(1);
    assertThat(SCALE.rgb(Math.nextUp(0.1))).isEqualTo(OVER);
    assertThat(SCALE.rgb(Math.nextDown(-1.0))).isEqualTo(UNDER);
  }

  @Test
  void rgb_knowsNonFiniteValues() {
    assertThat(SCALE.rgb(Double.NaN)).isEqualTo(NAN);
    assertThat(SCALE.rgb(Double.POSITIVE_INFINITY)).isEqualTo(OVER);
    assertThat(SCALE.rgb(Double.NEGATIVE_INFINITY)).isEqualTo(UNDER);
  }

  @Test
  void underAndOver_agreeWithTheColors() {
    assertThat(SCALE.under(-1)).isFalse();
    assertThat(SCALE.under(Double.NEGATIVE_INFINITY)).isTrue();
    assertThat(SCALE.over(0.1)).isFalse();
    assertThat(SCALE.over(Math.nextUp(0.1))).isTrue();
    assertThat(SCALE.under(Double.NaN) || SCALE.over(Double.NaN)).isFalse();
  }

  @Test
  @SuppressWarnings("NullAway")
  void components_mustBeThere() {
    assertThatNullPointerException()
        .isThrownBy(() -> new ColorScale(null, Normalization.sqrt()))
        .withMessage("map must not be null");
    assertThatNullPointerException()
        .isThrownBy(() -> new ColorScale(MAP, null))
        .withMessage("norm must not be null");
  }
}
