package dev.attn.saliency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.attn.mask.Masks;
import dev.attn.tensor.AttentionTensor;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LossTest {

  private static final AttentionTensor ONE = RandomAttention.single(new double[] {1});
  private static final GradientSample SAMPLE = GradientSample.of(ONE, ONE, Masks.full(1));

  private static AttributionProvenance how(GradientSample... samples) {
    return HeadImportance.of(List.of(samples), HeadImportance.Options.defaults()).how();
  }

  @Test
  void description_printsWhatIsKnown() {
    assertThat(Loss.of("cross entropy")).hasToString("cross entropy");
    assertThat(Loss.of("logit").atPosition(12)).hasToString("logit at 12");
    assertThat(Loss.of("logit").ofTarget("the")).hasToString("logit of the");
  }

  @Test
  void lossOfTheSample_isRepeatedByEveryResult() {
    GradientSample known = SAMPLE.withLoss(Loss.of("logit"));
    assertThat(known.loss()).contains(Loss.of("logit"));
    assertThat(Saliency.perHead(known).how().loss()).contains("logit");
    assertThat(Relevance.of(known).how().loss()).contains("logit");
    assertThat(HeadImportance.of(known).how().loss()).contains("logit");
    assertThat(
            BimodalRelevance.of(List.of(BimodalRelevance.Step.targetToSource(known))).how().loss())
        .contains("logit");
    assertThat(Relevance.of(SAMPLE).how().loss()).isEmpty();
  }

  @Test
  void samplesOfDifferentLosses_haveVarious() {
    GradientSample known = SAMPLE.withLoss(Loss.of("logit"));
    assertThat(how(known, known).loss()).contains("logit");
    assertThat(how(known, SAMPLE).loss()).contains("various");
    assertThat(how(known, SAMPLE.withLoss(Loss.of("entropy"))).loss()).contains("various");
    assertThat(how(SAMPLE, SAMPLE).loss()).isEmpty();
  }

  @Test
  void badDescriptions_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Loss.of(" "))
        .withMessage("loss must have a name, got \" \"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Loss.of("logit").atPosition(-1))
        .withMessage("position of the loss must be at least 0, got -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SAMPLE.withLoss(Loss.of("logit").atPosition(1)))
        .withMessage("position of the loss must be in [0, 1), got 1");
  }
}
