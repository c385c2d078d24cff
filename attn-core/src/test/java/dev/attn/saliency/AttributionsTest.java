package dev.attn.saliency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.attn.aggregate.HeadFusion;
import dev.attn.mask.Masks;
import dev.attn.metric.HeadMetrics;
import dev.attn.metric.MetricInfo;
import dev.attn.tensor.AttentionTensor;
import org.junit.jupiter.api.Test;

final class AttributionsTest {

  @Test
  void catalogue_namesEveryMethodOnce_andNoneOfTheMetrics() {
    assertThat(Attributions.catalogue())
        .extracting(MetricInfo::id)
        .containsExactly(
            "sal.attention",
            "sal.regions",
            "sal.integrated",
            "sal.headImportance",
            "flow.rollout",
            "flow.rolloutDiscard",
            "flow.maxFlow",
            "flow.relevance",
            "val.weighted",
            "val.norm",
            "val.effective",
            "val.zeroing",
            "val.alti")
        .doesNotContainAnyElementsOf(HeadMetrics.catalogue().stream().map(MetricInfo::id).toList());
  }

  @Test
  void everyMethod_hasADefinitionOfItsOwn_aMeaning_aRangeAndASource() {
    assertThat(Attributions.catalogue()).extracting(MetricInfo::definition).doesNotHaveDuplicates();
    for (MetricInfo info : Attributions.catalogue()) {
      assertThat(info.definition()).as(info.id()).isNotEmpty();
      assertThat(info.meaning()).as(info.id()).isNotEmpty();
      assertThat(info.range()).as(info.id()).isNotEmpty();
      assertThat(info.source()).as(info.id()).isNotEmpty();
    }
  }

  @Test
  void rollout_isNamedByWhatWasDone() {
    AttentionTensor weights = RandomAttention.single(new double[] {1});
    Rollout plain = Rollout.of(weights, Masks.causal(1));
    Rollout discarding =
        Rollout.of(weights, Masks.causal(1), Rollout.Options.vitExplain(HeadFusion.MEAN, 0.5));
    assertThat(Attributions.named(plain.how().id()).id()).isEqualTo("flow.rollout");
    assertThat(Attributions.named(discarding.how().id()).id()).isEqualTo("flow.rolloutDiscard");
  }

  @Test
  void unknownName_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Attributions.named("sal.unknown"))
        .withMessage(
            "attribution must be one of [sal.attention, sal.regions, sal.integrated,"
                + " sal.headImportance, flow.rollout, flow.rolloutDiscard, flow.maxFlow,"
                + " flow.relevance, val.weighted, val.norm, val.effective, val.zeroing, val.alti],"
                + " got sal.unknown");
  }
}
