package dev.attn.reference;

import static dev.attn.reference.ReferenceAssert.assertReproduces;
import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.aggregate.HeadFusion;
import dev.attn.mask.AttentionMask;
import dev.attn.mask.Masks;
import dev.attn.saliency.AttentionFlow;
import dev.attn.saliency.Residual;
import dev.attn.saliency.Rollout;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.NumericArray;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FlowReferenceTest {

  private static final Rollout.Options DEFAULTS = Rollout.Options.defaults();

  private static NumericArray values(AttentionMatrix map) {
    double[] values =
        IntStream.range(0, map.queries())
            .boxed()
            .flatMapToDouble(q -> Arrays.stream(map.row(q)))
            .toArray();
    return NumericArray.copyOf(values, map.queries(), map.keys());
  }

  @ParameterizedTest
  @ValueSource(strings = {"grounding", "grounding-b", "grounding-c", "pause", "shakespeare"})
  void rollout_ofACapturedPass_isTheReferenceValue(String folder) {
    Capture capture = Capture.withGradient(folder);
    AttentionTensor weights = capture.tensor("attention");
    AttentionMask mask = Masks.causal(weights.shape().keys());
    Rollout.Options max = DEFAULTS.withFusion(HeadFusion.MAX);
    assertReproduces("rollout_mean", values(Rollout.of(weights, mask).map()), capture);
    assertReproduces("rollout_max", values(Rollout.of(weights, mask, max).map()), capture);
    assertReproduces(
        "rollout_max_renormalised_after_residual",
        values(Rollout.of(weights, mask, max.withResidual(Residual.addThenRenorm())).map()),
        capture);
  }

  @ParameterizedTest
  @ValueSource(strings = {"grounding", "pause"})
  void rolloutAndFlowOfTheLastQuery_throughTheFirstLayers_isTheReferenceValue(String folder) {
    Capture capture = Capture.of(folder);
    AttentionTensor weights = capture.tensor("attention");
    int tokens = weights.shape().keys();
    int layers = (int) capture.expected("flow_layers").toDoubles()[0];
    Rollout row =
        Rollout.ofQuery(weights, Masks.causal(tokens), tokens - 1, DEFAULTS.withLayers(0, layers));
    assertThat(row.rowsMasked()).isZero();
    assertReproduces("rollout_same_layers_last_query", values(row.map()), capture);
    AttentionFlow.Options first =
        AttentionFlow.Options.defaults().withLayers(DEFAULTS.withLayers(0, layers));
    AttentionFlow flow = AttentionFlow.ofQuery(weights, Masks.causal(tokens), tokens - 1, first);
    assertReproduces("flow_from_last_query", NumericArray.copyOf(flow.values(), tokens), capture);
  }
}
