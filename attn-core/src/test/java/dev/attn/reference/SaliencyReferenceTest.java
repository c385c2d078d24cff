package dev.attn.reference;

import static dev.attn.reference.ReferenceAssert.assertReproduces;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.Masks;
import dev.attn.saliency.GradientSample;
import dev.attn.saliency.HeadImportance;
import dev.attn.saliency.Relevance;
import dev.attn.saliency.Saliency;
import dev.attn.saliency.ValueWeighted;
import dev.attn.tensor.AttentionLayer;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.NumericArray;
import dev.attn.tensor.TensorShape;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SaliencyReferenceTest {

  @ParameterizedTest
  @ValueSource(strings = {"grounding", "grounding-b", "grounding-c", "pause", "shakespeare"})
  void saliency_ofACapturedPass_isTheReferenceValue(String folder) {
    Capture capture = Capture.withGradient(folder);
    GradientSample sample = sample(capture);
    AttentionTensor perHead = Saliency.perHead(sample).map();
    assertReproduces(
        "saliency_per_head_max",
        reduce(perHead, r -> Arrays.stream(r).max().orElse(0), true),
        capture);
    assertReproduces(
        "saliency_per_head_sum", reduce(perHead, r -> Arrays.stream(r).sum(), false), capture);
    HeadImportance importance = HeadImportance.of(sample);
    assertReproduces("head_importance", importance.scores(), capture);
    assertReproduces("gradient_relevance", values(Relevance.of(sample).map()), capture);
  }

  @ParameterizedTest
  @ValueSource(strings = {"grounding", "grounding-b", "grounding-c", "pause"})
  void saliencyOfALayer_ofACapturedPass_isTheReferenceValue(String folder) {
    Capture capture = Capture.of(folder);
    GradientSample sample = sample(capture);
    assertReproduces("saliency_abs_of_sum", Saliency.absOfSum(sample).map().asArray(), capture);
    assertReproduces("saliency_sum_of_abs", Saliency.sumOfAbs(sample).map().asArray(), capture);
  }

  @ParameterizedTest
  @ValueSource(strings = {"grounding", "grounding-b", "grounding-c"})
  void gradientOfTheLastLayer_isZeroButInTheRowOfTheLoss(String folder) {
    Capture capture = Capture.of(folder);
    AttentionLayer last = capture.tensor("gradient").layer(11);
    int loss = last.queries() - 1;
    for (int h = 0; h < last.heads(); h++) {
      for (int q = 0; q < loss; q++) {
        assertThat(last.head(h).row(q)).containsOnly(0);
      }
    }
    assertThat(Arrays.stream(last.head(0).row(loss)).anyMatch(slope -> slope != 0)).isTrue();
  }

  @Test
  void productsRoundedBeforeTheyAreAddedUp_areOffWhereHeadsCancel() {
    GradientSample sample = sample(Capture.of("grounding-b"));
    AttentionTensor exact = Saliency.signed(sample).map();
    AttentionTensor products = Saliency.perHeadSigned(sample).map();
    double worst = 0;
    for (int l = 0; l < 12; l++) {
      for (int q = 0; q < exact.shape().queries(); q++) {
        for (int k = 0; k <= q; k++) {
          double rounded = 0;
          for (int h = 0; h < 12; h++) {
            rounded += (float) products.layer(l).head(h).weight(q, k);
          }
          double sum = exact.layer(l).head(0).weight(q, k);
          worst = sum == 0 ? worst : Math.max(worst, Math.abs((rounded - sum) / sum));
        }
      }
    }
    assertThat(worst).isCloseTo(6.98e-5, within(1e-7));
  }

  private static GradientSample sample(Capture capture) {
    AttentionTensor weights = capture.tensor("attention");
    AttentionMask mask = Masks.causal(weights.shape().keys());
    return GradientSample.of(weights, capture.tensor("gradient"), mask);
  }

  @ParameterizedTest
  @ValueSource(strings = {"grounding", "grounding-b", "grounding-c", "pause", "shakespeare"})
  void massWeightedByNorms_ofACapturedPass_isTheReferenceValue(String folder) {
    Capture capture = Capture.withGradient(folder);
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
