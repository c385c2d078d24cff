package dev.attn.render.paint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.render.color.Blend;
import dev.attn.render.color.ColorScale;
import dev.attn.render.color.Colormap;
import dev.attn.render.color.Colormaps;
import dev.attn.render.color.Normalization;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Comparisons give each value the colour that its position has. */
final class ColorStepsTest {

  static Normalization[] norms() {
    return new Normalization[] {
      Normalization.linear(0, 1),
      Normalization.linear(0, 0.1),
      Normalization.linear(-0.3, 0.7),
      Normalization.linear(1e30, 2e38),
      Normalization.linear(-3e38, 3e38),
      Normalization.linear(-1e300, 1e300),
      Normalization.linear(1, Math.nextUp(1.0)),
      Normalization.linear(1, 1 + 1e-6),
      Normalization.linear(0, Float.MIN_VALUE * 20.0),
      Normalization.linear(0, 1e-300),
      Normalization.sqrt().withLimits(0, 0.9),
      Normalization.power(3).withLimits(-1, 2),
      Normalization.log(1e-5, 1),
      Normalization.symlog(0.01).withLimits(-2, 1),
      Normalization.centred(0.2).withLimits(-1, 0.5),
      Normalization.classes(0, 0.01, 0.1, 1),
      Normalization.classes(0, 0.01, 0.1, 1).bar(),
    };
  }

  @ParameterizedTest
  @MethodSource("norms")
  void colour_isThatOfTheScale(Normalization norm) {
    check(new ColorScale(Colormaps.viridis().withUnder(0x123456).withOver(0x654321), norm));
  }

  @ParameterizedTest
  @MethodSource("norms")
  void colourOfFewColours_isThatOfTheScale(Normalization norm) {
    check(new ColorScale(Colormap.copyOf("three", new int[] {1, 2, 3}), norm));
    check(new ColorScale(Colormap.copyOf("one", new int[] {5}).withNan(7), norm));
    check(new ColorScale(Colormap.of("ink", Blend.OKLAB, 0xffffff, 0x08306b), norm));
  }

  private static void check(ColorScale scale) {
    ColorSteps steps = new ColorSteps(scale);
    Normalization norm = scale.norm();
    Random random = new Random(9);
    for (int i = 0; i < 20_000; i++) {
      same(steps, scale, (float) (norm.lo() + random.nextDouble() * (norm.hi() - norm.lo())));
      same(steps, scale, Float.intBitsToFloat(random.nextInt()));
    }
    for (int i = 0; i <= scale.map().size(); i++) {
      float near = (float) norm.value((double) i / scale.map().size());
      for (int ulps = -3; ulps <= 3; ulps++) {
        same(steps, scale, near + ulps * Math.ulp(near));
      }
    }
    float[] special = {0, -0.0f, Float.NaN, Float.MAX_VALUE, Float.MIN_VALUE, 1f / 0, -1f / 0};
    for (float value : special) {
      same(steps, scale, value);
    }
  }

  private static void same(ColorSteps steps, ColorScale scale, float value) {
    int[] color = new int[1];
    steps.color(new float[] {value}, color);
    assertThat(color[0]).as("%s under %s", value, scale.norm()).isEqualTo(scale.rgb(value));
  }
}
