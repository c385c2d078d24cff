package dev.attn.recompute;

import static dev.attn.recompute.RandomVectors.only;
import static dev.attn.recompute.RandomVectors.scalars;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.attn.aggregate.KeyHeadMap;
import dev.attn.mask.Alibi;
import dev.attn.mask.AttentionBias;
import dev.attn.mask.AttentionLogits;
import dev.attn.mask.AttentionMask;
import dev.attn.mask.Masks;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.NumericArray;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Soft-cap, bias, sink, groups and rotation. */
final class ScoreRulesTest {

  private static final RecomputeOptions ONE = RecomputeOptions.defaults().withScale(1);

  @Test
  void softCap_doesNotBringABlockedKeyBack() {
    NumericArray keys = scalars(-40, -45, 0);
    double[] row =
        only(Recompute.attention(scalars(1), keys, Masks.parse("##."), ONE.withSoftCap(50))).row(0);
    double a = 50 * Math.tanh(-40 / 50.0);
    double b = 50 * Math.tanh(-45 / 50.0);
    assertThat(row[2]).isZero();
    assertThat(Math.log(row[0] / row[1])).isCloseTo(a - b, within(1e-12));
    double wrong = Math.exp(-50) / (Math.exp(a) + Math.exp(b) + Math.exp(-50));
    assertThat(wrong).isCloseTo(4.7e-8, within(0.05e-8));
  }

  @Test
  void bias_comesAfterTheCapUnlessNamedOtherwise() {
    AttentionBias bias = new Constant(0, 3);
    RecomputeOptions capped = ONE.withSoftCap(2);
    double[] after =
        only(Recompute.attention(
                scalars(1), scalars(1, 4), Masks.full(1, 2), capped.withBias(bias)))
            .row(0);
    assertThat(Math.log(after[1] / after[0]))
        .isCloseTo(2 * Math.tanh(2) + 3 - 2 * Math.tanh(0.5), within(1e-12));
    double[] before =
        only(Recompute.attention(
                scalars(1),
                scalars(1, 4),
                Masks.full(1, 2),
                capped.withBias(bias, BiasOrder.BEFORE_CAP)))
            .row(0);
    assertThat(Math.log(before[1] / before[0]))
        .isCloseTo(2 * Math.tanh(3.5) - 2 * Math.tanh(0.5), within(1e-12));
  }

  /** A bias with one number for key 0 and one for all others. */
  private record Constant(float first, float others) implements AttentionBias {

    @Override
    public int heads() {
      return 1;
    }

    @Override
    public float at(int head, int query, int key) {
      return key == 0 ? first : others;
    }
  }

  @Property(tries = 100)
  void law21_constantAddedToARowOfScores_changesNothing(@ForAll long seed) {
    NumericArray queries = RandomVectors.of(seed, 1, 1, 4, 3);
    NumericArray keys = RandomVectors.of(seed + 1, 1, 1, 4, 3);
    AttentionMask mask = Masks.causal(4);
    double[] plain = Recompute.attention(queries, keys, mask).asArray().toDoubles();
    double[] shifted =
        Recompute.attention(
                queries, keys, mask, RecomputeOptions.defaults().withBias(new Constant(5, 5)))
            .asArray()
            .toDoubles();
    assertThat(shifted).containsExactly(plain, within(1e-13));
  }

  @Property(tries = 100)
  void weights_areTheSoftmaxOfTheLogitsOfTheMaskPackage(@ForAll long seed) {
    NumericArray queries = RandomVectors.of(seed, 1, 1, 3, 2);
    NumericArray keys = RandomVectors.of(seed + 1, 1, 1, 5, 2);
    AttentionMask mask = Masks.causalBottomRight(3, 5);
    RecomputeOptions options = ONE.withSoftCap(3).withBias(Alibi.of(1));
    AttentionMatrix weights = only(Recompute.attention(queries, keys, mask, options));
    AttentionLogits logits =
        AttentionLogits.of(mask).withSoftCap(3).withBias(Alibi.of(1)).withFirstPosition(2);
    for (int q = 0; q < 3; q++) {
      double[] expected = new double[5];
      double total = 0;
      for (int k = 0; k < 5; k++) {
        double score =
            queries.value(0, 0, q, 0) * keys.value(0, 0, k, 0)
                + queries.value(0, 0, q, 1) * keys.value(0, 0, k, 1);
        expected[k] = Math.exp(logits.logit(score, 0, q, k));
        total += expected[k];
      }
      for (int k = 0; k < 5; k++) {
        assertThat(weights.weight(q, k)).isCloseTo(expected[k] / total, within(1e-13));
      }
    }
  }

