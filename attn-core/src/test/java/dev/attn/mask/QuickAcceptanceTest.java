package dev.attn.mask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.tensor.ElementType;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is accepted at a glance is what the careful judge finds valid. */
final class QuickAcceptanceTest {

  private static final int KEYS = 40;

  @Test
  void acceptedRow_isValid() {
    Random random = new Random(3);
    AttentionMask mask = Masks.causal(KEYS);
    int accepted = 0;
    for (int trial = 0; trial < 4000; trial++) {
      Runs allowed = mask.row(1 + random.nextInt(KEYS - 1));
      float[] row = row(random, allowed, trial % 5);
      RowRules rules = RowRules.of(ElementType.F32, KEYS);
      RowRules strict = rules.withTolerance(trial % 2 == 0 ? 0 : 1e-7);
      for (RowRules each : new RowRules[] {rules, strict}) {
        if (each.accepts(row, allowed)) {
          accepted++;
          assertThat(each.judge(widened(row), allowed).state()).isEqualTo(RowState.VALID);
        }
      }
    }
    assertThat(accepted).isGreaterThan(500);
  }

  @Test
  void exactRules_acceptNothingAtAGlance() {
    RowRules exact = RowRules.of(ElementType.F32, 1).withTolerance(0);
    assertThat(exact.accepts(new float[] {1}, Masks.causal(1).row(0))).isFalse();
  }

  /** Softmax weights with a fault: none, a leak, a negative weight, NaN, or a wrong sum. */
  private static float[] row(Random random, Runs allowed, int fault) {
    float[] row = new float[KEYS];
    double sum = 0;
    for (int k = allowed.start(0); k < allowed.end(0); k++) {
      row[k] = (float) Math.exp(random.nextGaussian());
      sum += row[k];
    }
    for (int k = 0; k < KEYS; k++) {
      row[k] /= (float) sum;
    }
    switch (fault) {
      case 1 -> row[KEYS - 1] = random.nextBoolean() ? 1e-3f : Float.MIN_VALUE;
      case 2 -> row[0] = -row[0];
      case 3 -> row[0] = random.nextBoolean() ? Float.NaN : Float.POSITIVE_INFINITY;
      case 4 -> row[0] += random.nextFloat() * 1e-5f;
      default -> {}
    }
    return row;
  }

  private static double[] widened(float[] row) {
    double[] wide = new double[row.length];
    for (int k = 0; k < row.length; k++) {
      wide[k] = row[k];
    }
    return wide;
  }
}
