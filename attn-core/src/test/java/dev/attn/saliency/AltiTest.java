package dev.attn.saliency;

import static dev.attn.saliency.RandomAttention.single;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.Masks;
import dev.attn.mask.RowSumPolicy;
import dev.attn.saliency.Alti.Options;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.NumericArray;
import dev.attn.tensor.TensorShape;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class AltiTest {

  private static final Options NO_NORM = Options.of(LayerNorm.none());

  private static TransformedValues vectors(int keys, double... values) {
    return TransformedValues.of(NumericArray.copyOf(values, 1, 1, keys, values.length / keys));
  }

  private static NumericArray matrix(int rows, double... values) {
    return NumericArray.copyOf(values, 1, rows, values.length / rows);
  }

  private static NumericArray vector(double... values) {
    return NumericArray.copyOf(values, 1, values.length);
  }

  @Test
  void withoutNormalisation_scoresAreTheOverlapsWithTheOutput() {
    AttentionTensor weights = single(new double[] {1, 0}, new double[] {0.5, 0.5});
    Alti alti =
        Alti.of(weights, Masks.causal(2), vectors(2, 2, 0, 0, 4), matrix(2, 1, 0, 0, 1), NO_NORM);
    assertThat(alti.scores()).isEqualTo(single(new double[] {3, 0}, new double[] {1, 3}));
    assertThat(alti.normalised()).isEqualTo(single(new double[] {1, 0}, new double[] {0.25, 0.75}));
    assertThat(alti.rollout().map().row(1)).containsExactly(0.25, 0.75);
    assertThat(alti.how())
        .hasToString(
            "val.alti(norm=NONE epsilon=0.0 outputBias=NONE) mask=causal(2) rows=UNIT"
                + " tolerance=1.0E-9 type=f64");
  }

  @Test
  void contributionsAgainstTheOutput_scoreZero() {
    AttentionTensor weights = single(new double[] {1, 0}, new double[] {0.5, 0.5});
    Alti alti =
        Alti.of(weights, Masks.causal(2), vectors(2, -2, 0, 8, 0), matrix(2, 1, 0, 0, 0), NO_NORM);
    // query 1: y = 3 of which key 0 takes 1 away
    assertThat(alti.scores().layer(0).head(0).row(1)).containsExactly(0, 2);
  }

  @Test
  void normalisation_isLinearisedAtTheSum() {
    // One token: s = x + f = (3, 1), mean 2, biased deviation 1, y = 2 · (1, -1) + (1, 0) = (3, -2)
    LayerNorm norm = LayerNorm.biased(vector(2, 2), vector(1, 0), 0);
    Alti alti =
        Alti.of(
            single(new double[] {1}),
            Masks.full(1),
            vectors(1, 2, 1),
            matrix(1, 1, 0),
            Options.of(norm));
    // T = (2, -2): the whole of y but its shift, ‖y‖ = 5, ‖y - T‖ = 1
    assertThat(alti.scores().layer(0).head(0).weight(0, 0)).isCloseTo(4, within(1e-14));
    // the unbiased deviation is √2: y = (√2 + 1, -√2), T = (√2, -√2)
    LayerNorm unbiased = LayerNorm.unbiased(vector(2, 2), vector(1, 0), 1e-5);
    Alti compared =
        Alti.of(
            single(new double[] {1}),
            Masks.full(1),
            vectors(1, 2, 1),
            matrix(1, 1, 0),
            Options.of(unbiased));
    assertThat(compared.scores().layer(0).head(0).weight(0, 0))
        .isCloseTo(2 * Math.sqrt(2), within(1e-14));
    assertThat(compared.how().settings()).isEqualTo("norm=UNBIASED epsilon=1.0E-5 outputBias=NONE");
  }

  @Test
  void epsilon_belongsToTheBiasedDeviation() {
    LayerNorm norm = LayerNorm.biased(vector(1, 1), vector(0, 0), 3);
    Alti alti =
        Alti.of(
            single(new double[] {1}),
            Masks.full(1),
            vectors(1, 2, 1),
            matrix(1, 1, 0),
            Options.of(norm));
    assertThat(alti.scores().layer(0).head(0).weight(0, 0)).isCloseTo(1, within(1e-14));
  }

  @Test
  void outputBias_belongsToTheOutput_andToNoToken() {
    Alti alti =
        Alti.of(
            single(new double[] {1}),
            Masks.full(1),
            vectors(1, 2, 0),
            matrix(1, 1, 0),
            NO_NORM.withOutputBias(vector(0, 5)));
    // y = (3, 5), T = (3, 0)
    assertThat(alti.scores().layer(0).head(0).weight(0, 0)).isEqualTo(3);
    assertThat(alti.how().settings()).endsWith("outputBias=GIVEN");
  }

  @Test
  void rowOfZeros_isUndefined_andAnIdentityRowOfTheRollout() {
    Alti alti =
        Alti.of(
            single(new double[] {1, 0}, new double[] {0.5, 0.5}),
            Masks.causal(2),
            vectors(2, 0, 0, 0, 0),
            matrix(2, 1, 0, 0, 0),
            NO_NORM);
    assertThat(alti.rowsUndefined()).isEqualTo(1);
    assertThat(alti.normalised().layer(0).head(0).row(1)).containsOnly(Double.NaN);
    Rollout rollout = alti.rollout();
    assertThat(rollout.rowsZero()).isEqualTo(1);
    assertThat(rollout.map().row(1)).containsExactly(0, 1);
    assertThat(rollout.how().settings()).startsWith("of=val.alti fusion=MEAN");
  }

  @Test
  void maskedRows_areZero_andCounted() {
    double nan = Double.NaN;
    Alti alti =
        Alti.of(
            single(new double[] {nan, nan}, new double[] {0, 1}),
            Masks.parse("..\n.#"),
            vectors(2, nan, nan, 2, 0),
            matrix(2, nan, nan, 1, 0),
            NO_NORM);
    assertThat(alti.scores()).isEqualTo(single(new double[] {0, 0}, new double[] {0, 3}));
    assertThat(alti.rowsMasked()).isEqualTo(1);
    assertThat(alti.rowsUndefined()).isZero();
    assertThat(alti.rollout().rowsMasked()).isEqualTo(1);
  }

  @Property(tries = 100)
  void contributions_addUpToTheOutputLessItsShift(@ForAll long seed) {
    Random random = new Random(seed);
    int width = 2 + random.nextInt(3);
    double[] sum = random.doubles(width, -1, 1).toArray();
    double[] part = random.doubles(width, -1, 1).toArray();
    double[] rest = new double[width];
    for (int i = 0; i < width; i++) {
      rest[i] = sum[i] - part[i];
    }
    NumericArray scale = vector(random.doubles(width, -1, 1).toArray());
    NumericArray shift = vector(random.doubles(width, -1, 1).toArray());
    LayerNorm.Linear linear = LayerNorm.biased(scale, shift, 1e-5).linearised(0, sum, 0);
    double[] first = linear.part(part);
    double[] second = linear.part(rest);
    double[] whole = linear.whole(sum);
    for (int i = 0; i < width; i++) {
      assertThat(first[i] + second[i] + shift.value(0, i)).isCloseTo(whole[i], within(1e-12));
    }
  }

  @Property(tries = 100)
  void scores_areInsideTheMask_neverNegative_neverAboveTheOutput(@ForAll long seed) {
    RandomAttention input = RandomAttention.square(seed);
    Random random = new Random(seed);
    TensorShape shape = input.weights().shape();
    int width = 2 + random.nextInt(3);
    TransformedValues values =
        TransformedValues.of(
            NumericArray.copyOf(
                random
                    .doubles((long) shape.layers() * shape.heads() * shape.keys() * width, -1, 1)
                    .toArray(),
                shape.layers(),
                shape.heads(),
                shape.keys(),
                width));
    NumericArray inputs =
        NumericArray.copyOf(
            random.doubles((long) shape.layers() * shape.keys() * width, -1, 1).toArray(),
            shape.layers(),
            shape.keys(),
            width);
    Options options = NO_NORM.withRowSum(RowSumPolicy.FREE);
    double[] before = input.weights().asArray().toDoubles();
    Alti alti = Alti.of(input.weights(), input.mask(), values, inputs, options);
    assertThat(Alti.of(input.decoded(), input.mask(), values, inputs, options).scores())
        .isEqualTo(alti.scores());
    assertThat(input.weights().asArray().toDoubles()).containsExactly(before);
    for (int l = 0; l < shape.layers(); l++) {
      for (int q = 0; q < shape.queries(); q++) {
        for (int k = 0; k < shape.keys(); k++) {
          double score = alti.scores().layer(l).head(0).weight(q, k);
          assertThat(score)
              .isBetween(0.0, input.mask().allows(q, k) ? 3.0 * (shape.heads() + 1) * width : 0.0);
        }
      }
    }
    for (int q = 0; q < shape.queries(); q++) {
      assertThat(Rows.sum(alti.rollout().map().row(q))).isCloseTo(1, within(1e-12));
    }
  }

  @Test
  void badInput_isRefused() {
    AttentionTensor one = single(new double[] {1});
    AttentionMask mask = Masks.full(1);
    TransformedValues values = vectors(1, 1, 1);
    NumericArray inputs = matrix(1, 0, 0);
    LayerNorm flat = LayerNorm.biased(vector(1, 1), vector(0, 0), 0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Alti.of(one, mask, values, inputs, Options.of(flat)))
        .withMessage(
            "standard deviation must be finite and above 0, got 0.0 at [layer 0, query 0]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Alti.of(one, mask, values, matrix(1, 0, 0, 0), NO_NORM))
        .withMessage("inputs must have the shape [1, 1, 2], got [1, 1, 3]");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Alti.of(one, mask, values, inputs, NO_NORM.withOutputBias(vector(1, 2, 3))))
        .withMessage("output bias must have the shape [1, 2], got [1, 3]");
    LayerNorm wide = LayerNorm.biased(vector(1, 1, 1), vector(0, 0, 0), 0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Alti.of(one, mask, values, inputs, Options.of(wide)))
        .withMessage("scale must have the shape [1, 2], got [1, 3]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LayerNorm.biased(vector(1, 1), vector(0), 0))
        .withMessage("scale and shift must have one shape [layers, width], got [1, 2] and [1, 1]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LayerNorm.biased(vector(1), vector(0), -1))
        .withMessage("epsilon must be finite and at least 0, got -1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Alti.of(one, mask, values, matrix(1, Double.NaN, 0), NO_NORM))
        .withMessage(
            "sum of contributions must be finite, got norm NaN at [layer 0, query 0]; check inputs"
                + " and output bias");
    LayerNorm broken = LayerNorm.biased(vector(1, 1), vector(0, Double.NaN), 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Alti.of(one, mask, values, inputs, Options.of(broken)))
        .withMessage(
            "output must be finite, got norm NaN at [layer 0, query 0]; check scale and shift");
    AttentionTensor cross = single(new double[] {0.5, 0.5});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Alti.of(cross, Masks.full(1, 2), values, inputs, NO_NORM))
        .withMessage("weights must have as many queries as keys for val.alti, got [1, 1, 1, 2]");
  }
}