  @Test
  void topLeft_isNamedInMaskAndPosition() {
    NumericArray queries = scalars(0, 0);
    NumericArray keys = scalars(0, 0, 0);
    AttentionBias distance = Alibi.of(1);
    double[] topLeft =
        only(Recompute.attention(
                queries,
                keys,
                Masks.causalTopLeft(2, 3),
                ONE.withBias(distance).withFirstPosition(0)))
            .row(1);
    assertThat(topLeft[2]).isZero();
    assertThat(Math.log(topLeft[1] / topLeft[0]))
        .isCloseTo(distance.at(0, 1, 1) - distance.at(0, 1, 0), within(1e-6));
    assertThat(only(Recompute.attention(queries, keys, Masks.causalBottomRight(2, 3), ONE)).row(0))
        .containsExactly(0.5, 0.5, 0);
  }

  @Test
  void sink_takesItsShareOfEveryRow() {
    NumericArray sinks = NumericArray.copyOf(new double[] {Math.log(2)}, 1, 1);
    double[] row =
        only(Recompute.attention(
                scalars(0), scalars(0, 0), Masks.full(1, 2), ONE.withSinkLogits(sinks)))
            .row(0);
    assertThat(row).containsExactly(new double[] {0.25, 0.25}, within(1e-15));
    NumericArray none = NumericArray.copyOf(new double[] {Double.NEGATIVE_INFINITY}, 1, 1);
    assertThat(
            only(Recompute.attention(
                    scalars(0), scalars(0, 0), Masks.full(1, 2), ONE.withSinkLogits(none)))
                .row(0))
        .containsExactly(0.5, 0.5);
    NumericArray huge = NumericArray.copyOf(new double[] {1e4}, 1, 1);
    assertThat(
            only(Recompute.attention(
                    scalars(0), scalars(0, 0), Masks.full(1, 2), ONE.withSinkLogits(huge)))
                .row(0))
        .containsExactly(0, 0);
  }

  @Test
  void keyHeads_areReadAsTheMapSays() {
    NumericArray queries = RandomVectors.of(1, 1, 4, 3, 2);
    NumericArray keys = RandomVectors.of(2, 1, 2, 3, 2);
    NumericArray values = RandomVectors.of(3, 1, 2, 3, 2);
    RecomputeOptions alternating =
        RecomputeOptions.defaults().withKeyHeads(KeyHeadMap.copyOf(0, 1, 0, 1));
    AttentionTensor weights = Recompute.attention(queries, keys, Masks.causal(3), alternating);
    NumericArray output = Recompute.output(weights, values, alternating);
    for (int h = 0; h < 4; h++) {
      NumericArray q = queries.slice(0).slice(h).reshape(1, 1, 3, 2);
      NumericArray k = keys.slice(0).slice(h % 2).reshape(1, 1, 3, 2);
      NumericArray v = values.slice(0).slice(h % 2).reshape(1, 1, 3, 2);
      AttentionTensor single = Recompute.attention(q, k, Masks.causal(3));
      assertThat(weights.layer(0).head(h)).isEqualTo(only(single));
      assertThat(output.slice(0).slice(h).toDoubles())
          .containsExactly(Recompute.output(single, v, RecomputeOptions.defaults()).toDoubles());
    }
  }

