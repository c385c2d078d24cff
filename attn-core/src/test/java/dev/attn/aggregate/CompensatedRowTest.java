package dev.attn.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CompensatedRowTest {

  @Test
  void largeNumbersThatCancel_leaveTheSmallOne() {
    CompensatedRow sum = new CompensatedRow(2);
    sum.add(new double[] {1e16, 1}, 1);
    sum.add(new double[] {1, 1}, 1);
    sum.add(new double[] {1e16, 1}, -1);
    double[] total = new double[2];
    sum.read(total);
    assertThat(total).containsExactly(1, 1);
    assertThat(1e16 + 1 - 1e16).isZero();
    assertThat(CompensatedRow.total(new double[] {1e16, 1, -1e16})).isEqualTo(1);
  }

  @Test
  void notFiniteNumbers_giveWhatAPlainSumGives() {
    CompensatedRow sum = new CompensatedRow(3);
    sum.add(new double[] {1, Double.POSITIVE_INFINITY, Double.NaN}, 1);
    sum.add(new double[] {2, 1, 1}, 0.5);
    assertThat(sum.value(0)).isEqualTo(2);
    assertThat(sum.value(1)).isInfinite();
    assertThat(sum.value(2)).isNaN();
  }
}
