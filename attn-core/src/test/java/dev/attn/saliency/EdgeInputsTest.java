package dev.attn.saliency;

import static dev.attn.saliency.RandomAttention.single;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.attn.mask.Masks;
import dev.attn.mask.RowSumPolicy;
import dev.attn.saliency.BimodalRelevance.Step;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.ElementType;
import dev.attn.tensor.NumericArray;
import dev.attn.tensor.Span;
import dev.attn.tensor.TensorShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** One token, cross-attention, narrow formats and NaN, for the methods that lack them elsewhere. */
final class EdgeInputsTest {

  private static final AttentionTensor ONE = single(new double[] {1});
  private static final RowSumPolicy FREE = RowSumPolicy.FREE;

  private static NumericArray random(long seed, int... shape) {
    int size = 1;
    for (int length : shape) {
      size *= length;
    }
    return NumericArray.copyOf(new Random(seed).doubles(size, -1, 1).toArray(), shape);
  }

  private static GradientSample sample(double weight, double slope) {
    return GradientSample.of(
        single(new double[] {weight}), single(new double[] {slope}), Masks.full(1));
  }

  private static double cell(AttentionTensor map) {
    return map.layer(0).head(0).weight(0, 0);
  }

  private static RandomAttention narrow(long seed, ElementType type) {
    RandomAttention any = RandomAttention.square(seed);
    return RandomAttention.of(new Random(seed), any.mask(), type);
  }

  @Test
  void oneToken_hasTheObviousAnswerInEveryMethod() {
    assertThat(cell(Saliency.absOfSum(sample(1, -3)).map())).isEqualTo(3);
    IntegratedSaliency integrated =
        IntegratedSaliency.of(
            ONE,
            Masks.full(1),
            List.of(single(new double[] {-3})),
            IntegratedSaliency.Options.of(PathRule.MIDPOINT));
    assertThat(cell(integrated.attribution())).isEqualTo(-3);
    assertThat(integrated.completeness(0, -3, 0).residual()).isZero();
    BimodalRelevance relevance = BimodalRelevance.of(List.of(Step.targetToSource(sample(1, 2))));
    assertThat(relevance.targetSource().weight(0, 0)).isEqualTo(2);
    assertThat(relevance.targetTarget().weight(0, 0)).isEqualTo(1);
    NumericArray vector = NumericArray.copyOf(new double[] {3, -4}, 1, 1, 1, 2);
    assertThat(cell(NormAttribution.of(ONE, Masks.full(1), TransformedValues.of(vector)).map()))
        .isEqualTo(5);
    assertThat(
            cell(
                ValueWeighted.byValues(ONE, Masks.full(1), vector, ValueWeighted.Options.defaults())
                    .map()))
        .isEqualTo(5);
    assertThat(
            EffectiveAttention.of(ONE.layer(0).head(0), Masks.full(1), vector.slice(0).slice(0))
                .map()
                .weight(0, 0))
        .isCloseTo(1, within(1e-15));
    Alti alti =
        Alti.of(
            ONE,
            Masks.full(1),
            TransformedValues.of(vector),
            NumericArray.copyOf(new double[] {1, 1}, 1, 1, 2),
            Alti.Options.of(LayerNorm.none()));
    assertThat(cell(alti.scores())).isEqualTo(7); // |(4, -3)|, all of it from this token
  }

  @Test
  void integratedSaliency_ofCrossAttention_multipliesTheMeanSlope() {
    AttentionTensor weights = single(new double[] {0.25, 0.75, 0}, new double[] {0, 0.5, 0.5});
    AttentionTensor first = single(new double[] {4, 8, 1}, new double[] {1, 2, 2});
    AttentionTensor second = single(new double[] {-4, 0, 1}, new double[] {1, 2, 6});
    IntegratedSaliency result =
        IntegratedSaliency.of(
            weights,
            Masks.full(2, 3),
            List.of(first, second),
            IntegratedSaliency.Options.of(PathRule.MIDPOINT));
    assertThat(result.attribution())
        .isEqualTo(single(new double[] {0, 3, 0}, new double[] {0, 1, 2}));
  }

