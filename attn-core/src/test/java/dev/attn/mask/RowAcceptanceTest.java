package dev.attn.mask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.tensor.ElementType;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class RowAcceptanceTest {

  private static final RowRules F32 = RowRules.of(ElementType.F32, 4);

  private static final Runs FIRST_TWO = Masks.parse("##..").row(0);

  private static boolean accepts(float... row) {
    return F32.accepts(row, FIRST_TWO);
  }

  private static double[] widened(float[] row) {
    double[] wide = new double[row.length];
    for (int k = 0; k < row.length; k++) {
      wide[k] = row[k];
    }
    return wide;
  }

  @Test
  void rowOfWeights_isAccepted() {
    assertThat(accepts(0.25f, 0.75f, 0, 0)).isTrue();
    assertThat(accepts(0.25f, 0.75004f, 0, 0)).isTrue();
  }

  @Test
  void rowThatMayStillBeValid_isLeftToBeJudged() {
    for (float leak : new float[] {1e-6f, Float.MIN_VALUE}) {
      float[] leaksALittle = {0.25f, 0.75f, 0, leak};
      assertThat(accepts(leaksALittle)).isFalse();
      assertThat(F32.judge(widened(leaksALittle), FIRST_TWO).state()).isEqualTo(RowState.VALID);
    }
    assertThat(accepts(0.25f, 0.75008f, 0, 0)).isFalse();
    assertThat(accepts(1, -0f, 0, 0)).isFalse();
    assertThat(accepts(1, 0, 0, -0f)).isFalse();
  }

  @Test
  void brokenRow_isNotAccepted_whereverTheFaultStands() {
    assertThat(accepts(0.25f, 0.5f, 0, 0)).isFalse();
    assertThat(accepts(1.25f, -0.25f, 0, 0)).isFalse();
    assertThat(accepts(Float.NaN, 1, 0, 0)).isFalse();
    assertThat(accepts(Float.POSITIVE_INFINITY, 1, 0, 0)).isFalse();
    assertThat(accepts(0.25f, 0.75f, 0.5f, 0)).isFalse();
    assertThat(accepts(0.25f, 0.75f, 0.5f, 0.5f)).isFalse();
    assertThat(accepts(0.25f, 0.75f, 0, Float.NaN)).isFalse();
  }

  @Test
  void otherSumsThanOne_areLeftToBeJudged() {
    float[] row = {0.25f, 0.75f, 0, 0};
    for (RowSumPolicy policy : new RowSumPolicy[] {RowSumPolicy.AT_MOST_ONE, RowSumPolicy.FREE}) {
      assertThat(F32.withRowSum(policy).accepts(row, FIRST_TWO)).isFalse();
    }
    assertThat(RowRules.of(ElementType.I8, 4).accepts(row, FIRST_TWO)).isFalse();
  }

  @Test
  void exactRules_acceptNothingAtAGlance() {
    assertThat(F32.withTolerance(0).accepts(new float[] {1, 0, 0, 0}, FIRST_TWO)).isFalse();
  }

  @Property(tries = 1000)
  void acceptedRows_areJudgedValid(@ForAll long seed) {
    Random random = new Random(seed);
    boolean[][] cells = new boolean[1][1 + random.nextInt(40)];
    float[] row = new float[cells[0].length];
    int count = 0;
    for (int k = 0; k < row.length; k++) {
      cells[0][k] = random.nextInt(3) > 0;
      count += cells[0][k] ? 1 : 0;
    }
    for (int k = 0; k < row.length; k++) {
      row[k] = cells[0][k] ? 1f / count : 0;
    }
    Runs allowed = Masks.fromDense(cells).row(0);
    boolean spoilt = random.nextBoolean();
    if (spoilt) {
      row[random.nextInt(row.length)] += random.nextInt(3) - 1 + 0.5f;
    }
    boolean accepted = F32.accepts(row, allowed);
    assertThat(accepted).isEqualTo(!spoilt && count > 0);
    if (accepted) {
      assertThat(F32.judge(widened(row), allowed).state()).isEqualTo(RowState.VALID);
    }
  }
}
