package dev.attn.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class AttentionLogitsTest {

  private static final double BLOCKED = Double.NEGATIVE_INFINITY;
  private static final float BLOCKED_FLOAT = Float.NEGATIVE_INFINITY;
  private static final AttentionMask CAUSAL = Masks.causal(3);

  @Test
  void logit_isTheScoreWhereTheMaskAllows() {
    AttentionLogits logits = AttentionLogits.of(CAUSAL);
    assertThat(logits.logit(1.5, 0, 1, 0)).isEqualTo(1.5);
    assertThat(logits.logit(1.5, 0, 0, 1)).isEqualTo(BLOCKED);
  }

  @Test
  void logit_capsTheScoreBeforeTheBiasIsAdded() {
    AttentionLogits logits = AttentionLogits.of(CAUSAL).withSoftCap(2).withBias(Alibi.of(8));
    assertThat(logits.logit(4, 0, 2, 0)).isCloseTo(2 * Math.tanh(2) - 1, within(1e-12));
    assertThat(logits.logit(1e9, 0, 2, 2)).isEqualTo(2);
  }

  @Test
  void blockedCell_absorbsEverything() {
    AttentionBias unbounded = new Constant(Float.POSITIVE_INFINITY);
    AttentionLogits logits = AttentionLogits.of(CAUSAL).withSoftCap(30).withBias(unbounded);
    assertThat(logits.logit(Double.NaN, 0, 0, 1)).isEqualTo(BLOCKED);
    assertThat(logits.logit(Double.POSITIVE_INFINITY, 0, 0, 1)).isEqualTo(BLOCKED);
  }

  @Test
  void allowedCell_passesNaNOn() {
    assertThat(AttentionLogits.of(CAUSAL).withSoftCap(30).logit(Double.NaN, 0, 1, 0)).isNaN();
  }

  @Test
  void softCapAfterTheMask_wouldLeakWeightToBlockedKeys() {
    double[] right = new double[3];
    double[] wrong = new double[3];
    for (int k = 0; k < 3; k++) {
      right[k] = AttentionLogits.of(CAUSAL).withSoftCap(5).logit(1, 0, 0, k);
      wrong[k] = softCapAfterMask(1, CAUSAL.allows(0, k));
    }
    assertThat(right).containsExactly(5 * Math.tanh(0.2), BLOCKED, BLOCKED);
    assertThat(Softmax.of(right)).containsExactly(1, 0, 0);
    assertThat(wrong[1]).isEqualTo(-5);
    assertThat(Softmax.of(wrong)[1]).isCloseTo(0.00249, within(1e-5));
  }

  /** The wrong order: -∞ goes through the soft-cap and comes out as a number. */
  private static double softCapAfterMask(double score, boolean allowed) {
    double masked = allowed ? score : BLOCKED;
    return 5 * Math.tanh(masked / 5);
  }

  @Test
  void softCap_rejectsScoresThatAreMaskedAlready() {
    AttentionLogits logits = AttentionLogits.of(CAUSAL).withSoftCap(5);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> logits.logit(BLOCKED, 0, 2, 1))
        .withMessage(
            "score must be finite before a soft-cap, got -Infinity at [query 2, key 1];"
                + " mask after the soft-cap");
  }

  @Test
  void toArray_holdsBiasAndMaskInOne() {
    float[] values = AttentionLogits.of(CAUSAL).withBias(Alibi.of(8)).toArray(0);
    assertThat(values)
        .containsExactly(0, BLOCKED_FLOAT, BLOCKED_FLOAT, -0.5f, 0, BLOCKED_FLOAT, -1, -0.5f, 0);
  }

  @Test
  void firstPosition_tellsTheBiasWhereADecodingStepStands() {
    AttentionLogits step =
        AttentionLogits.of(Masks.full(1, 4)).withBias(Alibi.of(8)).withFirstPosition(3);
    assertThat(step.toArray(0)).containsExactly(-1.5f, -1, -0.5f, 0);
    assertThat(step.logit(0, 0, 0, 0)).isEqualTo(-1.5);
  }

  @Test
  void arguments_areChecked() {
    AttentionLogits logits = AttentionLogits.of(CAUSAL);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> logits.withSoftCap(0))
        .withMessage("soft-cap must be positive and finite, got 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> logits.withSoftCap(Double.POSITIVE_INFINITY))
        .withMessage("soft-cap must be positive and finite, got Infinity");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AttentionLogits.of(Masks.causal(1 << 20)).toArray(0))
        .withMessage(
            "bias array must have at most 67,108,864 values, got 1,099,511,627,776;"
                + " compute it cell by cell");
  }

  @Test
  void toString_namesTheStepsInOrder() {
    assertThat(AttentionLogits.of(CAUSAL)).hasToString("causal(3)");
    assertThat(AttentionLogits.of(CAUSAL).withBias(Alibi.of(8)).withSoftCap(50))
        .hasToString("soft-cap 50.0, ALiBi of 8 heads, causal(3)");
  }

  private record Constant(float value) implements AttentionBias {
    @Override
    public int heads() {
      return 1;
    }

    @Override
    public float at(int head, int query, int key) {
      return value;
    }
  }
}
