package dev.attn.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.attn.mask.Masks;
import dev.attn.tensor.AttentionMatrix;
import org.junit.jupiter.api.Test;

final class MaskedAsZeroTest {

  private static MetricValue of(String metric, String mask, double[]... rows) {
    return HeadMetrics.named(metric).of(AttentionMatrix.copyOf(rows), Masks.parse(mask)).get(0);
  }

  @Test
  void entropy_asTheBertologyScriptHasIt() {
    // entropies ln 2 and 0, and a row of zeros that scores 0 there: their mean over three rows
    MetricValue entropy =
        of(
            "row.entropy",
            "##\n##\n..",
            new double[] {0.5, 0.5},
            new double[] {1, 0},
            new double[2]);
    assertThat(entropy.value()).isCloseTo(Math.log(2) / 2, within(1e-15));
    MaskedAsZero bertology = MaskedAsZero.of(entropy);
    assertThat(bertology.value()).isCloseTo(Math.log(2) / 3, within(1e-15));
    assertThat(bertology.rowsCounted()).isEqualTo(3);
    assertThat(bertology.of().rowsMasked()).isEqualTo(1);
  }

  @Test
  void maskedRowsOnly_areZero_andUndefinedOnesAreNot() {
    MetricValue masked = of("row.entropy", "..", new double[] {0.5, 0.5});
    assertThat(masked.value()).isNaN();
    assertThat(MaskedAsZero.of(masked).value()).isZero();
    MetricValue undefined = of("row.entropyNorm", "#.", new double[] {1, 0});
    assertThat(MaskedAsZero.of(undefined).value()).isNaN();
    assertThat(MaskedAsZero.of(undefined).rowsCounted()).isZero();
  }

  @Test
  void valueOfAWholeHead_isRefused() {
    MetricValue rank = of("mat.effectiveRank", "#", new double[] {1});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MaskedAsZero.of(rank))
        .withMessage("value must be a mean over rows to count masked rows as 0, got average WHOLE");
  }
}
