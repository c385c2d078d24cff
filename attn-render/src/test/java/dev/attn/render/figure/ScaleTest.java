package dev.attn.render.figure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.render.color.Colormaps;
import dev.attn.render.color.Normalization;
import org.junit.jupiter.api.Test;

final class ScaleTest {

  @Test
  void factories_nameNormAndLimits() {
    assertThat(Scale.linear(0, 0.8)).hasToString("linear [0, 0.8]");
    assertThat(Scale.zeroToMax()).hasToString("linear [0, max]");
    assertThat(Scale.dataRange()).hasToString("linear [min, max]");
    assertThat(Scale.sqrt()).hasToString("power 0.5 [0, max]");
    assertThat(Scale.power(2)).hasToString("power 2.0 [0, max]");
    assertThat(Scale.log()).hasToString("log [min above 0, max]");
    assertThat(Scale.log(0.001, 1)).hasToString("log [0.001, 1]");
    assertThat(Scale.symlog(0.01)).hasToString("symlog 0.01 [-max, max]");
    assertThat(Scale.diverging()).hasToString("linear [-max, max]");
    assertThat(Scale.centred(0)).hasToString("centred 0.0 [min, max]");
    assertThat(Scale.classes(0, 0.5, 1)).hasToString("classes [0.0, 0.5, 1.0]");
  }

  @Test
  void limits_areNamedWithWhatTheyIgnore() {
    assertThat(Limits.zeroToMax().ignoringFirstKey()).hasToString("[0, max] without the first key");
    assertThat(Limits.dataRange().ignoringFirstKey().ignoringDiagonal().ignoringTop(2))
        .hasToString("[min, max] without the diagonal and the first key and the top 2 %");
    assertThat(Limits.zeroToMax().ignoringTop(0.5)).hasToString("[0, max] without the top 0.5 %");
    assertThat(Limits.percentiles(2, 98)).hasToString("[percentile 2, percentile 98]");
    assertThat(Limits.symmetricAbout(0.5)).hasToString("[0.5 - max, 0.5 + max]");
    assertThat(Limits.fixed(0, 1).isFixed()).isTrue();
    assertThat(Limits.positive().isFixed()).isFalse();
  }

  @Test
  void equalScales_needNotComeFromEqualNorms() {
    assertThat(Scale.of(Normalization.linear(2, 3)).withLimits(Limits.zeroToMax()))
        .isEqualTo(Scale.zeroToMax());
    assertThat(Scale.of(Normalization.log(2, 3)).withLimits(Limits.positive()))
        .isEqualTo(Scale.log());
    assertThat(
            Scale.of(Normalization.centred(1).withLimits(-5, 5))
                .withLimits(Limits.dataRange())
                .withColormap(Colormaps.coolwarm()))
        .isEqualTo(Scale.centred(1));
  }

  @Test
  void signedScales_areBlueAndRed() {
    assertThat(Scale.diverging().colormap()).isEqualTo(Colormaps.coolwarm());
    assertThat(Scale.centred(1).colormap()).isEqualTo(Colormaps.coolwarm());
    assertThat(Scale.symlog(1).colormap()).isEqualTo(Colormaps.coolwarm());
    assertThat(Scale.log().colormap()).isEqualTo(Colormaps.viridis());
  }
}
