package dev.attn.render.color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.io.Resources;
import dev.attn.render.color.Colormap.Kind;
import dev.attn.render.color.Colormap.Stop;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class CustomColormapTest {

  private static final int BLUE = 0x3b4cc0;
  private static final int RED = 0xb40426;

  @Test
  void srgb_mixesBytes() {
    Colormap map = Colormap.of("mine", Blend.SRGB, 0x000000, 0xff8000);

    assertThat(map.size()).isEqualTo(256);
    assertThat(map.color(0)).isEqualTo(0x000000);
    assertThat(map.color(51)).isEqualTo(0x331a00);
    assertThat(map.color(255)).isEqualTo(0xff8000);
    assertThat(map.kind()).isEqualTo(Kind.SEQUENTIAL);
  }

  @Test
  void oklab_isEvenToTheEye() {
    Colormap even = Colormap.of("mine", Blend.OKLAB, 0xffffff, 0x000000);
    Colormap bytes = Colormap.of("mine", Blend.SRGB, 0xffffff, 0x000000);

    assertThat(even.color(128)).as("OKLab lightness 0.498").isEqualTo(0x636363);
    assertThat(bytes.color(128)).isEqualTo(0x7f7f7f);
    for (int i = 0; i < 200; i++) {
      double[] oklab = ColorSpaces.oklab(ColorSpaces.intensities(ColorSpaces.srgb(even.color(i))));
      assertThat(oklab[0]).isCloseTo(1 - i / 255.0, within(0.003));
    }
  }

  @Test
  void stops_areWhereTheyWerePut() {
    Colormap map =
        Colormap.of(
            "mine",
            Blend.OKLAB,
            List.of(new Stop(0, 0x000000), new Stop(0.2, 0xff0000), new Stop(1, 0xffffff)));

    assertThat(map.color(51)).isEqualTo(0xff0000);
    assertThat(map.at(1)).isEqualTo(0xffffff);
  }

  @Test
  void diverging_isTheConstructionOfCoolwarm() {
    Colormap map = Colormap.diverging("mine", BLUE, RED);
    Colormap coolwarm = Colormaps.coolwarm();

    for (int i = 0; i < 256; i++) {
      for (int shift = 0; shift < 24; shift += 8) {
        assertThat(map.color(i) >> shift & 0xff)
            .isCloseTo(coolwarm.color(i) >> shift & 0xff, within(1));
      }
    }
    assertThat(map.kind()).isEqualTo(Kind.DIVERGING);
  }

  @Test
  void diverging_hasTheControlPointsOfCoolwarm() throws IOException {
    double[] low = {0.2298057, 0.298717966, 0.753683153};
    double[] high = {0.705673158, 0.01555616, 0.150232812};
    List<String> points =
        Resources.readLines(
            Resources.getResource(ColorTables.class, "coolwarm-msh33.tsv"), StandardCharsets.UTF_8);

    for (int k = 0; k <= 32; k++) {
      double[] color = Msh.diverging(low, high, k / 32.0);
      String[] expected = points.get(k).split("\t", -1);
      for (int c = 0; c < 3; c++) {
        assertThat(color[c]).isCloseTo(Double.parseDouble(expected[c]), within(1e-4));
      }
    }
  }

  @Test
  void diverging_worksForGreyAndEqualColors() {
    Colormap grey = Colormap.diverging("mine", 0x000000, 0xff0000);
    assertThat(grey.color(0)).isEqualTo(0x000000);
    assertThat(grey.color(255)).isEqualTo(0xff0000);
    Colormap same = Colormap.diverging("mine", RED, RED);
    for (int i = 0; i < 256; i++) {
      assertThat(same.color(i)).isEqualTo(same.color(255 - i));
    }
  }

  @Test
  void withNeutralCentre_hasOneColorInTheMiddle() {
    Colormap plain = Colormaps.named("RdBu");
    assertThat(List.of(plain.color(127), plain.color(128))).doesNotContain(0xf7f7f7);
    Colormap centred = plain.withNeutralCentre();
    assertThat(centred.size()).isEqualTo(257);
    assertThat(centred.at(0.5)).isEqualTo(0xf7f7f7);
    assertThat(centred.at(0)).isEqualTo(plain.at(0));
    assertThat(centred.at(1)).isEqualTo(plain.at(1));
    assertThat(plain.reversed().withNeutralCentre().at(0.5)).isEqualTo(0xf7f7f7);
    assertThat(centred.name()).isEqualTo("RdBu");
  }

  @Test
  void withNeutralCentre_leavesOtherMapsAlone() {
    assertThat(Colormaps.viridis().withNeutralCentre()).isEqualTo(Colormaps.viridis());
    Colormap own = Colormap.of("mine", Blend.SRGB, 0x0000ff, 0x808080, 0xff0000);
    assertThat(own.withKind(Kind.DIVERGING).withNeutralCentre().at(0.5)).isEqualTo(0x808080);
  }

  @Test
  void kinds_areThoseOfTheTables() {
    assertThat(Colormaps.named("phase").kind()).isEqualTo(Kind.CYCLIC);
    assertThat(Colormaps.named("seismic_r").kind()).isEqualTo(Kind.DIVERGING);
    assertThat(Colormaps.named("turbo").kind()).isEqualTo(Kind.SEQUENTIAL);
    assertThat(Colormaps.viridis().withKind(Kind.CYCLIC)).isNotEqualTo(Colormaps.viridis());
  }

  private static void assertMessage(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  @Test
  void stops_areChecked() {
    assertMessage(() -> new Stop(1.5, 0), "stop must be in [0, 1], got 1.5");
    assertMessage(() -> new Stop(0, -1), "color must be in [0x000000, 0xffffff], got 0xffffffff");
    assertMessage(() -> Colormap.of("a", Blend.SRGB, 0xffffff), "stops must be at least 2, got 1");
    assertMessage(
        () -> Colormap.of("a", Blend.SRGB, List.of(new Stop(0.1, 0), new Stop(1, 0))),
        "first stop must be at 0, got #000000 at 0.1");
    assertMessage(
        () -> Colormap.of("a", Blend.SRGB, List.of(new Stop(0, 0), new Stop(0.9, 0xfde725))),
        "last stop must be at 1, got #fde725 at 0.9");
    assertMessage(
        () -> Colormap.of("a", Blend.SRGB, List.of(new Stop(0, 0), new Stop(0, 0), new Stop(1, 0))),
        "stops must rise, got [#000000 at 0.0, #000000 at 0.0, #000000 at 1.0]");
    assertMessage(
        () -> Colormap.diverging("a", -1, 0),
        "low must be in [0x000000, 0xffffff], got 0xffffffff");
    assertMessage(
        () -> Colormap.diverging("a", 0, 0x1000000),
        "high must be in [0x000000, 0xffffff], got 0x1000000");
  }

  @Test
  @SuppressWarnings("NullAway")
  void arguments_mustBeThere() {
    assertThatNullPointerException()
        .isThrownBy(() -> Colormap.of("a", null, 0, 1))
        .withMessage("blend must not be null");
    assertThatNullPointerException()
        .isThrownBy(() -> Colormap.of("a", Blend.SRGB, (int[]) null))
        .withMessage("colors must not be null");
    assertThatNullPointerException()
        .isThrownBy(() -> Colormaps.viridis().withKind(null))
        .withMessage("kind must not be null");
  }
}
