package dev.attn.render.color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attn.render.color.ColorVision.Deficiency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ColorVisionTest {

  @ParameterizedTest
  @CsvSource({
    "Spectral, 7.9",
    "RdGy, 2.8",
    "YlGnBu, 10.2",
    "plasma, 11.4",
    "turbo, 13.6",
    "viridis, 18.2",
    "coolwarm, 29.6"
  })
  void smallestDistance_tellsMapsApart(String name, double expected) {
    assertThat(ColorVision.smallestDistance(Colormaps.named(name)))
        .isCloseTo(expected, within(0.05));
  }

  @Test
  void smallestDistance_belowTen_isRare() {
    assertThat(Colormaps.names())
        .filteredOn(name -> ColorVision.smallestDistance(Colormaps.named(name)) < 10)
        .containsExactlyInAnyOrder("Spectral", "RdGy");
  }

  @Test
  void smallestDistance_ofOneDeficiency_isNeverSmallerThanThatOfAll() {
    Colormap map = Colormaps.plasma();
    assertThat(ColorVision.smallestDistance(map, Deficiency.PROTANOPIA))
        .isEqualTo(ColorVision.smallestDistance(map));
    assertThat(ColorVision.smallestDistance(map, Deficiency.DEUTERANOPIA))
        .isGreaterThan(ColorVision.smallestDistance(map));
  }

  @Test
  void simulate_leavesGreysAlone() {
    for (Deficiency deficiency : Deficiency.values()) {
      for (int level : new int[] {0, 0x40, 0x80, 0xff}) {
        int grey = level << 16 | level << 8 | level;
        assertThat(ColorVision.simulate(grey, deficiency)).isEqualTo(grey);
      }
    }
  }

  @Test
  void simulate_makesRedAndGreenAlikeWithoutOneOfTheirCones() {
    assertThat(ColorVision.distance(0xd0503c, 0x8c8c3c)).isGreaterThan(40);
    assertThat(
            ColorVision.distance(
                ColorVision.simulate(0xd0503c, Deficiency.DEUTERANOPIA),
                ColorVision.simulate(0x8c8c3c, Deficiency.DEUTERANOPIA)))
        .isLessThan(15);
  }

  @Test
  void distance_ofBlackAndWhite_is100() {
    assertThat(ColorVision.distance(0x000000, 0xffffff)).isCloseTo(100, within(1e-9));
    assertThat(ColorVision.distance(0x123456, 0x123456)).isZero();
    assertThat(ColorVision.lightness(0xffffff)).isCloseTo(100, within(1e-9));
    assertThat(ColorVision.lightness(0x777777)).isCloseTo(50, within(0.5));
  }

  @Test
  void lightnessReversal_isLargeForTurboAmongSequentialMapsOnly() {
    assertThat(Colormaps.names())
        .filteredOn(name -> Colormaps.named(name).kind() == Colormap.Kind.SEQUENTIAL)
        .filteredOn(name -> ColorVision.lightnessReversal(Colormaps.named(name)) > 1)
        .containsExactly("turbo");
    assertThat(ColorVision.lightnessReversal(Colormaps.viridis().reversed())).isLessThan(0.05);
    assertThat(ColorVision.lightnessReversal(Colormaps.named("turbo"))).isGreaterThan(60);
  }
}
