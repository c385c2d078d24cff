package dev.attn.recompute;

import static dev.attn.recompute.RandomVectors.only;
import static dev.attn.recompute.RandomVectors.scalars;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.attn.mask.Alibi;
import dev.attn.mask.AttentionBias;
import dev.attn.mask.AttentionMask;
import dev.attn.mask.Masks;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.ElementType;
import dev.attn.tensor.Elements;
import dev.attn.tensor.NumericArray;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What each intervention does to the map, in closed form. */
final class InterventionTest {

  private static final RecomputeOptions DEFAULTS = RecomputeOptions.defaults();
  private static final AttentionMask CAUSAL = Masks.causal(5);
  private static final Rotary ROTARY = Rotary.of(RotaryPairs.HALVES);

  private static NumericArray vectors(long seed) {
    return RandomVectors.of(seed, 2, 4, 5, 4);
  }

  private static NumericArray grouped(long seed) {
    return RandomVectors.of(seed, 2, 2, 5, 4);
  }

  private static AttentionTensor attention(long seed, AttentionMask mask, Intervention... changes) {
    return attention(seed, mask, DEFAULTS, changes);
  }

  private static AttentionTensor attention(
      long seed, AttentionMask mask, RecomputeOptions options, Intervention... changes) {
    RecomputeOptions changed = options;
    for (Intervention change : changes) {
      changed = changed.with(change);
    }
    return Recompute.attention(vectors(seed), grouped(seed + 1), mask, changed);
  }

  private static NumericArray output(long seed, AttentionMask mask, Intervention... changes) {
    RecomputeOptions changed = DEFAULTS;
    for (Intervention change : changes) {
      changed = changed.with(change);
    }
    return Recompute.output(attention(seed, mask, changes), grouped(seed + 2), changed);
  }

  @Test
  void means_doNotLoseSmallNumbersBesideLargeOnes() {
    NumericArray vectors = scalars(1e16, 1, -1e16);
    double third = 1 / 3.0;
    assertThat(Intervention.mean(Target.KEY).apply(vectors).toDoubles())
        .containsExactly(third, third, third);
    assertThat(Intervention.mean(Target.KEY).withReach(Reach.CAUSAL).apply(vectors).toDoubles()[2])
        .isEqualTo(third);
    NumericArray heads = vectors.reshape(1, 3, 1, 1);
    assertThat(Intervention.mean(Target.KEY).over(VectorAxis.HEADS).apply(heads).toDoubles())
        .containsExactly(third, third, third);
    Intervention samples =
        Intervention.sampleMean(Target.KEY, List.of(scalars(1e16), scalars(1), scalars(-1e16)));
    assertThat(samples.apply(scalars(0)).toDoubles()).containsExactly(third);
  }

