package dev.attn.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.Masks;
import dev.attn.mask.RowRules;
import dev.attn.mask.RowSumPolicy;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.ElementType;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class MatrixRankTest {

  private static final HeadMetric EFFECTIVE = HeadMetrics.named("mat.effectiveRank");
  private static final HeadMetric STABLE = HeadMetrics.named("mat.stableRank");

  private static double value(HeadMetric metric, AttentionMatrix weights, AttentionMask mask) {
    return metric.of(weights, mask).get(0).value();
  }

  @Test
  void uniformFullHead_hasOneDirection() {
    Attention uniform = Attention.uniform(Masks.full(5, 5));
    assertThat(value(EFFECTIVE, uniform.weights(), uniform.mask())).isCloseTo(1, within(1e-12));
    assertThat(value(STABLE, uniform.weights(), uniform.mask())).isCloseTo(1, within(1e-12));
  }

  @Test
  void headThatReadsItself_hasAllDirections() {
    double[][] identity = new double[6][6];
    for (int i = 0; i < 6; i++) {
      identity[i][i] = 1;
    }
    AttentionMatrix weights = AttentionMatrix.copyOf(identity);
    assertThat(value(EFFECTIVE, weights, Masks.causal(6))).isCloseTo(6, within(1e-12));
    assertThat(value(STABLE, weights, Masks.causal(6))).isCloseTo(6, within(1e-12));
  }

  /**
   * numpy 2.4.6: exp of the entropy of, and squares over the square of the largest of, linalg.svd.
   */
  @Test
  void ranks_areThoseOfNumpy() {
    double[][] rows = {{1, 0, 0, 0}, {.75, .25, 0, 0}, {.125, .5, .375, 0}, {.125, .125, .25, .5}};
    AttentionMatrix causal = AttentionMatrix.copyOf(rows);
    assertThat(value(EFFECTIVE, causal, Masks.causal(4)))
        .isCloseTo(3.14550042928624, within(1e-13));
    assertThat(value(STABLE, causal, Masks.causal(4))).isCloseTo(1.428666628552585, within(1e-13));
    AttentionMatrix cross = AttentionMatrix.copyOf(new double[][] {{.5, .5}, {.25, .75}, {1, 0}});
    assertThat(value(EFFECTIVE, cross, Masks.full(3, 2)))
        .isCloseTo(1.9367213934022027, within(1e-13));
    assertThat(value(STABLE, cross, Masks.full(3, 2))).isCloseTo(1.3566215917761126, within(1e-13));
  }

  @Test
  void maskedAndSkippedRows_areNotPartOfTheMatrix() {
    double[][] rows = {
      {1, 0, 0, 0}, {.75, .25, 0, 0}, {.125, .5, .375, 0}, {Double.NaN, .125, .25, .5}
    };
    AttentionMatrix weights = AttentionMatrix.copyOf(rows);
    AttentionMask mask = Masks.causal(4);
    MetricValue skipped =
        EFFECTIVE.of(weights, mask, MetricOptions.defaults().withBroken(BrokenRows.SKIP)).get(0);
    assertThat(skipped.value()).isCloseTo(2.2667238657393183, within(1e-13));
    assertThat(skipped.rowsUsed()).isEqualTo(3);
    assertThat(skipped.how().average()).isEqualTo(Average.WHOLE);
    assertThat(value(STABLE, weights, Masks.parse("#...\n##..\n###.\n....")))
        .isCloseTo(1.2460106358075695, within(1e-13));
  }

  @Test
  void bothRanks_shareOneDecomposition() {
    Attention head = Attention.random(Masks.causal(4), new Random(1));
    MetricContext context = new MetricContext(4, 4, head.mask(), MetricOptions.defaults());
    SingularValues shared = new SingularValues(4);
    Tally effective = MatrixRank.effective().start(shared);
    Tally stable = MatrixRank.stable().start(shared);
    RowRules rules = RowRules.of(ElementType.F64, 4);
    MetricRow row = new MetricRow(context);
    for (int q = 0; q < 4; q++) {
      row.moveTo(head.weights(), q, head.mask().row(q), rules);
      effective.add(row);
      stable.add(row);
    }
    assertThat(shared.rows()).isEqualTo(4);
    assertThat(effective.finish().get(0).value())
        .isEqualTo((Double) value(EFFECTIVE, head.weights(), head.mask()));
    double[] values = shared.values();
    assertThat(stable.finish().get(0).value())
        .isEqualTo((Double) value(STABLE, head.weights(), head.mask()));
    assertThat(shared.values()).isSameAs(values);
  }

  @Test
  void zeros_haveNoRank() {
    AttentionMatrix zeros = AttentionMatrix.copyOf(new double[3][3]);
    MetricOptions free = MetricOptions.defaults().withRowSum(RowSumPolicy.FREE);
    for (HeadMetric metric : List.of(EFFECTIVE, STABLE)) {
      MetricValue none = metric.of(zeros, Masks.causal(3), free).get(0);
      assertThat(none.value()).isNaN();
      assertThat(none.rowsUsed()).isZero();
      assertThat(none.rowsUndefined()).isEqualTo(3);
    }
  }

  @Property(tries = 200)
  void ranks_lieBetweenOneAndTheNumberOfRows(@ForAll long seed) {
    Attention head = Attention.random(seed);
    MetricValue effective = EFFECTIVE.of(head.weights(), head.mask()).get(0);
    MetricValue stable = STABLE.of(head.weights(), head.mask()).get(0);
    if (effective.rowsUsed() > 0) {
      int most = Math.min((int) effective.rowsUsed(), head.mask().keys());
      assertThat(effective.value()).isBetween(1 - 1e-12, most + 1e-9);
      assertThat(stable.value()).isBetween(1 - 1e-12, most + 1e-9);
    }
  }

  @Property(tries = 200)
  void permutedKeysAndRows_changeNoRank(@ForAll long seed) {
    Random random = new Random(seed);
    Attention head = Attention.random(Masks.full(5, 5), random);
    double[][] turned = new double[5][5];
    for (int q = 0; q < 5; q++) {
      for (int k = 0; k < 5; k++) {
        turned[(q + 2) % 5][(k + 3) % 5] = head.weights().weight(q, k);
      }
    }
    for (HeadMetric metric : List.of(EFFECTIVE, STABLE)) {
      assertThat(value(metric, AttentionMatrix.copyOf(turned), head.mask()))
          .isCloseTo(value(metric, head.weights(), head.mask()), within(1e-11));
    }
  }
}
