package dev.attn.saliency;

import static dev.attn.saliency.RandomAttention.single;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.Masks;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.NumericArray;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class ValueZeroingTest {

  private static NumericArray states(int layers, int queries, double... values) {
    return NumericArray.copyOf(values, layers, queries, values.length / layers / queries);
  }

  private static NumericArray zeroed(int layers, int keys, int queries, double... values) {
    return NumericArray.copyOf(
        values, layers, keys, queries, values.length / layers / keys / queries);
  }

  @Test
  void stateThatTurns_scoresOne_andStateThatStays_scoresZero() {
    ValueZeroing result =
        ValueZeroing.of(states(1, 1, 1, 0), zeroed(1, 2, 1, 0, 1, 1, 0), Masks.full(1, 2));
    assertThat(result.scores().layer(0).head(0).row(0))
        .containsExactly(new double[] {1, 0}, within(1e-15));
    assertThat(result.how())
        .hasToString("val.zeroing mask=full(1x2+0) rows=FREE tolerance=1.0E-9 type=f64");
  }

  @Test
  void scores_areOneMinusTheCosine_whateverTheLengths() {
    // angles of 60 and 90 degrees
    double[] without = {0.5e9, Math.sqrt(0.75) * 1e9, 0, 1e-200};
    ValueZeroing result =
        ValueZeroing.of(states(1, 1, 3, 0), zeroed(1, 2, 1, without), Masks.full(1, 2));
    assertThat(result.scores().layer(0).head(0).row(0))
        .containsExactly(new double[] {0.5, 1}, within(1e-15));
    assertThat(result.normalised().layer(0).head(0).row(0))
        .containsExactly(new double[] {1 / 3.0, 2 / 3.0}, within(1e-15));
  }

  @Test
  void tinyTurns_keepTheirDigits() {
    double angle = 1e-7; // 1 - cos is 5e-15, of which the plain formula keeps one digit
    ValueZeroing result =
        ValueZeroing.of(
            states(1, 1, 1, 0), zeroed(1, 1, 1, Math.cos(angle), Math.sin(angle)), Masks.full(1));
    assertThat(result.scores().layer(0).head(0).weight(0, 0)).isCloseTo(5e-15, within(1e-20));
  }

  @Test
  void rowThatNothingTurns_isUndefined_andAnIdentityRowOfTheRollout() {
    NumericArray states = states(2, 2, 1, 0, 1, 0, 1, 0, 1, 0);
    double[] without = {
      // layer 0: without key 0 both turn, without key 1 nothing does
      0, 1, 0, 1, 1, 0, 1, 0,
      // layer 1: query 1 turns without key 0, query 0 never
      1, 0, 0, 1, 1, 0, 1, 0
    };
    ValueZeroing result = ValueZeroing.of(states, zeroed(2, 2, 2, without), Masks.causal(2));
    assertThat(result.rowsUndefined()).isEqualTo(1);
    assertThat(result.normalised().layer(1).head(0).row(0)).containsOnly(Double.NaN);
    Rollout rollout = result.rollout();
    assertThat(rollout.map().row(0)).containsExactly(1, 0);
    assertThat(rollout.map().row(1)).containsExactly(1, 0);
    assertThat(rollout.rowsZero()).isEqualTo(1);
    assertThat(rollout.how().settings())
        .isEqualTo("of=val.zeroing fusion=MEAN discard=NONE residual=NONE layers=[0, 2)");
  }

  @Test
  void maskedRows_areZero_andForbiddenKeysAreNotRead() {
    double nan = Double.NaN;
    ValueZeroing result =
        ValueZeroing.of(
            states(1, 2, nan, nan, 1, 0),
            zeroed(1, 2, 2, nan, nan, nan, nan, nan, nan, 0, 1),
            Masks.parse("..\n.#"));
    assertThat(result.scores().layer(0).head(0).row(0)).containsOnly(0.0);
    assertThat(result.normalised()).isEqualTo(single(new double[] {0, 0}, new double[] {0, 1}));
    assertThat(result.rowsMasked()).isEqualTo(1);
    assertThat(result.rowsUndefined()).isZero();
    assertThat(result.rollout().rowsMasked()).isEqualTo(1);
  }

  @Property(tries = 100)
  void scores_lieBetweenZeroAndTwo_andScalingAStateChangesNothing(@ForAll long seed) {
    RandomAttention input = RandomAttention.rectangular(seed);
    Random random = new Random(seed);
    AttentionMask mask = input.mask();
    int queries = mask.rows();
    int width = 2 + random.nextInt(3);
    double[] before = random.doubles((long) queries * width, -1, 1).toArray();
    double[] without = random.doubles((long) mask.keys() * queries * width, -1, 1).toArray();
    double[] scaled = before.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= 4;
    }
    NumericArray zeroed = zeroed(1, mask.keys(), queries, without);
    AttentionTensor scores = ValueZeroing.of(states(1, queries, before), zeroed, mask).scores();
    assertThat(ValueZeroing.of(states(1, queries, scaled), zeroed, mask).scores())
        .isEqualTo(scores);
    for (int q = 0; q < queries; q++) {
      for (int k = 0; k < mask.keys(); k++) {
        double dot = 0;
        double left = 0;
        double right = 0;
        for (int i = 0; i < width; i++) {
          double a = before[q * width + i];
          double b = without[(k * queries + q) * width + i];
          dot += a * b;
          left += a * a;
          right += b * b;
        }
        double expected = mask.allows(q, k) ? 1 - dot / Math.sqrt(left * right) : 0;
        assertThat(scores.layer(0).head(0).weight(q, k)).isCloseTo(expected, within(1e-13));
      }
    }
  }

  @Test
  void badInput_isRefused() {
    AttentionMask mask = Masks.full(1, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ValueZeroing.of(states(1, 1, 0, 0), zeroed(1, 2, 1, 0, 1, 1, 0), mask))
        .withMessage(
            "hidden state must be finite and not zero, got norm 0.0 at [layer 0, query 0, as it is]");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> ValueZeroing.of(states(1, 1, 1, 0), zeroed(1, 2, 1, 0, 1, Double.NaN, 0), mask))
        .withMessage(
            "hidden state must be finite and not zero, got norm NaN at [layer 0, query 0, without"
                + " key 1]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ValueZeroing.of(zeroed(1, 1, 1, 1), zeroed(1, 2, 1, 0, 1, 1, 0), mask))
        .withMessage("states must have the shape [layers, queries, width], got [1, 1, 1, 1]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ValueZeroing.of(states(1, 1, 1, 0), zeroed(1, 2, 2, 0, 1, 1, 0), mask))
        .withMessage(
            "zeroed states must have the shape [1, keys, 1, 2] like the states, got [1, 2, 2, 1]");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                ValueZeroing.of(states(1, 1, 1, 0), zeroed(1, 2, 1, 0, 1, 1, 0), Masks.full(1, 3)))
        .withMessage(
            "mask shape must be [1, 2] like the weights, got [1, 3]; build it with"
                + " Masks.causalBottomRight(1, 2)");
    ValueZeroing cross = ValueZeroing.of(states(1, 1, 1, 0), zeroed(1, 2, 1, 0, 1, 1, 0), mask);
    assertThatIllegalArgumentException()
        .isThrownBy(cross::rollout)
        .withMessage(
            "weights must have as many queries as keys for flow.rollout, got [1, 1, 1, 2]; put a"
                + " cached generation together into one square tensor first");
  }
}