  @Test
  void vectorsBeyondOneArray_areRefusedBeforeAnythingIsAllocated() {
    NumericArray huge =
        NumericArray.of(
            new Elements() {
              @Override
              public ElementType type() {
                return ElementType.F32;
              }

              @Override
              public long size() {
                return 1L << 32;
              }

              @Override
              public void read(long from, double[] target, int offset, int count) {
                throw new IllegalStateException("elements must not be read");
              }
            },
            1 << 8,
            1 << 8,
            1 << 8,
            1 << 8);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Intervention.zero(Target.KEY).apply(huge))
        .withMessage(
            "vectors must fit one Java array to be set to zero, got 4294967296 numbers; take fewer"
                + " layers");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Intervention.mean(Target.KEY).apply(huge))
        .withMessage("array must fit one Java array, got 4294967296 values");
  }

  @Property(tries = 100)
  void law21_constantKeys_orNoQuery_giveTheSameUniformMapForEveryInput(@ForAll long seed) {
    for (Intervention change :
        new Intervention[] {
          Intervention.mean(Target.KEY),
          Intervention.zero(Target.KEY),
          Intervention.zero(Target.QUERY)
        }) {
      AttentionMatrix map = attention(seed, CAUSAL, change).layer(1).head(3);
      for (int q = 0; q < 5; q++) {
        for (int k = 0; k < 5; k++) {
          assertThat(map.weight(q, k)).isCloseTo(k <= q ? 1.0 / (q + 1) : 0, within(1e-12));
        }
      }
    }
  }

  @Property(tries = 100)
  void law21_valuesDoNotEnterTheMap(@ForAll long seed) {
    AttentionTensor map = attention(seed, CAUSAL);
    assertThat(attention(seed, CAUSAL, Intervention.mean(Target.VALUE))).isEqualTo(map);
    assertThat(attention(seed, CAUSAL, Intervention.zero(Target.VALUE))).isEqualTo(map);
    assertThat(output(seed, CAUSAL, Intervention.zero(Target.VALUE)).toDoubles()).containsOnly(0);
  }

  @Property(tries = 100)
  void law21_meanKeyWithABias_givesTheSoftmaxOfTheBias(@ForAll long seed) {
    AttentionBias bias = Alibi.of(4);
    AttentionTensor map =
        attention(seed, CAUSAL, DEFAULTS.withBias(bias), Intervention.mean(Target.KEY));
    for (int h = 0; h < 4; h++) {
      for (int q = 0; q < 5; q++) {
        double total = 0;
        for (int k = 0; k <= q; k++) {
          total += Math.exp(bias.at(h, q, k));
        }
        for (int k = 0; k <= q; k++) {
          assertThat(map.layer(0).head(h).weight(q, k))
              .isCloseTo(Math.exp(bias.at(h, q, k)) / total, within(1e-12));
        }
      }
    }
  }

  @Test
  void meanKeyBeforeRotation_isNotUniform() {
    AttentionMatrix map =
        attention(
                1,
                CAUSAL,
                DEFAULTS.withRotary(ROTARY),
                Intervention.mean(Target.KEY).at(Stage.BEFORE_ROTARY))
            .layer(0)
            .head(0);
    assertThat(Math.abs(map.weight(4, 0) - 0.2)).isGreaterThan(1e-3);
    AttentionMatrix after =
        attention(1, CAUSAL, DEFAULTS.withRotary(ROTARY), Intervention.mean(Target.KEY))
            .layer(0)
            .head(0);
    assertThat(after.weight(4, 0)).isCloseTo(0.2, within(1e-12));
  }

  @Property(tries = 100)
  void law21_queryAndKeyMeansBeforeRotation_leaveOnlyTheDistance(@ForAll long seed) {
    AttentionMatrix map =
        attention(
                seed,
                Masks.full(5),
                DEFAULTS.withRotary(ROTARY),
                Intervention.mean(Target.QUERY).at(Stage.BEFORE_ROTARY),
                Intervention.mean(Target.KEY).at(Stage.BEFORE_ROTARY))
            .layer(0)
            .head(0);
    for (int q = 1; q < 5; q++) {
      for (int k = 2; k < 5; k++) {
        double here = Math.log(map.weight(q, k) / map.weight(q, k - 1));
        double diagonallyBefore = Math.log(map.weight(q - 1, k - 1) / map.weight(q - 1, k - 2));
        assertThat(here).isCloseTo(diagonallyBefore, within(1e-10));
      }
    }
  }

  @Test
  void causalMeanKey_isNotUniform() {
    AttentionMatrix map =
        attention(1, CAUSAL, Intervention.mean(Target.KEY).withReach(Reach.CAUSAL))
            .layer(0)
            .head(0);
    assertThat(Math.abs(map.weight(4, 0) - 0.2)).isGreaterThan(1e-3);
  }

  @Property(tries = 100)
  void law21_causalMeanKey_keepsEarlierRowsWhenALaterTokenChanges(@ForAll long seed) {
    NumericArray queries = RandomVectors.of(seed, 1, 1, 5, 3);
    NumericArray keys = RandomVectors.of(seed + 1, 1, 1, 5, 3);
    double[] values = keys.toDoubles();
    values[3 * 3] += 7;
    NumericArray other = NumericArray.copyOf(values, 1, 1, 5, 3);
    RecomputeOptions causal = DEFAULTS.with(Intervention.mean(Target.KEY).withReach(Reach.CAUSAL));
    AttentionMatrix before = only(Recompute.attention(queries, keys, CAUSAL, causal));
    AttentionMatrix after = only(Recompute.attention(queries, other, CAUSAL, causal));
    assertThat(after.queryRange(0, 3)).isEqualTo(before.queryRange(0, 3));
    NumericArray mean = Intervention.mean(Target.KEY).apply(keys);
    NumericArray meanOfOther = Intervention.mean(Target.KEY).apply(other);
    assertThat(meanOfOther.value(0, 0, 0, 0)).isNotEqualTo(mean.value(0, 0, 0, 0));
  }

  @Property(tries = 100)
  void law21_shuffledKeys_permuteTheColumns_andShuffledQueriesTheRows(@ForAll long seed) {
    AttentionMask full = Masks.full(5);
    int[] from = {3, 0, 4, 1, 2};
    AttentionMatrix map = attention(seed, full).layer(1).head(2);
    AttentionMatrix keys =
        attention(seed, full, Intervention.shuffle(Target.KEY, from)).layer(1).head(2);
    AttentionMatrix queries =
        attention(seed, full, Intervention.shuffle(Target.QUERY, from)).layer(1).head(2);
    for (int q = 0; q < 5; q++) {
      for (int k = 0; k < 5; k++) {
        assertThat(keys.weight(q, k)).isCloseTo(map.weight(q, from[k]), within(1e-14));
        assertThat(queries.weight(q, k)).isEqualTo(map.weight(from[q], k));
      }
    }
  }

  @Property(tries = 100)
  void law21_keysAndValuesShuffledAlike_keepTheOutput(@ForAll long seed) {
    AttentionMask full = Masks.full(5);
    double[] shuffled =
        output(
                seed,
                full,
                Intervention.shuffle(Target.KEY, seed),
                Intervention.shuffle(Target.VALUE, seed))
            .toDoubles();
    assertThat(shuffled).containsExactly(output(seed, full).toDoubles(), within(1e-12));
  }

  @Property(tries = 100)
  void law21_meanOverHeads_makesTheHeadsOfAGroupEqual(@ForAll long seed) {
    Intervention queries = Intervention.mean(Target.QUERY).over(VectorAxis.HEADS);
    Intervention keys = Intervention.mean(Target.KEY).over(VectorAxis.HEADS);
    AttentionTensor grouped = attention(seed, CAUSAL, queries);
    assertThat(grouped.layer(1).head(0)).isEqualTo(grouped.layer(1).head(1));
    assertThat(grouped.layer(1).head(2)).isEqualTo(grouped.layer(1).head(3));
    AttentionTensor all = attention(seed, CAUSAL, queries, keys);
    assertThat(all.layer(1).head(0)).isEqualTo(all.layer(1).head(3));
    assertThat(all.layer(0).head(0)).isNotEqualTo(all.layer(1).head(0));
  }

  @Property(tries = 100)
  void law21_oneSample_orTheSameRun_changesNoBit(@ForAll long seed) {
    AttentionTensor map = attention(seed, CAUSAL);
    NumericArray keys = grouped(seed + 1);
    assertThat(attention(seed, CAUSAL, Intervention.sampleMean(Target.KEY, List.of(keys))))
        .isEqualTo(map);
    assertThat(attention(seed, CAUSAL, Intervention.fromRun(Target.KEY, keys))).isEqualTo(map);
  }

  @Test
  void sampleMean_isTheMeanOfTheRunsThatAreNotPaddedThere() {
    NumericArray present = scalars(1, 2, 3);
    NumericArray a = scalars(10, 20, 30);
    NumericArray b = scalars(20, 40, 60);
    Intervention.SampleMean mean = Intervention.sampleMean(Target.KEY, List.of(a, b));
    assertThat(mean.apply(present).toDoubles()).containsExactly(15, 30, 45);
    assertThat(mean.skipping(List.of(Set.of(0, 2), Set.of(2))).apply(present).toDoubles())
        .containsExactly(20, 30, 3);
  }

  @Test
  void paddedPositions_enterNoMeanAndStayAsTheyAre() {
    NumericArray keys = scalars(100, 1, 2, 6);
    Intervention.Mean mean = Intervention.mean(Target.KEY).skipping(0);
    assertThat(mean.apply(keys).toDoubles()).containsExactly(100, 3, 3, 3);
    assertThat(mean.withReach(Reach.CAUSAL).apply(keys).toDoubles())
        .containsExactly(100, 1, 1.5, 3);
    NumericArray twoHeads = NumericArray.copyOf(new double[] {1, 2, 5, 6}, 1, 2, 2, 1);
    assertThat(
            Intervention.mean(Target.KEY)
                .over(VectorAxis.HEADS)
                .skipping(1)
                .apply(twoHeads)
                .toDoubles())
        .containsExactly(3, 2, 3, 6);
    double[] shuffled = Intervention.shuffle(Target.KEY, 5).skipping(0, 3).apply(keys).toDoubles();
    assertThat(shuffled[0]).isEqualTo(100);
    assertThat(shuffled[3]).isEqualTo(6);
  }

  @Test
  void shuffle_ofHeads_exchangesThem() {
    NumericArray twoHeads = NumericArray.copyOf(new double[] {1, 2, 5, 6}, 1, 2, 2, 1);
    Intervention.Shuffle exchange = Intervention.shuffle(Target.KEY, 1, 0);
    assertThat(exchange.over(VectorAxis.HEADS).apply(twoHeads).toDoubles())
        .containsExactly(5, 6, 1, 2);
    assertThat(exchange.apply(twoHeads).toDoubles()).containsExactly(2, 1, 6, 5);
  }

  @Property(tries = 100)
  void seed_decidesThePermutation(@ForAll long seed) {
    NumericArray keys = scalars(0, 1, 2, 3, 4, 5, 6, 7);
    double[] once = Intervention.shuffle(Target.KEY, seed).apply(keys).toDoubles();
    assertThat(once)
        .containsExactly(Intervention.shuffle(Target.KEY, seed).apply(keys).toDoubles());
    assertThat(once).containsExactlyInAnyOrder(keys.toDoubles());
    double[] heads =
        Intervention.shuffle(Target.KEY, seed)
            .over(VectorAxis.HEADS)
            .apply(keys.reshape(1, 8, 1, 1))
            .toDoubles();
    assertThat(heads).containsExactly(once);
  }

  @Test
  void interventions_areCombinedInTheirOrder() {
    NumericArray keys = scalars(1, 3, 8);
    RecomputeOptions both =
        DEFAULTS
            .withScale(1)
            .with(Intervention.shuffle(Target.KEY, 2, 0, 1))
            .with(Intervention.mean(Target.KEY).withReach(Reach.CAUSAL));
    double[] row = only(Recompute.attention(scalars(1, 1, 1), keys, Masks.full(3), both)).row(0);
    // 8, 1, 3 and then their running means 8, 4.5, 4
    assertThat(Math.log(row[0] / row[1])).isCloseTo(3.5, within(1e-12));
    assertThat(Math.log(row[1] / row[2])).isCloseTo(0.5, within(1e-12));
    assertThat(keys.toDoubles()).containsExactly(1, 3, 8);
  }

  @Test
  void stageOfValues_makesNoDifference() {
    NumericArray values = scalars(2, 4);
    AttentionTensor weights = AttentionTensor.copyOf(new float[][][][] {{{{1, 0}, {0, 1}}}});
    for (Stage stage : Stage.values()) {
      RecomputeOptions options = DEFAULTS.with(Intervention.mean(Target.VALUE).at(stage));
      assertThat(Recompute.output(weights, values, options).toDoubles()).containsExactly(3, 3);
    }
  }

  @Test
  void impossibleInterventions_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Intervention.mean(Target.KEY).withReach(Reach.CAUSAL).over(VectorAxis.HEADS))
        .withMessage("reach must be FULL for a mean over heads, got CAUSAL");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Intervention.shuffle(Target.KEY, 0, 0, 1))
        .withMessage("permutation must name every place from 0 once, got [0, 0, 1]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Intervention.shuffle(Target.KEY, 1, 0).apply(scalars(1, 2, 3)))
        .withMessage("permutation must have a place for each of 3 tokens, got 2");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Intervention.shuffle(Target.KEY, 1, 0).over(VectorAxis.HEADS).apply(scalars(1, 2)))
        .withMessage("permutation must have a place for each of 1 heads, got 2");
    assertThatThrownBy(() -> Intervention.mean(Target.KEY).skipping(2).apply(scalars(1, 2)))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("padded position must be in [0, 2), got 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Intervention.fromRun(Target.KEY, scalars(1)).apply(scalars(1, 2)))
        .withMessage("run must have shape [1, 1, 2, 1] like the vectors, got [1, 1, 1, 1]");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Intervention.sampleMean(Target.KEY, List.of(scalars(1, 2), scalars(1)))
                    .apply(scalars(1, 2)))
        .withMessage("run 1 must have shape [1, 1, 2, 1] like the vectors, got [1, 1, 1, 1]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Intervention.sampleMean(Target.KEY, List.of()))
        .withMessage("runs must be at least one, got none");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Intervention.sampleMean(Target.KEY, List.of(scalars(1))).skipping(List.of()))
        .withMessage("padded positions must be given for each of 1 runs, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> attention(1, CAUSAL, Intervention.mean(Target.KEY).at(Stage.BEFORE_ROTARY)))
        .withMessage(
            "stage must be AFTER_ROTARY for vectors that are not rotated here, got BEFORE_ROTARY;"
                + " rotate them with RecomputeOptions.withRotary");
  }

  @Test
  void stages_areKeptByEveryIntervention() {
    NumericArray run = scalars(1);
    assertThat(Intervention.shuffle(Target.KEY, 0).at(Stage.BEFORE_ROTARY).stage())
        .isEqualTo(Stage.BEFORE_ROTARY);
    assertThat(Intervention.shuffle(Target.KEY, 7L).at(Stage.BEFORE_ROTARY).stage())
        .isEqualTo(Stage.BEFORE_ROTARY);
    assertThat(Intervention.fromRun(Target.KEY, run).at(Stage.BEFORE_ROTARY).stage())
        .isEqualTo(Stage.BEFORE_ROTARY);
    assertThat(Intervention.sampleMean(Target.KEY, List.of(run)).at(Stage.BEFORE_ROTARY).stage())
        .isEqualTo(Stage.BEFORE_ROTARY);
    assertThat(Intervention.zero(Target.KEY).stage()).isEqualTo(Stage.AFTER_ROTARY);
  }
}
