package dev.attn.saliency;

import static dev.attn.saliency.RandomAttention.heads;
import static dev.attn.saliency.RandomAttention.single;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.Masks;
import dev.attn.mask.RowSumPolicy;
import dev.attn.saliency.ValueWeighted.Options;
import dev.attn.saliency.ValueWeighted.Scaling;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.NumericArray;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class ValueWeightedTest {

  private static final Options RAW = Options.defaults();
  private static final Options UNIT_ROWS = RAW.withScaling(Scaling.UNIT_ROWS);
  private static final AttentionTensor ROW = single(new double[] {0.6, 0.1, 0.3});
  private static final AttentionMask ONE_ROW = Masks.full(1, 3);

  private static NumericArray norms(double... norms) {
    return NumericArray.copyOf(norms, 1, 1, norms.length);
  }

  @Test
  void largeWeightOnASmallValue_movesLittle() {
    ValueWeighted result = ValueWeighted.byNorms(ROW, ONE_ROW, norms(0.01, 1, 1), UNIT_ROWS);
    assertThat(result.map().layer(0).head(0).row(0))
        .containsExactly(new double[] {0.014778, 0.246305, 0.738916}, within(1e-6));
    assertThat(result.how())
        .hasToString(
            "val.weighted(norm=GIVEN scaling=UNIT_ROWS) mask=full(1x3+0) rows=UNIT"
                + " tolerance=1.0E-9 type=f64");
    ValueWeighted raw = ValueWeighted.byNorms(ROW, ONE_ROW, norms(0.01, 1, 1), RAW);
    assertThat(raw.map().layer(0).head(0).row(0))
        .containsExactly(new double[] {0.006, 0.1, 0.3}, within(1e-15));
  }

  @Test
  void normsOfValues_areEuclidean() {
    NumericArray values = NumericArray.copyOf(new double[] {3, 4, 0, 1, 0, 0}, 1, 1, 3, 2);
    ValueWeighted result = ValueWeighted.byValues(ROW, ONE_ROW, values, RAW);
    assertThat(result.map().layer(0).head(0).row(0))
        .containsExactly(new double[] {3, 0.1, 0}, within(1e-15));
    assertThat(result.how().settings()).isEqualTo("norm=VALUE scaling=RAW");
  }

  @Test
  void normsBehindTheOutputProjection_areThoseOfTheProjectedVectors() {
    NumericArray values = NumericArray.copyOf(new double[] {3, 4, 0, 1, 0, 0}, 1, 1, 3, 2);
    NumericArray output = NumericArray.copyOf(new double[] {2, 0}, 1, 1, 2, 1);
    ValueWeighted result =
        ValueWeighted.byTransformedValues(ROW, ONE_ROW, TransformedValues.of(values, output), RAW);
    assertThat(result.map().layer(0).head(0).row(0))
        .containsExactly(new double[] {3.6, 0, 0}, within(1e-15));
    assertThat(result.how().settings()).isEqualTo("norm=VALUE_OUTPUT scaling=RAW");
  }

  @Test
  void groupedHeads_shareTheirNorms() {
    double[][] one = {{1}};
    AttentionTensor four = heads(one, one, one, one);
    NumericArray groups = NumericArray.copyOf(new double[] {2, 5}, 1, 2, 1);
    ValueWeighted result = ValueWeighted.byNorms(four, Masks.full(1), groups, RAW);
    assertThat(result.map().asArray().toDoubles()).containsExactly(2, 2, 5, 5);
  }

  @Test
  void rowOfZeros_isUndefinedWhenDivided_andCounted() {
    ValueWeighted result = ValueWeighted.byNorms(ROW, ONE_ROW, norms(0, 0, 0), UNIT_ROWS);
    assertThat(result.map().layer(0).head(0).row(0)).containsOnly(Double.NaN);
    assertThat(result.rowsUndefined()).isEqualTo(1);
    ValueWeighted raw = ValueWeighted.byNorms(ROW, ONE_ROW, norms(0, 0, 0), RAW);
    assertThat(raw.map().layer(0).head(0).row(0)).containsOnly(0.0);
    assertThat(raw.rowsUndefined()).isZero();
  }

  @Test
  void maskedRows_areZero_andKeysThatNobodySeesMayHoldAnything() {
    double nan = Double.NaN;
    AttentionTensor weights = single(new double[] {nan, nan}, new double[] {0, 1});
    ValueWeighted result =
        ValueWeighted.byNorms(weights, Masks.parse("..\n.#"), norms(nan, 2), UNIT_ROWS);
    assertThat(result.map()).isEqualTo(single(new double[] {0, 0}, new double[] {0, 1}));
    assertThat(result.rowsMasked()).isEqualTo(1);
    assertThat(result.rowsUndefined()).isZero();
  }

  @Property(tries = 100)
  void unitNorms_giveTheWeights(@ForAll long seed) {
    RandomAttention input = RandomAttention.rectangular(seed);
    int layers = input.weights().shape().layers();
    int keys = input.weights().shape().keys();
    double[] ones = new double[layers * keys];
    Arrays.fill(ones, 1);
    double[] before = input.weights().asArray().toDoubles();
    ValueWeighted result =
        ValueWeighted.byNorms(
            input.weights(), input.mask(), NumericArray.copyOf(ones, layers, 1, keys), RAW);
    assertThat(result.map()).isEqualTo(input.withMaskedRows(0));
    assertThat(input.weights().asArray().toDoubles()).containsExactly(before);
  }

  @Property(tries = 100)
  void dividedRows_addUpToOne_andOnlyValuesOfTheInputCount(@ForAll long seed) {
    RandomAttention input = RandomAttention.rectangular(seed);
    int layers = input.weights().shape().layers();
    int keys = input.weights().shape().keys();
    double[] norms = new Random(seed).doubles((long) layers * keys, 0.1, 2).toArray();
    NumericArray array = NumericArray.copyOf(norms, layers, 1, keys);
    Options free = UNIT_ROWS.withRowSum(RowSumPolicy.FREE);
    ValueWeighted result = ValueWeighted.byNorms(input.weights(), input.mask(), array, free);
    assertThat(ValueWeighted.byNorms(input.decoded(), input.mask(), array, free).map())
        .isEqualTo(result.map());
    for (int q = 0; q < input.mask().rows(); q++) {
      double sum = Rows.sum(result.map().layer(0).head(0).row(q));
      assertThat(sum).isCloseTo(input.mask().row(q).isEmpty() ? 0 : 1, within(1e-12));
    }
  }

  @Test
  void badNorms_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ValueWeighted.byNorms(ROW, ONE_ROW, norms(1, Double.NaN, 1), RAW))
        .withMessage("norm must be finite and at least 0, got NaN at [layer 0, head 0, key 1]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ValueWeighted.byNorms(ROW, ONE_ROW, norms(1, 1), RAW))
        .withMessage("norms must have the shape [1, heads, 3] like the weights, got [1, 1, 2]");
    NumericArray two = NumericArray.copyOf(new double[6], 1, 2, 3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ValueWeighted.byNorms(ROW, ONE_ROW, two, RAW))
        .withMessage("value heads must divide the 1 query heads, got 2");
  }

  @Test
  void badTransformedValues_areRefused() {
    NumericArray flat = NumericArray.copyOf(new double[6], 3, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TransformedValues.of(flat))
        .withMessage("vectors must have the shape [layers, heads, keys, width], got [3, 2]");
    NumericArray values = NumericArray.copyOf(new double[6], 1, 1, 3, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TransformedValues.of(values, flat))
        .withMessage(
            "output weights must have the shape [layers, heads, head width, model width], got [3,"
                + " 2]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TransformedValues.of(values, values))
        .withMessage("output weights must fit values of shape [1, 1, 3, 2], got [1, 1, 3, 2]");
    NumericArray three = NumericArray.copyOf(new double[12], 1, 3, 2, 2);
    NumericArray twoHeads = NumericArray.copyOf(new double[12], 1, 2, 3, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TransformedValues.of(twoHeads, three))
        .withMessage("value heads must divide the 3 query heads, got 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TransformedValues.of(flat, values))
        .withMessage("values must have the shape [layers, heads, keys, width], got [3, 2]");
  }
}
