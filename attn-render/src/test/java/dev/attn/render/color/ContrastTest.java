package dev.attn.render.color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class ContrastTest {

  @Test
  void ratio_runsFrom1To21() {
    assertThat(Contrast.ratio(0x808080, 0x808080)).isEqualTo(1);
    assertThat(Contrast.ratio(0x000000, 0xffffff)).isCloseTo(21, within(1e-9));
    assertThat(Contrast.ratio(0xffffff, 0x000000)).isEqualTo(Contrast.ratio(0, 0xffffff));
  }

  @Test
  void luminance_weighsTheChannels() {
    assertThat(Contrast.luminance(0xff0000)).isCloseTo(0.2126, within(1e-12));
    assertThat(Contrast.luminance(0x00ff00)).isCloseTo(0.7152, within(1e-12));
    assertThat(Contrast.luminance(0x0000ff)).isCloseTo(0.0722, within(1e-12));
  }

  @Test
  void ratio_ofThePublishedExample() {
    assertThat(Contrast.ratio(0xfde725, 0xffffff)).isCloseTo(1.26, within(0.005));
  }

  @Test
  void blackOrWhite_isReadableOnEveryColorOfEveryMap() {
    for (String name : Colormaps.names()) {
      Colormap map = Colormaps.named(name);
      for (int i = 0; i < map.size(); i++) {
        int color = map.color(i);
        int ink = Contrast.blackOrWhite(color);
        assertThat(ink).isIn(0x000000, 0xffffff);
        assertThat(Contrast.ratio(ink, color)).as("%s[%s]", name, i).isGreaterThan(4.58);
      }
    }
  }

  @Test
  void blackOrWhite_switchesAtMiddleLuminance() {
    assertThat(Contrast.blackOrWhite(0x757575)).isEqualTo(0xffffff);
    assertThat(Contrast.blackOrWhite(0x767676)).isEqualTo(0x000000);
  }
}