  @Test
  void bimodalRelevance_refusesNotANumber() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BimodalRelevance.of(List.of(Step.targetToSource(sample(1, Double.NaN)))))
        .withMessage(
            "weight times gradient must be finite, got NaN at [layer 0, head 0, query 0, key 0]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BimodalRelevance.of(List.of(Step.targetToSource(sample(Double.NaN, 1)))))
        .withMessageStartingWith("row must be attention under full(1), got ");
  }

  @Property(tries = 60)
  void law24_regionsAndBimodalRelevance_dependOnTheValuesOfNarrowFormatsOnly(@ForAll long seed) {
    for (ElementType type : new ElementType[] {ElementType.F16, ElementType.BF16}) {
      RandomAttention input = narrow(seed, type);
      int tokens = input.mask().rows();
      List<Span> classes = tokens < 3 ? List.of() : List.of(Span.of(1, 2, "class"));
      List<Double> regions = new ArrayList<>();
      List<AttentionMatrix> maps = new ArrayList<>();
      for (AttentionTensor weights : List.of(input.weights(), input.decoded())) {
        GradientSample sample = GradientSample.of(weights, input.gradient(), input.mask());
        Saliency saliency =
            Saliency.of(sample, Saliency.Options.of(Saliency.Form.ABS_OF_SUM).withRowSum(FREE));
        SaliencyRegions split = SaliencyRegions.of(saliency, 0, tokens - 1, classes);
        regions.add(split.amongWords());
        regions.add(split.wordsToClasses());
        maps.add(
            BimodalRelevance.of(
                    List.of(Step.sourceSelf(sample), Step.targetToSource(sample)),
                    BimodalRelevance.Options.defaults().withRowSum(FREE))
                .targetSource());
      }
      assertThat(regions.subList(2, 4)).isEqualTo(regions.subList(0, 2));
      assertThat(maps.get(1)).isEqualTo(maps.get(0));
    }
  }

  @Property(tries = 60)
  void law24_valueMethods_dependOnTheValuesOfNarrowFormatsOnly(@ForAll long seed) {
    for (ElementType type : new ElementType[] {ElementType.F16, ElementType.BF16}) {
      RandomAttention input = narrow(seed, type);
      List<List<Object>> results = new ArrayList<>();
      for (AttentionTensor weights : List.of(input.weights(), input.decoded())) {
        results.add(valueMethods(weights, input, seed));
      }
      assertThat(results.get(1)).isEqualTo(results.get(0));
    }
  }

  private static List<Object> valueMethods(
      AttentionTensor weights, RandomAttention input, long seed) {
    TensorShape shape = weights.shape();
    TransformedValues values = values(shape, seed);
    Alti.Options options = Alti.Options.of(LayerNorm.none()).withRowSum(FREE);
    return List.of(
        NormAttribution.of(weights, input.mask(), values, FREE).map(),
        EffectiveAttention.of(
                weights.layer(0).head(0),
                input.mask(),
                random(seed + 1, shape.keys(), 2),
                EffectiveAttention.Options.defaults().withRowSum(FREE))
            .map(),
        ValueWeighted.byTransformedValues(
                weights, input.mask(), values, ValueWeighted.Options.defaults().withRowSum(FREE))
            .map(),
        Alti.of(weights, input.mask(), values, inputs(shape, seed), options).scores());
  }

  private static TransformedValues values(TensorShape shape, long seed) {
    return TransformedValues.of(random(seed, shape.layers(), shape.heads(), shape.keys(), 2));
  }

  private static NumericArray inputs(TensorShape shape, long seed) {
    return random(seed + 2, shape.layers(), shape.queries(), 2);
  }

  @Property(tries = 60)
  void law26_inputs_areUnchangedByEveryMethod(@ForAll long seed) {
    RandomAttention input = RandomAttention.square(seed);
    AttentionTensor weights = input.weights();
    double[] before = weights.asArray().toDoubles();
    double[] slopes = input.gradient().asArray().toDoubles();
    NumericArray vectors =
        random(seed, weights.shape().layers(), weights.shape().heads(), weights.shape().keys(), 2);
    double[] components = vectors.toDoubles();
    GradientSample sample = GradientSample.of(weights, input.gradient(), input.mask());
    for (Saliency.Form form : Saliency.Form.values()) {
      Saliency.of(sample, Saliency.Options.of(form).withRowSum(FREE)).map().asArray().toDoubles();
    }
    IntegratedSaliency.of(
            weights,
            input.mask(),
            List.of(input.gradient()),
            IntegratedSaliency.Options.of(PathRule.RIGHT).withRowSum(FREE))
        .attribution()
        .asArray()
        .toDoubles();
    Relevance.of(sample, Relevance.Options.defaults().withRowSum(FREE));
    BimodalRelevance.of(
        List.of(Step.sourceSelf(sample), Step.targetToSource(sample)),
        BimodalRelevance.Options.defaults().withRowSum(FREE));
    Rollout.Options rollout = Rollout.Options.defaults().withRowSum(FREE);
    Rollout.of(weights, input.mask(), rollout.withDiscard(Discard.perRow(0.5)));
    AttentionFlow.ofQuery(
        weights, input.mask(), 0, AttentionFlow.Options.defaults().withLayers(rollout));
    valueMethods(weights, input, seed);
    NormAttribution.of(weights, input.mask(), TransformedValues.of(vectors), FREE)
        .map()
        .asArray()
        .toDoubles();
    assertThat(weights.asArray().toDoubles()).containsExactly(before);
    assertThat(input.gradient().asArray().toDoubles()).containsExactly(slopes);
    assertThat(vectors.toDoubles()).containsExactly(components);
  }
}
