package dev.attn.reference;

import static dev.attn.reference.ReferenceAssert.assertReproduces;
import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.aggregate.Aggregators;
import dev.attn.aggregate.Fusion;
import dev.attn.aggregate.HeadFusion;
import dev.attn.aggregate.MaskedAttention;
import dev.attn.mask.AttentionMask;
import dev.attn.mask.Masks;
import dev.attn.recompute.AttentionDifference;
import dev.attn.recompute.Intervention;
import dev.attn.recompute.LensMap;
import dev.attn.recompute.LogitLens;
import dev.attn.recompute.Recompute;
import dev.attn.recompute.RecomputeOptions;
import dev.attn.recompute.Target;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.NumericArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RecomputeReferenceTest {

  @ParameterizedTest
  @ValueSource(strings = {"grounding", "grounding-b", "grounding-c", "pause"})
  void attention_fromCapturedVectors_isTheCapturedMap(String folder) {
    Capture capture = Capture.of(folder);
    AttentionDifference difference =
        Recompute.compare(
            capture.tensor("attention"), recompute(capture, RecomputeOptions.defaults()));
    assertThat(difference.largestCell()).isLessThan(2e-6);
    assertThat(difference.largestRow()).isLessThan(4e-6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"grounding", "grounding-b", "grounding-c", "pause"})
  void attention_withTheMeanKey_isUniformOverTheAllowedKeys(String folder) {
    AttentionTensor weights = recompute(Capture.of(folder), meanOf(Target.KEY));
    int tokens = weights.shape().keys();
    for (int head = 0; head < weights.shape().layers() * weights.shape().heads(); head++) {
      int heads = weights.shape().heads();
      for (int q = 0; q < tokens; q++) {
        double[] row = weights.layer(head / heads).head(head % heads).row(q);
        for (int k = 0; k < tokens; k++) {
          assertThat(Math.abs(row[k] - (k <= q ? 1.0 / (q + 1) : 0))).isLessThan(1e-12);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"grounding", "grounding-b", "grounding-c", "pause"})
  void attention_withTheMeanQuery_isTheReferenceValue(String folder) {
    Capture capture = Capture.of(folder);
    AttentionTensor weights = recompute(capture, meanOf(Target.QUERY));
    AttentionTensor mean = Aggregators.heads(weights, HeadFusion.MEAN);
    assertReproduces(
        "mean_query_last_layer_head_mean",
        mean.asArray().slice(weights.shape().layers() - 1),
        capture);
  }

  @ParameterizedTest
  @ValueSource(strings = {"grounding", "grounding-b", "grounding-c", "pause"})
  void logitLens_ofCapturedLogits_isTheReferenceValue(String folder) {
    Capture capture = Capture.of(folder);
    LensMap distance = LogitLens.jensenShannon(capture.array("layer_logits"));
    assertReproduces("logit_lens_jsd_bits", distance.values(), capture);
    assertReproduces(
        "settling_depth_g0.5", LogitLens.settlingDepth(distance, 0.5).depths(), capture);
  }

  @Test
  void longText_isReproducedInItsLastRow() {
    Capture capture = Capture.of("shakespeare");
    MaskedAttention weights =
        MaskedAttention.of(recompute(capture, RecomputeOptions.defaults()), Masks.causal(128));
    MaskedAttention last = Aggregators.queryRows(weights, Fusion.of(HeadFusion.MEAN), 127);
    assertReproduces("head_mean", last.weights().asArray(), capture);
    AttentionTensor meanQuery =
        Aggregators.heads(recompute(capture, meanOf(Target.QUERY)), HeadFusion.MEAN);
    assertReproduces(
        "mean_query_last_layer_head_mean",
        meanQuery.asArray().slice(5).slice(0).slice(127),
        capture);
  }

  private static RecomputeOptions meanOf(Target target) {
    return RecomputeOptions.defaults().with(Intervention.mean(target));
  }

  private static AttentionTensor recompute(Capture capture, RecomputeOptions options) {
    NumericArray queries = capture.array("query");
    AttentionMask mask = Masks.causal(queries.length(2));
    return Recompute.attention(queries, capture.array("key"), mask, options);
  }
}
