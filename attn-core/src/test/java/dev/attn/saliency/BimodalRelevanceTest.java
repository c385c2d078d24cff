package dev.attn.saliency;

import static dev.attn.saliency.RandomAttention.single;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.attn.mask.Masks;
import dev.attn.mask.RowSumPolicy;
import dev.attn.saliency.BimodalRelevance.Direction;
import dev.attn.saliency.BimodalRelevance.Normalisation;
import dev.attn.saliency.BimodalRelevance.Options;
import dev.attn.saliency.BimodalRelevance.Step;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.ElementType;
import dev.attn.tensor.TensorShape;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class BimodalRelevanceTest {

  private static final GradientSample SOURCE_SELF =
      sample(new double[][] {{0.5, 0.5}, {0.5, 0.5}}, 1);
  private static final GradientSample READS_FIRST = sample(new double[][] {{1, 0}}, 2);

  private static GradientSample sample(double[][] weights, double slope) {
    AttentionTensor tensor = single(weights);
    AttentionTensor gradient =
        AttentionTensor.computed(
            tensor.shape(), ElementType.F64, (l, h, q, row) -> Arrays.fill(row, slope));
    return GradientSample.of(tensor, gradient, Masks.full(weights.length, weights[0].length));
  }

  private static AttentionMatrix matrix(double[]... rows) {
    return AttentionMatrix.copyOf(rows);
  }

  @Test
  void targetThatReadsASource_takesWhatTheSourceHadGathered() {
    BimodalRelevance relevance =
        BimodalRelevance.of(
            List.of(Step.sourceSelf(SOURCE_SELF), Step.targetToSource(READS_FIRST)));
    assertThat(relevance.sourceSource())
        .isEqualTo(matrix(new double[] {1.5, 0.5}, new double[] {0.5, 1.5}));
    assertThat(relevance.targetSource()).isEqualTo(matrix(new double[] {3, 1}));
    assertThat(relevance.targetTarget()).isEqualTo(matrix(new double[] {1}));
    assertThat(relevance.sourceTarget()).isEqualTo(matrix(new double[] {0}, new double[] {0}));
    assertThat(relevance.rowsZero()).isEqualTo(1); // the target had gathered nothing yet
    assertThat(relevance.how())
        .hasToString(
            "flow.relevance(update=ADD normalisation=ROWS) mask=various rows=UNIT"
                + " tolerance=1.0E-9 type=f64");
  }

  @Test
  void targetSelf_changesBothMapsFromTheirOldValues() {
    GradientSample self = sample(new double[][] {{1}}, 0.5);
    BimodalRelevance relevance =
        BimodalRelevance.of(List.of(Step.targetToSource(READS_FIRST), Step.targetSelf(self)));
    // R(ts) = (2, 0) after the first step; then both grow by half
    assertThat(relevance.targetSource()).isEqualTo(matrix(new double[] {3, 0}));
    assertThat(relevance.targetTarget()).isEqualTo(matrix(new double[] {1.5}));
  }

  @Test
  void sourceThatReadsBack_changesTheTarget() {
    GradientSample back = sample(new double[][] {{1}, {1}}, 1);
    BimodalRelevance relevance =
        BimodalRelevance.of(List.of(Step.sourceToTarget(back), Step.targetToSource(READS_FIRST)));
    assertThat(relevance.sourceTarget()).isEqualTo(matrix(new double[] {1}, new double[] {1}));
    // R(tt) = 1 + E R(st) = 1 + (2, 0) (1, 1)
    assertThat(relevance.targetTarget()).isEqualTo(matrix(new double[] {3}));
    assertThat(relevance.targetSource()).isEqualTo(matrix(new double[] {2, 0}));
  }

  @Test
  void mutual_readsTheMapsBeforeBoth() {
    GradientSample back = sample(new double[][] {{1}, {1}}, 1);
    BimodalRelevance relevance = BimodalRelevance.of(List.of(Step.mutual(READS_FIRST, back)));
    assertThat(relevance.targetSource()).isEqualTo(matrix(new double[] {2, 0}));
    assertThat(relevance.sourceTarget()).isEqualTo(matrix(new double[] {1}, new double[] {1}));
    assertThat(relevance.targetTarget()).isEqualTo(matrix(new double[] {1}));
    assertThat(relevance.sourceSource())
        .isEqualTo(matrix(new double[] {1, 0}, new double[] {0, 1}));
  }

  @Test
  void withoutNormalisation_mapsAreUsedAsTheyAre() {
    GradientSample self = sample(new double[][] {{0.5, 0.5}, {0.5, 0.5}}, 4);
    List<Step> steps = List.of(Step.sourceSelf(self), Step.targetToSource(READS_FIRST));
    assertThat(BimodalRelevance.of(steps).targetSource()).isEqualTo(matrix(new double[] {3, 1}));
    BimodalRelevance raw =
        BimodalRelevance.of(steps, Options.defaults().withNormalisation(Normalisation.NONE));
    assertThat(raw.targetSource()).isEqualTo(matrix(new double[] {6, 4}));
    assertThat(raw.rowsZero()).isZero();
  }

  @Test
  void noAggregation_replacesInsteadOfAdding_butKeepsWhatNothingChanges() {
    BimodalRelevance relevance =
        BimodalRelevance.of(
            List.of(Step.sourceSelf(SOURCE_SELF), Step.targetToSource(READS_FIRST)),
            Options.noAggregation());
    assertThat(relevance.sourceSource())
        .isEqualTo(matrix(new double[] {0.5, 0.5}, new double[] {0.5, 0.5}));
    assertThat(relevance.targetSource()).isEqualTo(matrix(new double[] {1, 1}));
    assertThat(relevance.targetTarget()).isEqualTo(matrix(new double[] {1}));
  }

  @Test
  void maskedRows_areCountedInEveryStep() {
    AttentionTensor weights = single(new double[] {Double.NaN, Double.NaN}, new double[] {0, 1});
    GradientSample self = GradientSample.of(weights, weights, Masks.parse("..\n.#"));
    BimodalRelevance relevance =
        BimodalRelevance.of(List.of(Step.sourceSelf(self), Step.targetToSource(READS_FIRST)));
    assertThat(relevance.rowsMasked()).isEqualTo(1);
    assertThat(relevance.rowsZero()).isEqualTo(2);
    assertThat(relevance.targetSource()).isEqualTo(matrix(new double[] {2, 0}));
  }

  @Property(tries = 100)
  void sourceAlone_isTheRelevanceOfSelfAttention(@ForAll long seed) {
    RandomAttention input = RandomAttention.square(seed);
    GradientSample self = GradientSample.of(input.weights(), input.gradient(), input.mask());
    int sources = input.weights().shape().keys();
    double[] even = new double[sources];
    Arrays.fill(even, 1.0 / sources);
    GradientSample cross = sample(new double[][] {even}, new Random(seed).nextDouble());
    BimodalRelevance relevance =
        BimodalRelevance.of(List.of(Step.sourceSelf(self), Step.targetToSource(cross)));
    assertThat(relevance.sourceSource()).isEqualTo(Relevance.of(self).map());
    for (double cell : relevance.targetSource().row(0)) {
      assertThat(cell).isGreaterThanOrEqualTo(0);
    }
  }

  @Property(tries = 50)
  void swappedNames_swapTheMaps(@ForAll long seed) {
    RandomAttention self = RandomAttention.square(seed);
    RandomAttention across = RandomAttention.rectangular(seed + 1);
    GradientSample there = GradientSample.of(across.weights(), across.gradient(), across.mask());
    GradientSample own = GradientSample.of(self.weights(), self.gradient(), self.mask());
    TensorShape shape = across.weights().shape();
    List<Step> one =
        shape.queries() == own.weights().shape().keys()
            ? List.of(Step.targetSelf(own), Step.targetToSource(there))
            : List.of(Step.targetToSource(there));
    List<Step> other =
        one.size() == 2
            ? List.of(Step.sourceSelf(own), Step.sourceToTarget(there))
            : List.of(Step.sourceToTarget(there));
    BimodalRelevance first = BimodalRelevance.of(one);
    BimodalRelevance second = BimodalRelevance.of(other);
    assertThat(second.sourceTarget()).isEqualTo(first.targetSource());
    assertThat(second.sourceSource()).isEqualTo(first.targetTarget());
    assertThat(second.rowsZero()).isEqualTo(first.rowsZero());
    assertThat(second.rowsMasked()).isEqualTo(first.rowsMasked());
  }

  @Test
  void badSteps_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BimodalRelevance.of(List.of(Step.sourceSelf(SOURCE_SELF))))
        .withMessage("steps must hold attention between target and source, got [SOURCE_SELF]");
    GradientSample three = sample(new double[][] {{1, 0, 0}}, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                BimodalRelevance.of(
                    List.of(Step.sourceSelf(SOURCE_SELF), Step.targetToSource(three))))
        .withMessage("source must have 2 tokens in every step, got 3");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                BimodalRelevance.of(
                    List.of(Step.targetToSource(three), Step.targetSelf(SOURCE_SELF))))
        .withMessage("target must have 1 tokens in every step, got 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Step(Direction.MUTUAL, List.of(three)))
        .withMessage("samples must be 2 for MUTUAL, got 1");
    AttentionTensor twoLayers =
        AttentionTensor.computed(
            TensorShape.of(2, 1, 3, 1), ElementType.F64, (l, h, q, row) -> row[0] = 1);
    GradientSample deep = GradientSample.of(twoLayers, twoLayers, Masks.full(3, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Step.mutual(three, deep))
        .withMessage("both directions must have as many layers, got 1 and 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Options.noAggregation().withNormalisation(Normalisation.ROWS))
        .withMessage("normalisation must be NONE with NO_AGGREGATION, got ROWS");
  }

  @Test
  void rowSums_areJudgedAsAsked() {
    GradientSample loose = sample(new double[][] {{0.25, 0.25}}, 2);
    List<Step> steps = List.of(Step.targetToSource(loose));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BimodalRelevance.of(steps))
        .withMessageContaining("got BROKEN(SUM), sum 0.5");
    Options free = Options.defaults().withRowSum(RowSumPolicy.FREE);
    assertThat(BimodalRelevance.of(steps, free).targetSource().row(0))
        .containsExactly(new double[] {0.5, 0.5}, within(0.0));
  }
}
