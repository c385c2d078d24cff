package dev.attn.render.color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;

final class ColormapTest {

  private static final Colormap FLAG =
      Colormap.copyOf("flag", new int[] {0x0000ff, 0xffffff, 0xff0000});

  @Test
  void copyOf_keepsNothingOfTheArray() {
    int[] colors = {0x111111, 0x222222};
    Colormap map = Colormap.copyOf("two", colors);
    colors[0] = 0x333333;

    assertThat(map.color(0)).isEqualTo(0x111111);
  }

  @Test
  void specialColors_haveDefaults() {
    assertThat(FLAG.nan()).isEqualTo(0x9e9e9e);
    assertThat(FLAG.masked()).isEqualTo(0xececec);
    assertThat(FLAG.under()).isEqualTo(0x0000ff);
    assertThat(FLAG.over()).isEqualTo(0xff0000);
  }

  @Test
  void withers_changeOneColorEach() {
    Colormap map = FLAG.withNan(1).withMasked(2).withUnder(3).withOver(4);

    assertThat(new int[] {map.nan(), map.masked(), map.under(), map.over()})
        .containsExactly(1, 2, 3, 4);
    assertThat(map.color(1)).isEqualTo(0xffffff);
    assertThat(FLAG.nan()).isEqualTo(0x9e9e9e);
  }

  @Test
  void at_cutsTheUnitIntervalIntoEqualParts() {
    assertThat(FLAG.at(0)).isEqualTo(0x0000ff);
    assertThat(FLAG.at(Math.nextDown(1 / 3.0))).isEqualTo(0x0000ff);
    assertThat(FLAG.at(1 / 3.0)).isEqualTo(0xffffff);
    assertThat(FLAG.at(Math.nextDown(1.0))).isEqualTo(0xff0000);
    assertThat(FLAG.at(1)).isEqualTo(0xff0000);
  }

  @Test
  void at_rejectsWhatLiesOutside() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FLAG.at(-Double.MIN_VALUE))
        .withMessage("t must be in [0, 1], got -4.9E-324");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FLAG.at(Math.nextUp(1.0)))
        .withMessage("t must be in [0, 1], got 1.0000000000000002");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FLAG.at(Double.NaN))
        .withMessage("t must be in [0, 1], got NaN");
  }

  @Test
  void color_rejectsIndicesOutside() {
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> FLAG.color(3))
        .withMessage("index must be in [0, 3), got 3");
  }

  @Test
  void reversed_turnsColorsAndEnds() {
    Colormap reversed = FLAG.withUnder(0x000001).reversed();

    assertThat(reversed.name()).isEqualTo("flag_r");
    assertThat(reversed.color(0)).isEqualTo(0xff0000);
    assertThat(reversed.under()).isEqualTo(0xff0000);
    assertThat(reversed.over()).isEqualTo(0x000001);
  }

  @Test
  void reversed_twiceIsTheMapItself() {
    assertThat(FLAG.reversed().reversed()).isEqualTo(FLAG);
  }

  @Test
  void equals_comparesNameAndAllColors() {
    assertThat(Colormaps.named("viridis"))
        .isEqualTo(Colormaps.viridis())
        .hasSameHashCodeAs(Colormaps.viridis())
        .isNotEqualTo(Colormaps.viridis().withNan(0))
        .isNotEqualTo(Colormaps.viridis().withMasked(0))
        .isNotEqualTo(Colormaps.viridis().withUnder(0))
        .isNotEqualTo(Colormaps.viridis().withOver(0))
        .isNotEqualTo(Colormaps.magma())
        .isNotEqualTo("viridis")
        .hasToString("viridis");
  }

  @Test
  void colors_mustBeOpaqueRgb() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Colormap.copyOf("argb", new int[] {0xff000000}))
        .withMessage("color must be in [0x000000, 0xffffff], got 0xff000000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FLAG.withNan(0x1000000))
        .withMessage("nan must be in [0x000000, 0xffffff], got 0x1000000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FLAG.withMasked(-1))
        .withMessage("masked must be in [0x000000, 0xffffff], got 0xffffffff");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FLAG.withUnder(-1))
        .withMessage("under must be in [0x000000, 0xffffff], got 0xffffffff");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FLAG.withOver(-1))
        .withMessage("over must be in [0x000000, 0xffffff], got 0xffffffff");
  }

  @Test
  @SuppressWarnings("NullAway")
  void copyOf_rejectsNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Colormap.copyOf("empty", new int[0]))
        .withMessage("colors must not be empty, got 0 entries");
    assertThatNullPointerException()
        .isThrownBy(() -> Colormap.copyOf(null, new int[1]))
        .withMessage("name must not be null");
    assertThatNullPointerException()
        .isThrownBy(() -> Colormap.copyOf("none", null))
        .withMessage("colors must not be null");
  }
}
