package dev.attn.recompute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.EmptyRows;
import dev.attn.mask.MaskShape;
import dev.attn.mask.Masks;
import dev.attn.mask.testing.MaskAssert;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.NumericArray;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What queries without a key become, and that blocked keys reach nothing. */
final class EmptyRowsTest {

  private static RecomputeOptions options(EmptyRows policy) {
    return RecomputeOptions.defaults().withEmptyRows(policy);
  }

  private static NumericArray vectors(Random random, int tokens) {
    double[] values = random.doubles(tokens * 3L, -2, 2).toArray();
    return NumericArray.copyOf(values, 1, 1, tokens, 3);
  }

  private static double[][] rows(AttentionTensor weights) {
    int queries = weights.shape().queries();
    return IntStream.range(0, queries)
        .mapToObj(q -> weights.layer(0).head(0).row(q))
        .toArray(double[][]::new);
  }

  @Property(tries = 200)
  void law52_emptyRowsHoldWhatThePolicySays_andOtherRowsAreUntouched(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 12) int queries,
      @ForAll @IntRange(min = 1, max = 12) int keys,
      @ForAll EmptyRows policy) {
    Random random = new Random(seed);
    MaskShape shape = MaskShape.bottomRight(queries, keys);
    AttentionMask allowed = Masks.bernoulli(shape, 0.3, seed);
    AttentionMask mask =
        policy == EmptyRows.FORBID ? allowed.or(Masks.columns(shape, 0, 1)) : allowed;
    if (policy == EmptyRows.SELF && queries > keys) {
      mask = mask.or(Masks.rows(shape, 0, queries - keys));
    }
    NumericArray q = vectors(random, queries);
    NumericArray k = vectors(random, keys);
    double[][] reference = rows(Recompute.attention(q, k, mask, options(EmptyRows.ZERO)));
    double[][] rows = rows(Recompute.attention(q, k, mask, options(policy)));
    for (int i = 0; i < queries; i++) {
      double[] expected = mask.row(i).isEmpty() ? emptyRow(policy, i, queries, keys) : reference[i];
      assertThat(rows[i]).containsExactly(expected);
    }
  }

  private static double[] emptyRow(EmptyRows policy, int q, int queries, int keys) {
    return IntStream.range(0, keys)
        .mapToDouble(
            k ->
                switch (policy) {
                  case FORBID -> throw new AssertionError(q);
                  case ZERO -> 0;
                  case UNIFORM -> 1.0 / keys;
                  case SELF -> k == q + keys - queries ? 1 : 0;
                  case NAN -> Double.NaN;
                })
        .toArray();
  }

  @Property(tries = 200)
  void law50_blockedKeysAndValues_changeNoBitOfTheOutput(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 10) int n, @ForAll EmptyRows policy) {
    Random random = new Random(seed);
    AttentionMask mask = Masks.bernoulli(MaskShape.square(n), 0.5, seed).or(Masks.diagonal(n));
    NumericArray q = vectors(random, n);
    NumericArray k = vectors(random, n);
    NumericArray v = vectors(random, n);
    NumericArray before = attend(q, k, v, mask, policy);
    int blocked = random.nextInt(n);
    NumericArray after = attend(q, withNan(k, blocked), withNan(v, blocked), mask, policy);
    for (int i = 0; i < n; i++) {
      if (!mask.allows(i, blocked)) {
        assertThat(row(after, i)).containsExactly(row(before, i));
      } else {
        assertThat(row(after, i)).containsOnly(Double.NaN);
      }
    }
  }

  private static NumericArray attend(
      NumericArray q, NumericArray k, NumericArray v, AttentionMask mask, EmptyRows policy) {
    return Recompute.output(
        Recompute.attention(q, k, mask, options(policy)), v, mask, options(policy));
  }

  private static NumericArray withNan(NumericArray vectors, int token) {
    double[] values = vectors.toDoubles();
    for (int c = 0; c < 3; c++) {
      values[token * 3 + c] = Double.NaN;
    }
    return NumericArray.copyOf(values, 1, 1, vectors.length(2), 3);
  }

  private static double[] row(NumericArray output, int q) {
    return Arrays.copyOfRange(output.toDoubles(), q * 3, q * 3 + 3);
  }

  @Example
  void output_ofAnEmptyRow_followsThePolicyToo() {
    AttentionMask mask = Masks.strictlyCausal(2);
    NumericArray zeros = NumericArray.copyOf(new double[2], 1, 1, 2, 1);
    NumericArray values = NumericArray.copyOf(new double[] {Double.NaN, 6}, 1, 1, 2, 1);
    NumericArray finite = NumericArray.copyOf(new double[] {2, 6}, 1, 1, 2, 1);
    assertThat(attend(zeros, zeros, values, mask, EmptyRows.ZERO).toDoubles())
        .containsExactly(0, Double.NaN);
    assertThat(attend(zeros, zeros, finite, mask, EmptyRows.UNIFORM).toDoubles())
        .containsExactly(4, 2);
    assertThat(attend(zeros, zeros, finite, mask, EmptyRows.SELF).toDoubles())
        .containsExactly(2, 2);
    assertThat(attend(zeros, zeros, finite, mask, EmptyRows.NAN).toDoubles())
        .containsExactly(Double.NaN, 2);
  }

  @Example
  void forbid_listsTheEmptyRows() {
    AttentionMask mask = Masks.causalBottomRight(5, 3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EmptyRows.FORBID.bind(mask))
        .withMessage(
            "mask must allow a key in every row, got none in rows [0,2) of 5; choose"
                + " EmptyRows.ZERO, UNIFORM, SELF or NAN");
    assertThat(EmptyRows.FORBID.bind(Masks.causal(3))).isEqualTo(Masks.causal(3));
    assertThat(RecomputeOptions.defaults().emptyRows()).isEqualTo(EmptyRows.FORBID);
  }

  @Example
  void self_addsTheOwnKeyToEmptyRowsOnly() {
    AttentionMask padded = Masks.causal(4).and(Masks.keysValidFrom(MaskShape.square(4), 2));
    MaskAssert.that(EmptyRows.SELF.bind(padded))
        .isEqualTo(
            Masks.parse(
                """
                #...
                .#..
                ..#.
                ..##
                """));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EmptyRows.SELF.bind(Masks.causalBottomRight(5, 3)))
        .withMessage(
            "mask must have a key at the position of every empty row, got none in rows [0,2) of 5;"
                + " choose EmptyRows.ZERO, UNIFORM or NAN");
  }

  @Example
  void otherPolicies_leaveTheMaskAndNameAWeight() {
    AttentionMask mask = Masks.strictlyCausal(4);
    for (EmptyRows policy : new EmptyRows[] {EmptyRows.ZERO, EmptyRows.UNIFORM, EmptyRows.NAN}) {
      assertThat(policy.bind(mask)).isSameAs(mask);
    }
    assertThat(EmptyRows.ZERO.weight(4)).isZero();
    assertThat(EmptyRows.UNIFORM.weight(4)).isEqualTo(0.25);
    assertThat(EmptyRows.NAN.weight(4)).isNaN();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EmptyRows.ZERO.weight(-1))
        .withMessage("keys must be at least 0, got -1");
  }
}