  @Test
  void rotary_turnsEachPairByItsAngle() {
    NumericArray vectors = NumericArray.copyOf(new double[] {1, 0, 1, 0}, 1, 1, 2, 2);
    for (RotaryPairs pairs : RotaryPairs.values()) {
      assertThat(Rotary.of(pairs).apply(vectors, 0).toDoubles())
          .containsExactly(new double[] {1, 0, 0.540302, 0.841471}, within(1e-6));
    }
    NumericArray wide = NumericArray.copyOf(new double[] {1, 2, 3, 4}, 1, 1, 1, 4);
    double slow = 1e-2;
    assertThat(Rotary.of(RotaryPairs.HALVES).apply(wide, 1).toDoubles())
        .containsExactly(
            new double[] {
              Math.cos(1) - 3 * Math.sin(1),
              2 * Math.cos(slow) - 4 * Math.sin(slow),
              Math.sin(1) + 3 * Math.cos(1),
              2 * Math.sin(slow) + 4 * Math.cos(slow)
            },
            within(1e-14));
    assertThat(Rotary.of(RotaryPairs.ADJACENT).apply(wide, 1).toDoubles())
        .containsExactly(
            new double[] {
              Math.cos(1) - 2 * Math.sin(1),
              Math.sin(1) + 2 * Math.cos(1),
              3 * Math.cos(slow) - 4 * Math.sin(slow),
              3 * Math.sin(slow) + 4 * Math.cos(slow)
            },
            within(1e-14));
    assertThat(wide.toDoubles()).containsExactly(1, 2, 3, 4);
  }

  @Property(tries = 50)
  void rotatedScores_dependOnDifferencesOfPositionsOnly(@ForAll long seed) {
    NumericArray queries = RandomVectors.of(seed, 1, 2, 3, 4);
    NumericArray keys = RandomVectors.of(seed + 1, 1, 2, 3, 4);
    Rotary rotary = new Rotary(100, RotaryPairs.ADJACENT);
    double[] here =
        Recompute.attention(
                queries, keys, Masks.full(3), RecomputeOptions.defaults().withRotary(rotary))
            .asArray()
            .toDoubles();
    double[] moved =
        Recompute.attention(rotary.apply(queries, 7), rotary.apply(keys, 7), Masks.full(3))
            .asArray()
            .toDoubles();
    assertThat(moved).containsExactly(here, within(1e-13));
  }

  @Property(tries = 100)
  void law25_rowOfASquareRun_isTheOneRowBlockOfADecodingStep(@ForAll long seed) {
    NumericArray queries = RandomVectors.of(seed, 1, 1, 6, 4);
    NumericArray keys = RandomVectors.of(seed + 1, 1, 1, 6, 4);
    RecomputeOptions options =
        RecomputeOptions.defaults()
            .withBias(Alibi.of(1))
            .withSoftCap(5)
            .withSinkLogits(NumericArray.copyOf(new double[] {0.5}, 1, 1))
            .withRotary(Rotary.of(RotaryPairs.HALVES));
    AttentionMatrix square = only(Recompute.attention(queries, keys, Masks.causal(6), options));
    for (int p = 0; p < 6; p++) {
      AttentionMatrix step =
          only(
              Recompute.attention(
                  RandomVectors.tokens(queries, p, p + 1),
                  RandomVectors.tokens(keys, 0, p + 1),
                  Masks.causalBottomRight(1, p + 1),
                  options));
      assertThat(step).isEqualTo(square.queryRange(p, p + 1).keyRange(0, p + 1));
    }
  }

  @Property(tries = 50)
  void law26_layersAndHeads_giveWhatTheyGiveOneByOne_andInputsStay(@ForAll long seed) {
    NumericArray queries = RandomVectors.of(seed, 2, 2, 3, 2);
    NumericArray keys = RandomVectors.of(seed + 1, 2, 2, 3, 2);
    double[] before = queries.toDoubles();
    RecomputeOptions options = RecomputeOptions.defaults().with(Intervention.mean(Target.QUERY));
    AttentionTensor all = Recompute.attention(queries, keys, Masks.causal(3), options);
    for (int l = 0; l < 2; l++) {
      for (int h = 0; h < 2; h++) {
        AttentionTensor one =
            Recompute.attention(
                queries.slice(l).slice(h).reshape(1, 1, 3, 2),
                keys.slice(l).slice(h).reshape(1, 1, 3, 2),
                Masks.causal(3),
                options);
        assertThat(only(one)).isEqualTo(all.layer(l).head(h));
      }
    }
    assertThat(queries.toDoubles()).containsExactly(before);
  }

