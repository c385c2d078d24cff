package dev.attn.saliency;

import static dev.attn.saliency.RandomAttention.heads;
import static dev.attn.saliency.RandomAttention.single;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.Masks;
import dev.attn.mask.RowSumPolicy;
import dev.attn.saliency.HeadImportance.GlobalScaling;
import dev.attn.saliency.HeadImportance.LayerScaling;
import dev.attn.saliency.HeadImportance.Options;
import dev.attn.saliency.HeadImportance.Order;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.NumericArray;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HeadImportanceTest {

  private static final Options DEFAULTS = Options.defaults();

  /** One token: the sum of weight times gradient of each head is the gradient itself. */
  private static GradientSample slopes(int layers, int heads, double... slopes) {
    double[] ones = slopes.clone();
    Arrays.fill(ones, 1);
    return GradientSample.of(
        NumericArray.copyOf(ones, layers, heads, 1, 1).asAttention(),
        NumericArray.copyOf(slopes, layers, heads, 1, 1).asAttention(),
        Masks.full(1));
  }

  @Test
  void score_isTheMagnitudeOfTheSumOverTheWholeHead() {
    AttentionTensor weights = single(new double[] {1, 0}, new double[] {0.25, 0.75});
    AttentionTensor gradient = single(new double[] {1, 5}, new double[] {-4, -4});
    HeadImportance importance =
        HeadImportance.of(GradientSample.of(weights, gradient, Masks.causal(2)));
    assertThat(importance.scores().value(0, 0)).isEqualTo(3);
    assertThat(importance.how())
        .hasToString(
            "sal.headImportance(order=ABS_PER_SAMPLE perLayer=NONE global=NONE) mask=causal(2)"
                + " rows=UNIT tolerance=1.0E-9 type=f64 unit=loss");
  }

  @Test
  void samplesThatPullApart_doNotCancel_unlessAskedTo() {
    List<GradientSample> samples = List.of(slopes(1, 1, 1), slopes(1, 1, -1));
    assertThat(HeadImportance.of(samples, DEFAULTS).scores().value(0, 0)).isEqualTo(1);
    HeadImportance cancelled = HeadImportance.of(samples, DEFAULTS.withOrder(Order.SUM_BEFORE_ABS));
    assertThat(cancelled.scores().value(0, 0)).isZero();
    assertThat(cancelled.samples()).isEqualTo(2);
  }

  @Test
  void perLayer_dividesByTheNormOfTheLayer() {
    Options scaled = DEFAULTS.withPerLayer(LayerScaling.L2);
    NumericArray scores =
        HeadImportance.of(List.of(slopes(2, 2, 3, -4, 0.6, 0.8)), scaled).scores();
    assertThat(scores.toDoubles())
        .containsExactly(new double[] {0.6, 0.8, 0.6, 0.8}, within(1e-15));
  }

  @Test
  void global_stretchesFromZeroToOne() {
    Options scaled = DEFAULTS.withGlobal(GlobalScaling.MIN_MAX);
    NumericArray scores = HeadImportance.of(List.of(slopes(2, 2, 1, -3, 2, 5)), scaled).scores();
    assertThat(scores.toDoubles()).containsExactly(0, 0.5, 0.25, 1);
  }

  @Test
  void flatScores_areUndefinedAfterStretching_andCounted() {
    Options scaled = DEFAULTS.withGlobal(GlobalScaling.MIN_MAX);
    HeadImportance flat = HeadImportance.of(List.of(slopes(1, 3, 2, 2, -2)), scaled);
    assertThat(flat.scores().toDoubles()).containsOnly(Double.NaN);
    assertThat(flat.headsUndefined()).isEqualTo(3);
  }

  @Test
  void layerOfZeros_isUndefined_andTheOthersAreStillStretched() {
    HeadImportance importance =
        HeadImportance.of(
            List.of(slopes(2, 2, 0, 0, 3, 4)), Options.bertology().withPerLayer(LayerScaling.L2));
    assertThat(importance.scores().toDoubles()).containsExactly(Double.NaN, Double.NaN, 0, 1);
    assertThat(importance.headsUndefined()).isEqualTo(2);
    assertThat(importance.how().settings())
        .isEqualTo("order=SUM_BEFORE_ABS perLayer=L2 global=MIN_MAX");
  }

  @Test
  void bertology_sumsBeforeTheMagnitude_andScoresALayerOfZerosWithZero() {
    // sums over the samples: 0 and 0, then 3 and 4, divided by 5; the least is 0, the largest 0.8
    HeadImportance importance =
        HeadImportance.of(
            List.of(slopes(2, 2, 1, 0, 1, 3), slopes(2, 2, -1, 0, 2, 1)), Options.bertology());
    assertThat(importance.scores().toDoubles())
        .containsExactly(new double[] {0, 0, 0.75, 1}, within(1e-15));
    assertThat(importance.headsUndefined()).isZero();
    assertThat(importance.how().settings())
        .isEqualTo("order=SUM_BEFORE_ABS perLayer=L2_ZERO_AS_ZERO global=MIN_MAX");
  }

  @Test
  void maskedRows_areLeftOutAndCounted() {
    double nan = Double.NaN;
    AttentionTensor weights =
        heads(new double[][] {{nan, nan}, {0, 1}}, new double[][] {{nan, nan}, {0, 1}});
    AttentionTensor gradient =
        heads(new double[][] {{nan, nan}, {nan, 2}}, new double[][] {{1, 1}, {1, -5}});
    HeadImportance importance =
        HeadImportance.of(GradientSample.of(weights, gradient, Masks.parse("..\n.#")));
    assertThat(importance.scores().toDoubles()).containsExactly(2, 5);
    assertThat(importance.rowsMasked()).isEqualTo(2);
  }

  @Test
  void samplesOfDifferentLength_haveVariousMasks() {
    AttentionTensor weights = single(new double[] {1, 0}, new double[] {0.5, 0.5});
    GradientSample longer = GradientSample.of(weights, weights, Masks.causal(2));
    HeadImportance importance = HeadImportance.of(List.of(slopes(1, 1, 2), longer), DEFAULTS);
    assertThat(importance.scores().value(0, 0)).isEqualTo((2 + 1.5) / 2);
    assertThat(importance.how().mask()).isEqualTo("various");
  }

  @Test
  void crossAttention_isWelcome() {
    AttentionTensor weights = single(new double[] {0.2, 0.3, 0.5});
    AttentionTensor gradient = single(new double[] {1, 1, -1});
    HeadImportance importance =
        HeadImportance.of(GradientSample.of(weights, gradient, Masks.full(1, 3)));
    assertThat(importance.scores().value(0, 0)).isEqualTo(0);
  }

  @Test
  void slopeOfTheLossInTheScaleOfTheHead_isTheScore() {
    // loss = 3 a₀ + 2 a₁² at a = (0.25, 0.75): dLoss/da = (3, 3)
    AttentionTensor weights = single(new double[] {0.25, 0.75});
    AttentionTensor gradient = single(new double[] {3, 3});
    double step = 1e-6;
    double slope = (loss(1 + step) - loss(1 - step)) / (2 * step);
    HeadImportance importance =
        HeadImportance.of(GradientSample.of(weights, gradient, Masks.full(1, 2)));
    assertThat(importance.scores().value(0, 0)).isCloseTo(slope, within(1e-8));
  }

  private static double loss(double scale) {
    double a0 = 0.25 * scale;
    double a1 = 0.75 * scale;
    return 3 * a0 + 2 * a1 * a1;
  }

  @Test
  void notANumber_isRefusedWithItsPlace() {
    AttentionTensor weights = single(new double[] {1, 0}, new double[] {0.5, 0.5});
    AttentionTensor gradient = single(new double[] {1, 0}, new double[] {0.5, Double.NaN});
    GradientSample sample = GradientSample.of(weights, gradient, Masks.causal(2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HeadImportance.of(sample))
        .withMessage(
            "weight times gradient must be finite, got NaN at [layer 0, head 0, query 1, key 1]");
  }

  @Test
  void rowsOfOtherSums_needTheOption() {
    AttentionTensor weights = single(new double[] {0.5, 0.25});
    GradientSample sample = GradientSample.of(weights, weights, Masks.full(1, 2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HeadImportance.of(sample))
        .withMessage(
            "row must be attention under full(1x2+0), got BROKEN(SUM), sum 0.75, leaked 0.0 at"
                + " [layer 0, head 0, query 0]; check the mask, or choose another RowSumPolicy");
    Options free = DEFAULTS.withRowSum(RowSumPolicy.FREE);
    assertThat(HeadImportance.of(List.of(sample), free).scores().value(0, 0)).isEqualTo(0.3125);
  }

  @Test
  void samplesThatDoNotFit_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HeadImportance.of(List.of(), DEFAULTS))
        .withMessage("samples must be at least one, got none");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> HeadImportance.of(List.of(slopes(1, 2, 1, 1), slopes(2, 1, 1, 1)), DEFAULTS))
        .withMessage("samples must have as many layers and heads as the first, [1, 2], got [2, 1]");
    AttentionTensor two = AttentionTensor.copyOf(new float[1][1][2][2]);
    AttentionTensor three = AttentionTensor.copyOf(new float[1][1][3][3]);
    AttentionMask mask = Masks.causal(2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GradientSample.of(two, three, mask))
        .withMessage(
            "gradient shape must be [1, 1, 2, 2] like the weights, got [1, 1, 3, 3]; capture both in"
                + " one forward and backward pass");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GradientSample.of(three, three, mask))
        .withMessage(
            "mask shape must be [3, 3] like the weights, got [2, 2]; build it with"
                + " Masks.causal(3)");
  }
}
