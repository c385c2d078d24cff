package dev.attn.recompute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.EmptyRows;
import dev.attn.mask.Masks;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.ElementType;
import dev.attn.tensor.NumericArray;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class RecomputeTest {

  private static final RecomputeOptions DEFAULTS = RecomputeOptions.defaults();

  private static NumericArray random(long seed, int... shape) {
    int size = 1;
    for (int length : shape) {
      size *= length;
    }
    return NumericArray.copyOf(new Random(seed).doubles(size, -3, 3).toArray(), shape);
  }

  /** One head, one number per token. */
  private static NumericArray scalars(double... values) {
    return NumericArray.copyOf(values, 1, 1, values.length, 1);
  }

  private static AttentionMatrix only(AttentionTensor tensor) {
    return tensor.layer(0).head(0);
  }

  @Test
  void attention_ofTwoTokens_isTheSoftmaxOfTheScores() {
    AttentionTensor weights =
        Recompute.attention(scalars(0, Math.log(3)), scalars(0, 1), Masks.causal(2));
    assertThat(weights.type()).isEqualTo(ElementType.F64);
    assertThat(only(weights).row(0)).containsExactly(1, 0);
    assertThat(only(weights).row(1)).containsExactly(new double[] {0.25, 0.75}, within(1e-15));
  }

  @Test
  void scale_isOneOverTheRootOfTheWidthUnlessGiven() {
    NumericArray queries = NumericArray.copyOf(new double[] {1, 1, 1, 1}, 1, 1, 1, 4);
    NumericArray keys = NumericArray.copyOf(new double[] {1, 1, 1, 1, 0, 0, 0, 0}, 1, 1, 2, 4);
    AttentionMask full = Masks.full(1, 2);
    double ratio = Math.exp(2);
    assertThat(only(Recompute.attention(queries, keys, full)).weight(0, 0))
        .isCloseTo(ratio / (1 + ratio), within(1e-15));
    assertThat(only(Recompute.attention(queries, keys, full, DEFAULTS.withScale(0))).row(0))
        .containsExactly(0.5, 0.5);
  }

  @Test
  void blockedKey_isLeftOutAndExactlyZero() {
    double[] row =
        only(Recompute.attention(
                scalars(1), scalars(-40, -45, 700), Masks.parse("##."), DEFAULTS.withScale(1)))
            .row(0);
    assertThat(row[2]).isZero();
    assertThat(row[0] / row[1]).isCloseTo(Math.exp(5), within(1e-10));
  }

  @Test
  void hugeScores_doNotOverflow() {
    double[] row =
        only(Recompute.attention(scalars(1e3), scalars(1e3, 1e3, -1e3), Masks.full(1, 3))).row(0);
    assertThat(row).containsExactly(0.5, 0.5, 0);
  }

  @Test
  void scoreOfNegativeInfinity_givesNoWeight() {
    double[] row =
        only(Recompute.attention(
                scalars(1), scalars(Double.NEGATIVE_INFINITY, 0, 0), Masks.full(1, 3)))
            .row(0);
    assertThat(row).containsExactly(0, 0.5, 0.5);
  }

  @Test
  void notANumber_makesItsRowNotANumber() {
    AttentionMatrix weights =
        only(Recompute.attention(scalars(1, 1), scalars(1, Double.NaN), Masks.causal(2)));
    assertThat(weights.row(0)).containsExactly(1, 0);
    assertThat(weights.row(1)).containsExactly(Double.NaN, Double.NaN);
  }

  @Test
  void fourQueriesOfNineKeys_mayRead6789() {
    AttentionMatrix weights =
        only(
            Recompute.attention(
                random(1, 1, 1, 4, 2), random(2, 1, 1, 9, 2), Masks.causalBottomRight(4, 9)));
    for (int q = 0; q < 4; q++) {
      for (int k = 0; k < 9; k++) {
        assertThat(weights.weight(q, k) > 0).isEqualTo(k < 6 + q);
      }
    }
  }

  @Test
  void groupedQueries_readKeyHeads0011() {
    NumericArray queries = random(1, 1, 4, 3, 2);
    NumericArray keys = random(2, 1, 2, 3, 2);
    AttentionTensor grouped = Recompute.attention(queries, keys, Masks.causal(3));
    int[] group = {0, 0, 1, 1};
    for (int h = 0; h < 4; h++) {
      AttentionTensor single =
          Recompute.attention(head(queries, h), head(keys, group[h]), Masks.causal(3));
      assertThat(grouped.layer(0).head(h)).isEqualTo(only(single));
    }
  }

  private static NumericArray head(NumericArray vectors, int head) {
    NumericArray slice = vectors.slice(0).slice(head);
    return NumericArray.copyOf(slice.toDoubles(), 1, 1, slice.length(0), slice.length(1));
  }

  @Test
  void rowWithoutAnAllowedKey_isAnErrorUnlessChosen() {
    AttentionMask mask = Masks.parse("..\n##");
    NumericArray zeros = scalars(0, 0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Recompute.attention(zeros, zeros, mask))
        .withMessage(
            "mask must allow a key in every row, got none in rows [0,1) of 2; choose"
                + " EmptyRows.ZERO, UNIFORM, SELF or NAN");
    assertThat(
            only(Recompute.attention(zeros, zeros, mask, DEFAULTS.withEmptyRows(EmptyRows.ZERO)))
                .row(0))
        .containsExactly(0, 0);
    AttentionMatrix marked =
        only(Recompute.attention(zeros, zeros, mask, DEFAULTS.withEmptyRows(EmptyRows.NAN)));
    assertThat(marked.row(0)).containsExactly(Double.NaN, Double.NaN);
    assertThat(marked.row(1)).containsExactly(0.5, 0.5);
  }

  @Property(tries = 50)
  void meanKey_zeroKey_orZeroQuery_giveUniformRows(@ForAll long seed) {
    NumericArray queries = random(seed, 2, 2, 5, 3);
    NumericArray keys = random(seed + 1, 2, 1, 5, 3);
    AttentionMask mask = Masks.parse("#....\n##...\n#.#..\n.####\n#####");
    for (Intervention change :
        new Intervention[] {
          Intervention.mean(Target.KEY),
          Intervention.zero(Target.KEY),
          Intervention.zero(Target.QUERY)
        }) {
      AttentionTensor weights = Recompute.attention(queries, keys, mask, DEFAULTS.with(change));
      for (int q = 0; q < 5; q++) {
        for (int k = 0; k < 5; k++) {
          double expected = mask.allows(q, k) ? 1.0 / mask.row(q).cells() : 0;
          assertThat(weights.layer(1).head(1).weight(q, k)).isCloseTo(expected, within(1e-12));
        }
      }
    }
  }

  @Property(tries = 50)
  void meanQuery_givesRowsThatArePrefixesOfOneVector(@ForAll long seed) {
    AttentionMatrix weights =
        only(
            Recompute.attention(
                random(seed, 1, 1, 6, 3),
                random(seed + 1, 1, 1, 6, 3),
                Masks.causal(6),
                DEFAULTS.with(Intervention.mean(Target.QUERY))));
    for (int q = 1; q < 6; q++) {
      double expected = weights.weight(5, 0) / weights.weight(5, 1);
      assertThat(weights.weight(q, 0) / weights.weight(q, 1))
          .isCloseTo(expected, within(1e-9 * expected));
    }
  }

  @Property(tries = 50)
  void meanValue_keepsTheMapBitForBitAndGivesTheMeanAsOutput(@ForAll long seed) {
    NumericArray queries = random(seed, 1, 2, 4, 3);
    NumericArray keys = random(seed + 1, 1, 2, 4, 3);
    NumericArray values = random(seed + 2, 1, 1, 4, 2);
    RecomputeOptions meanValue = DEFAULTS.with(Intervention.mean(Target.VALUE));
    AttentionTensor changed = Recompute.attention(queries, keys, Masks.causal(4), meanValue);
    assertThat(changed).isEqualTo(Recompute.attention(queries, keys, Masks.causal(4)));
    NumericArray output = Recompute.output(changed, values, meanValue);
    assertThat(output.shape()).containsExactly(1, 2, 4, 2);
    for (int c = 0; c < 2; c++) {
      double mean = 0;
      for (int t = 0; t < 4; t++) {
        mean += values.value(0, 0, t, c) / 4;
      }
      for (int q = 0; q < 4; q++) {
        assertThat(output.value(0, 1, q, c)).isCloseTo(mean, within(1e-12));
      }
    }
  }

  @Test
  void zeroValue_givesNoOutput() {
    AttentionTensor weights = Recompute.attention(scalars(1, 2), scalars(3, 4), Masks.causal(2));
    NumericArray output =
        Recompute.output(weights, scalars(5, 6), DEFAULTS.with(Intervention.zero(Target.VALUE)));
    assertThat(output.toDoubles()).containsExactly(0, 0);
  }

  @Test
  void output_isWeightsTimesValues() {
    AttentionTensor weights =
        AttentionTensor.copyOf(new float[][][][] {{{{1, 0}, {0.25f, 0.75f}}}});
    assertThat(Recompute.output(weights, scalars(4, 8), DEFAULTS).toDoubles())
        .containsExactly(4, 7);
  }

  @Property(tries = 50)
  void sameVectorAddedToAllKeys_changesNothing(@ForAll long seed) {
    NumericArray queries = random(seed, 1, 1, 5, 3);
    NumericArray keys = random(seed + 1, 1, 1, 5, 3);
    double[] shifted = keys.toDoubles();
    for (int i = 0; i < shifted.length; i++) {
      shifted[i] += new double[] {4, -1, 2}[i % 3];
    }
    double[] before = Recompute.attention(queries, keys, Masks.causal(5)).asArray().toDoubles();
    double[] after =
        Recompute.attention(queries, NumericArray.copyOf(shifted, 1, 1, 5, 3), Masks.causal(5))
            .asArray()
            .toDoubles();
    assertThat(after).containsExactly(before, within(1e-13));
  }

  @Property(tries = 50)
  void rows_addUpToOneAndKeepToTheMask(@ForAll long seed) {
    AttentionMask mask = Masks.parse("#....\n.....\n#.#..\n.####\n#####");
    AttentionMatrix weights =
        only(
            Recompute.attention(
                random(seed, 1, 1, 5, 3),
                random(seed + 1, 1, 1, 5, 3),
                mask,
                DEFAULTS.withEmptyRows(EmptyRows.ZERO)));
    for (int q = 0; q < 5; q++) {
      double sum = 0;
      for (int k = 0; k < 5; k++) {
        sum += weights.weight(q, k);
        assertThat(mask.allows(q, k) || weights.weight(q, k) == 0).isTrue();
      }
      assertThat(sum).isCloseTo(mask.row(q).isEmpty() ? 0 : 1, within(1e-15));
    }
  }

  @Property(tries = 50)
  void rowOfASquareRun_isTheOneRowBlockOfADecodingStep(@ForAll long seed) {
    NumericArray queries = random(seed, 1, 1, 6, 3);
    NumericArray keys = random(seed + 1, 1, 1, 6, 3);
    AttentionMatrix square = only(Recompute.attention(queries, keys, Masks.causal(6)));
    int p = 3;
    AttentionMatrix step =
        only(
            Recompute.attention(
                tokens(queries, p, p + 1),
                tokens(keys, 0, p + 1),
                Masks.causalBottomRight(1, p + 1)));
    assertThat(step).isEqualTo(square.queryRange(p, p + 1).keyRange(0, p + 1));
  }

  private static NumericArray tokens(NumericArray vectors, int from, int to) {
    double[] part = new double[(to - from) * 3];
    vectors.read(from * 3L, part);
    return NumericArray.copyOf(part, 1, 1, to - from, 3);
  }

  @Test
  void interventions_areAppliedInOrderAndLeaveTheInputAlone() {
    NumericArray keys = scalars(1, 3);
    NumericArray mean = Intervention.mean(Target.KEY).apply(keys);
    assertThat(mean.toDoubles()).containsExactly(2, 2);
    assertThat(keys.toDoubles()).containsExactly(1, 3);
    RecomputeOptions both =
        DEFAULTS.with(Intervention.mean(Target.KEY)).with(Intervention.zero(Target.VALUE));
    assertThat(both.interventions())
        .containsExactly(Intervention.mean(Target.KEY), Intervention.zero(Target.VALUE));
  }

  @Test
  void vectorsThatDoNotFit_areRefused() {
    NumericArray vectors = random(1, 2, 4, 3, 2);
    AttentionMask mask = Masks.causal(3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Recompute.attention(random(1, 3, 2), vectors, mask))
        .withMessage("queries must have shape [layers, heads, tokens, width], got [3, 2]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Recompute.attention(vectors, random(1, 3), mask))
        .withMessage("keys must have shape [layers, heads, tokens, width], got [3]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Recompute.attention(vectors, random(1, 1, 4, 3, 2), mask))
        .withMessage("keys must have 2 layers like the queries, got 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Recompute.attention(vectors, random(1, 2, 3, 3, 2), mask))
        .withMessage("keys must have a number of heads that divides the 4 query heads, got 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Recompute.attention(vectors, random(1, 2, 4, 3, 5), mask))
        .withMessage("keys must have width 2 like the queries, got 5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Recompute.attention(vectors, vectors, Masks.causal(4)))
        .withMessage(
            "mask shape must be [3, 3] like the weights, got [4, 4]; build it with Masks.causal(3)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULTS.withScale(Double.POSITIVE_INFINITY))
        .withMessage("scale must be finite, got Infinity");
  }

  @Test
  void valuesThatDoNotFit_areRefused() {
    AttentionTensor weights = AttentionTensor.copyOf(new float[1][2][3][3]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Recompute.output(weights, random(1, 3), DEFAULTS))
        .withMessage("values must have shape [layers, heads, tokens, width], got [3]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Recompute.output(weights, random(1, 2, 2, 3, 2), DEFAULTS))
        .withMessage("values must have 1 layers like the weights, got 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Recompute.output(weights, random(1, 1, 2, 4, 2), DEFAULTS))
        .withMessage("values must be one for each of the 3 keys, got 4");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Recompute.output(weights, random(1, 1, 3, 3, 2), DEFAULTS))
        .withMessage("values must have a number of heads that divides the 2 query heads, got 3");
  }
}
