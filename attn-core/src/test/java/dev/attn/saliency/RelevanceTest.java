package dev.attn.saliency;

import static dev.attn.saliency.RandomAttention.heads;
import static dev.attn.saliency.RandomAttention.layers;
import static dev.attn.saliency.RandomAttention.single;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.attn.mask.Masks;
import dev.attn.mask.RowSumPolicy;
import dev.attn.saliency.Relevance.Options;
import dev.attn.saliency.Relevance.Update;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.ElementType;
import dev.attn.tensor.TensorShape;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class RelevanceTest {

  private static final double[][] EVEN = {{1, 0}, {0.5, 0.5}};

  private static GradientSample causal(AttentionTensor weights, AttentionTensor gradient) {
    return GradientSample.of(weights, gradient, Masks.causal(weights.shape().keys()));
  }

  private static AttentionTensor constant(AttentionTensor like, double slope) {
    return AttentionTensor.computed(
        like.shape(), ElementType.F64, (l, h, q, row) -> Arrays.fill(row, slope));
  }

  @Test
  void oneLayer_addsThePositiveProducts() {
    AttentionTensor gradient = layers(new double[][] {{0, 0}, {2, -4}});
    Relevance relevance = Relevance.of(causal(layers(EVEN), gradient));
    assertThat(relevance.map()).isEqualTo(AttentionMatrix.copyOf(new double[][] {{1, 0}, {1, 1}}));
    assertThat(relevance.how())
        .hasToString(
            "flow.relevance(update=ADD) mask=causal(2) rows=UNIT tolerance=1.0E-9 type=f64");
  }

  @Test
  void negativeProducts_areCutOffBeforeTheMeanOverHeads() {
    AttentionTensor weights = heads(EVEN, EVEN);
    AttentionTensor gradient =
        heads(new double[][] {{0, 0}, {4, 0}}, new double[][] {{0, 0}, {-6, 0}});
    // mean of max(0, 2) and max(0, -3), not max(0, mean)
    assertThat(Relevance.of(causal(weights, gradient)).map().weight(1, 0)).isEqualTo(1);
  }

  @Test
  void noAggregation_isTheProductAlone() {
    AttentionTensor weights = layers(EVEN, EVEN);
    Options options = Options.defaults().withUpdate(Update.NO_AGGREGATION);
    Relevance relevance = Relevance.of(causal(weights, constant(weights, 1)), options);
    assertThat(relevance.map())
        .isEqualTo(AttentionMatrix.copyOf(new double[][] {{1, 0}, {0.75, 0.25}}));
    assertThat(relevance.how().settings()).isEqualTo("update=NO_AGGREGATION");
  }

  @Test
  void maskedRows_addNothing_andAreCounted() {
    double nan = Double.NaN;
    AttentionTensor weights = single(new double[] {nan, nan}, new double[] {0, 1});
    AttentionTensor gradient = single(new double[] {nan, nan}, new double[] {nan, 3});
    Relevance relevance = Relevance.of(GradientSample.of(weights, gradient, Masks.parse("..\n.#")));
    assertThat(relevance.map()).isEqualTo(AttentionMatrix.copyOf(new double[][] {{1, 0}, {0, 4}}));
    assertThat(relevance.rowsMasked()).isEqualTo(1);
  }

  @Test
  void oneToken_countsItselfAndItsProduct() {
    Relevance relevance =
        Relevance.of(causal(single(new double[] {1}), single(new double[] {0.25})));
    assertThat(relevance.map().weight(0, 0)).isEqualTo(1.25);
  }

  @Test
  void badInput_isRefused() {
    AttentionTensor cross = AttentionTensor.copyOf(new float[1][1][2][3]);
    GradientSample sample = GradientSample.of(cross, cross, Masks.full(2, 3));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Relevance.of(sample))
        .withMessage(
            "weights must have as many queries as keys for flow.relevance, got [1, 1, 2, 3]; for"
                + " cross-attention use BimodalRelevance");
    AttentionTensor nan = layers(new double[][] {{0, 0}, {Double.NaN, 0}});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Relevance.of(causal(layers(EVEN), nan)))
        .withMessage(
            "weight times gradient must be finite, got NaN at [layer 0, head 0, query 1, key 0]");
    GradientSample even = causal(layers(EVEN), layers(EVEN));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> Relevance.ofQuery(even, 2, Options.defaults()))
        .withMessage("query must be in [0, 2), got 2");
    AttentionTensor none = AttentionTensor.copyOf(TensorShape.of(1, 0, 2, 2), new float[0]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Relevance.of(causal(none, none)))
        .withMessage("heads must be at least 1 to be averaged, got 0");
  }

  @Property(tries = 200)
  void relevance_isNeverBelowTheIdentity_andTriangularUnderACausalMask(@ForAll long seed) {
    RandomAttention input = RandomAttention.square(seed);
    GradientSample sample = GradientSample.of(input.weights(), input.gradient(), input.mask());
    double[] before = input.weights().asArray().toDoubles();
    AttentionMatrix map = Relevance.of(sample).map();
    boolean triangular = input.mask().isSubsetOf(Masks.causal(map.keys()));
    for (int q = 0; q < map.queries(); q++) {
      for (int k = 0; k < map.keys(); k++) {
        assertThat(map.weight(q, k)).isGreaterThanOrEqualTo(q == k ? 1 : 0);
        if (triangular && k > q) {
          assertThat(map.weight(q, k)).isZero();
        }
      }
    }
    assertThat(input.weights().asArray().toDoubles()).containsExactly(before);
  }

  @Property(tries = 50)
  void gradientsThatAreNeverPositive_giveTheIdentity(@ForAll long seed) {
    RandomAttention input = RandomAttention.square(seed);
    AttentionTensor negative = constant(input.weights(), -new Random(seed).nextInt(3));
    GradientSample sample = GradientSample.of(input.weights(), negative, input.mask());
    int tokens = input.weights().shape().keys();
    assertThat(Relevance.of(sample).map()).isEqualTo(AttentionMatrix.copyOf(Rows.identity(tokens)));
  }

  @Property(tries = 100)
  void gradientOne_givesTheRolloutTimesTwoForEachLayer(@ForAll long seed) {
    Random random = new Random(seed);
    RandomAttention input =
        RandomAttention.of(random, Masks.causal(1 + random.nextInt(6)), ElementType.F64);
    GradientSample sample =
        GradientSample.of(input.weights(), constant(input.weights(), 1), input.mask());
    AttentionMatrix relevance = Relevance.of(sample).map();
    AttentionMatrix rollout = Rollout.of(input.weights(), input.mask()).map();
    double factor = Math.pow(2, input.weights().shape().layers());
    for (int q = 0; q < rollout.queries(); q++) {
      for (int k = 0; k < rollout.keys(); k++) {
        assertThat(relevance.weight(q, k))
            .isCloseTo(factor * rollout.weight(q, k), within(1e-12 * factor));
      }
    }
  }

  @Property(tries = 200)
  void oneQuery_isItsRowOfTheMap(@ForAll long seed) {
    RandomAttention input = RandomAttention.square(seed);
    Random random = new Random(seed);
    GradientSample sample = GradientSample.of(input.weights(), input.gradient(), input.mask());
    Options options =
        Options.defaults().withUpdate(random.nextBoolean() ? Update.ADD : Update.NO_AGGREGATION);
    Relevance whole = Relevance.of(sample, options);
    int query = random.nextInt(whole.map().queries());
    Relevance row = Relevance.ofQuery(sample, query, options);
    assertThat(row.map().row(0)).containsExactly(whole.map().row(query), within(1e-12));
    assertThat(row.rowsMasked()).isEqualTo(whole.rowsMasked());
    assertThat(row.how()).isEqualTo(whole.how());
  }

  @Property(tries = 100)
  void formatOfTheInput_andWhatMaskedRowsHold_changeNothing(@ForAll long seed) {
    RandomAttention input = RandomAttention.square(seed);
    Options free = Options.defaults().withRowSum(RowSumPolicy.FREE);
    AttentionMatrix map =
        Relevance.of(GradientSample.of(input.weights(), input.gradient(), input.mask()), free)
            .map();
    for (AttentionTensor same : new AttentionTensor[] {input.decoded(), input.withMaskedRows(7)}) {
      GradientSample sample = GradientSample.of(same, input.gradient(), input.mask());
      assertThat(Relevance.of(sample, free).map()).isEqualTo(map);
    }
  }
}
