package dev.attn.reference;

import static dev.attn.reference.ReferenceAssert.assertReproduces;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.Masks;
import dev.attn.saliency.GradientSample;
import dev.attn.saliency.HeadImportance;
import dev.attn.saliency.Relevance;
import dev.attn.saliency.Saliency;
import dev.attn.saliency.ValueWeighted;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.NumericArray;
import dev.attn.tensor.TensorShape;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SaliencyReferenceTest {

  @ParameterizedTest
  @ValueSource(strings = {"grounding", "grounding-b", "grounding-c", "pause"})
  void saliency_ofACapturedPass_isTheReferenceValue(String folder) {
    Capture capture = Capture.of(folder);
    AttentionTensor weights = capture.tensor("attention");
    AttentionTensor gradient = capture.tensor("gradient");
    AttentionTensor perHead = Saliency.perHead(weights, gradient);
    assertReproduces(
        "saliency_per_head_max",
        reduce(perHead, r -> Arrays.stream(r).max().orElse(0), true),
        capture);
    assertReproduces(
        "saliency_per_head_sum", reduce(perHead, r -> Arrays.stream(r).sum(), false), capture);
    assertReproduces(
        "saliency_abs_of_sum", Saliency.absOfSum(weights, gradient).asArray(), capture);
    assertReproduces(
        "saliency_sum_of_abs", Saliency.sumOfAbs(weights, gradient).asArray(), capture);
    AttentionMask mask = Masks.causal(weights.shape().keys());
    GradientSample sample = GradientSample.of(weights, gradient, mask);
    HeadImportance importance = HeadImportance.of(sample);
    assertReproduces("head_importance", importance.scores(), capture);
    assertReproduces("gradient_relevance", values(Relevance.of(sample).map()), capture);
  }

  @ParameterizedTest
  @ValueSource(strings = {"grounding", "grounding-b", "grounding-c", "pause"})
  void massWeightedByNorms_ofACapturedPass_isTheReferenceValue(String folder) {
    Capture capture = Capture.of(folder);
    AttentionTensor weights = capture.tensor("attention");
    ValueWeighted weighted =
        ValueWeighted.byNorms(
            weights,
            Masks.causal(weights.shape().keys()),
            capture.array("value_norm"),
            ValueWeighted.Options.defaults());
    assertReproduces(
        "norm_weighted_mass_per_head",
        reduce(weighted.map(), r -> Arrays.stream(r).sum(), false),
        capture);
  }

  private static NumericArray values(AttentionMatrix map) {
    double[] values =
        IntStream.range(0, map.queries())
            .boxed()
            .flatMapToDouble(q -> Arrays.stream(map.row(q)))
            .toArray();
    return NumericArray.copyOf(values, map.queries(), map.keys());
  }

  private static NumericArray reduce(
      AttentionTensor maps, ToDoubleFunction<double[]> ofRow, boolean max) {
    TensorShape shape = maps.shape();
    double[] cells = new double[shape.layers() * shape.heads()];
    for (int i = 0; i < cells.length; i++) {
      AttentionMatrix map = maps.layer(i / shape.heads()).head(i % shape.heads());
      for (int q = 0; q < shape.queries(); q++) {
        double value = ofRow.applyAsDouble(map.row(q));
        cells[i] = max ? Math.max(cells[i], value) : cells[i] + value;
      }
    }
    return NumericArray.copyOf(cells, shape.layers(), shape.heads());
  }
}