  @Test
  void oneToken_readsItself() {
    assertThat(only(Recompute.attention(scalars(3), scalars(-2), Masks.causal(1))).row(0))
        .containsExactly(1);
  }

  @Test
  void optionsThatDoNotFit_areRefused() {
    NumericArray vectors = RandomVectors.of(1, 1, 2, 3, 3);
    AttentionMask mask = Masks.causal(3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ONE.withSoftCap(0))
        .withMessage("soft-cap must be positive and finite, got 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ONE.withSinkLogits(NumericArray.copyOf(new double[2], 2)))
        .withMessage("sink logits must have shape [layers, heads], got [2]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ONE.withSinkLogits(NumericArray.copyOf(new double[] {Double.NaN}, 1, 1)))
        .withMessage("sink logit must be a number below infinity, got NaN");
    NumericArray oneSink = NumericArray.copyOf(new double[1], 1, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Recompute.attention(vectors, vectors, mask, ONE.withSinkLogits(oneSink)))
        .withMessage("sink logits must have shape [1, 2] like layers and heads, got [1, 1]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Recompute.attention(vectors, vectors, mask, ONE.withBias(Alibi.of(4))))
        .withMessage("bias must have 2 heads like the queries, got 4");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Recompute.attention(
                    vectors, vectors, mask, ONE.withKeyHeads(KeyHeadMap.contiguous(4, 2))))
        .withMessage("keys and queries must have the heads of the map, 2 for 4, got 2 for 2");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Recompute.attention(
                    vectors, vectors, mask, ONE.withRotary(Rotary.of(RotaryPairs.HALVES))))
        .withMessage("width must be even to be rotated, got 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Rotary(0, RotaryPairs.HALVES))
        .withMessage("rotary base must be finite and greater than 0, got 0.0");
    NumericArray flat = NumericArray.copyOf(new double[0], 1, 1, 3, 0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Recompute.attention(flat, flat, mask))
        .withMessage("queries must have width at least 1, got 0");
  }

  @Test
  void compare_namesTheFirstLargestDifference() {
    AttentionTensor a =
        NumericArray.copyOf(new double[] {1, 0, 0.5, 0.5, /**/ 1, 0, 0.25, 0.75}, 1, 2, 2, 2)
            .asAttention();
    AttentionTensor b =
        NumericArray.copyOf(new double[] {1, 0, 0.5, 0.5, /**/ 1, 0, 0.5, 0.5}, 1, 2, 2, 2)
            .asAttention();
    AttentionDifference difference = Recompute.compare(a, b);
    assertThat(difference).isEqualTo(new AttentionDifference(0.25, 0, 1, 1, 0, 0.25, 0.0625, 4));
    assertThat(difference)
        .hasToString(
            "largest cell difference 0.250 at [layer 0, head 1, query 1, key 0], largest row"
                + " distance 0.250, mean 0.0625, over 4 rows");
    assertThat(Recompute.compare(a, a).largestCell()).isZero();
  }

  @Test
  void compare_leavesMaskedRowsOut() {
    AttentionTensor a =
        NumericArray.copyOf(new double[] {Double.NaN, 0, 0.5, 0.5}, 1, 1, 2, 2).asAttention();
    AttentionTensor b =
        NumericArray.copyOf(new double[] {0, 0, 0.5, 0.5}, 1, 1, 2, 2).asAttention();
    assertThat(Recompute.compare(a, b, Masks.parse("..\n##")).rows()).isOne();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Recompute.compare(a, b))
        .withMessage(
            "weights must be finite to be compared, got NaN and 0.0 at [layer 0, head 0, query 0,"
                + " key 0]; rows without an allowed key are left out if the mask is given");
    AttentionTensor wide = AttentionTensor.copyOf(new float[1][1][2][3]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Recompute.compare(a, wide))
        .withMessage(
            "recomputed weights must have shape [1, 1, 2, 2] like the captured ones, got [1, 1, 2,"
                + " 3]");
    assertThat(Recompute.compare(a, b, Masks.none(2)).meanRow()).isNaN();
  }
}
