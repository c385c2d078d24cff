package dev.attn.saliency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attn.mask.RowSumPolicy;
import dev.attn.saliency.HeadImportance.Options;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.NumericArray;
import dev.attn.tensor.TensorShape;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class GradientPropertyTest {

  private static final Options FREE = Options.defaults().withRowSum(RowSumPolicy.FREE);

  private static GradientSample sample(RandomAttention input, AttentionTensor weights) {
    return GradientSample.of(weights, input.gradient(), input.mask());
  }

  @Property(tries = 200)
  void importance_isTheSumOverTheAllowedCells_ofAnyFormat(@ForAll long seed) {
    RandomAttention input = RandomAttention.rectangular(seed);
    double[] before = input.weights().asArray().toDoubles();
    HeadImportance importance = HeadImportance.of(List.of(sample(input, input.weights())), FREE);
    TensorShape shape = input.weights().shape();
    for (int l = 0; l < shape.layers(); l++) {
      for (int h = 0; h < shape.heads(); h++) {
        double sum = 0;
        for (int q = 0; q < shape.queries(); q++) {
          for (int k : input.mask().row(q).toArray()) {
            sum +=
                input.weights().layer(l).head(h).weight(q, k)
                    * input.gradient().layer(l).head(h).weight(q, k);
          }
        }
        assertThat(importance.scores().value(l, h)).isCloseTo(Math.abs(sum), within(1e-14));
      }
    }
    assertThat(input.weights().asArray().toDoubles()).containsExactly(before);
  }

  @Property(tries = 100)
  void importance_doesNotSeeMaskedRowsOrTheNameOfTheFormat(@ForAll long seed) {
    RandomAttention input = RandomAttention.rectangular(seed);
    NumericArray scores = HeadImportance.of(List.of(sample(input, input.weights())), FREE).scores();
    for (AttentionTensor same :
        List.of(input.decoded(), input.withMaskedRows(0), input.withMaskedRows(0.25))) {
      HeadImportance again = HeadImportance.of(List.of(sample(input, same)), FREE);
      assertThat(again.scores()).isEqualTo(scores);
    }
  }

  @Property(tries = 50)
  void importanceOfSeveralSamples_isTheMeanOfEach(@ForAll long seed) {
    RandomAttention input = RandomAttention.rectangular(seed);
    AttentionTensor negative =
        AttentionTensor.computed(
            input.gradient().shape(),
            input.gradient().type(),
            (l, h, q, row) -> {
              input.gradient().layer(l).head(h).row(q, row);
              for (int k = 0; k < row.length; k++) {
                row[k] *= -3;
              }
            });
    GradientSample first = sample(input, input.weights());
    GradientSample second = GradientSample.of(input.weights(), negative, input.mask());
    double[] one = HeadImportance.of(List.of(first), FREE).scores().toDoubles();
    double[] both = HeadImportance.of(List.of(first, second), FREE).scores().toDoubles();
    for (int i = 0; i < one.length; i++) {
      assertThat(both[i]).isCloseTo(2 * one[i], within(1e-14));
    }
  }

  @Property(tries = 100)
  void integratedSaliency_ofOneGradient_isTheSaliencyInsideTheMask(@ForAll long seed) {
    RandomAttention input = RandomAttention.rectangular(seed);
    IntegratedSaliency.Options right =
        IntegratedSaliency.Options.of(PathRule.RIGHT).withRowSum(RowSumPolicy.FREE);
    double[] before = input.weights().asArray().toDoubles();
    AttentionTensor attribution =
        IntegratedSaliency.of(input.weights(), input.mask(), List.of(input.gradient()), right)
            .attribution();
    AttentionTensor saliency =
        Saliency.of(
                sample(input, input.weights()),
                Saliency.Options.of(Saliency.Form.PER_HEAD_SIGNED).withRowSum(RowSumPolicy.FREE))
            .map();
    TensorShape shape = input.weights().shape();
    for (int q = 0; q < shape.queries(); q++) {
      for (int k = 0; k < shape.keys(); k++) {
        double expected = input.mask().allows(q, k) ? saliency.layer(0).head(0).weight(q, k) : 0;
        assertThat(attribution.layer(0).head(0).weight(q, k)).isEqualTo(expected);
      }
    }
    assertThat(input.weights().asArray().toDoubles()).containsExactly(before);
    assertThat(
            IntegratedSaliency.of(input.decoded(), input.mask(), List.of(input.gradient()), right)
                .attribution())
        .isEqualTo(attribution);
  }
}
