package dev.attn.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.attn.mask.Masks;
import dev.attn.mask.RowSumPolicy;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.ElementType;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers of the shape of a row that can be worked out by hand. */
final class ShapeFactsTest {

  private static final double[] ONE_HOT = {0, 1, 0, 0, 0, 0, 0, 0};
  private static final double[] FOUR = {0.5, 0.3, 0.15, 0.05};

  private static double value(HeadMetric metric, double... row) {
    return values(metric, row).get(0).value();
  }

  private static List<MetricValue> values(HeadMetric metric, double... row) {
    AttentionMatrix weights = AttentionMatrix.copyOf(new double[][] {row});
    return metric.of(weights, Masks.full(1, row.length));
  }

  private static HeadMetric named(String id) {
    return HeadMetrics.named(id);
  }

  private static double[] uniform(int n) {
    double[] row = new double[n];
    Arrays.fill(row, 1.0 / n);
    return row;
  }

  @Test
  void smoothedEntropy_ofAOneHotRow_isNoLonger0() {
    double[] row = {0, 0, 1, 0, 0, 0};
    assertThat(value(named("row.entropy"), row)).isEqualTo(0.0);
    HeadMetric smoothed = HeadMetrics.smoothedEntropy(1e-4);
    assertThat(value(smoothed, row)).isCloseTo(0.00100017, within(1e-8));
    assertThat(smoothed).hasToString("row.entropy(smoothing=ADDITIVE(1.0E-4))");
    assertThat(value(smoothed, uniform(6))).isCloseTo(Math.log(6), within(1e-15));
  }

  @Test
  void oneHotRowOf8_isAsUnequalAsItGets() {
    List<MetricValue> gini = values(named("row.gini"), ONE_HOT);
    assertThat(gini.get(0).value()).isEqualTo(0.875);
    assertThat(gini.get(1).value()).isEqualTo(1.0);
    assertThat(gini.get(1).how().variant()).isEqualTo("corrected");
    assertThat(value(named("row.hoyer"), ONE_HOT)).isEqualTo(1.0);
    assertThat(value(named("row.participation"), ONE_HOT)).isEqualTo(1.0);
    assertThat(value(named("row.varentropy"), ONE_HOT)).isEqualTo(0.0);
    assertThat(value(named("row.klUniform"), ONE_HOT)).isCloseTo(Math.log(8), within(1e-15));
  }

  @Test
  void uniformRowOf8_isAsEqualAsItGets() {
    assertThat(values(named("row.gini"), uniform(8)))
        .extracting(MetricValue::value)
        .containsExactly(0.0, 0.0);
    assertThat(value(named("row.hoyer"), uniform(8))).isCloseTo(0, within(1e-15));
    assertThat(value(named("row.participation"), uniform(8))).isCloseTo(8, within(1e-14));
    assertThat(value(named("row.varentropy"), uniform(8))).isCloseTo(0, within(1e-15));
    assertThat(value(named("row.klUniform"), uniform(8))).isCloseTo(0, within(1e-15));
  }

  @Test
  void rowOfOneKey_hasADivergenceButNoSpread() {
    assertThat(value(named("row.klUniform"), 1)).isEqualTo(0.0);
    assertThat(value(named("row.varentropy"), 1)).isEqualTo(0.0);
    for (String id : new String[] {"row.gini", "row.hoyer", "row.entropyNorm"}) {
      MetricValue none = values(named(id), 1).get(0);
      assertThat(none.value()).isNaN();
      assertThat(none.rowsUndefined()).isEqualTo(1);
    }
  }

  @Test
  void varentropy_isTheVarianceOfTheSurprise() {
    // -ln a is ln 2 with weight 0.5 and ln 4 with weight 0.5: variance (ln 2)² / 4.
    double[] row = {0.5, 0.25, 0.25};
    double nats = Math.log(2) * Math.log(2) / 4;
    assertThat(value(named("row.varentropy"), row)).isCloseTo(nats, within(1e-15));
    AttentionMatrix weights = AttentionMatrix.copyOf(new double[][] {row});
    MetricOptions bits = MetricOptions.defaults().withLogBase(LogBase.BITS);
    MetricValue inBits = named("row.varentropy").of(weights, Masks.full(1, 3), bits).get(0);
    assertThat(inBits.value()).isCloseTo(0.25, within(1e-15));
    assertThat(inBits.how().logBase()).hasValue(LogBase.BITS);
    assertThat(named("row.klUniform").of(weights, Masks.full(1, 3), bits).get(0).value())
        .isCloseTo(Math.log(3) / Math.log(2) - 1.5, within(1e-15));
  }

  @ParameterizedTest
  @CsvSource({"0.5, 1", "0.8, 2", "0.9, 3", "0.95, 3", "1, 4"})
  void nucleus_ofARow_isTheNumberOfKeysThatCarryP(double p, double keys) {
    List<MetricValue> parts = values(HeadMetrics.nucleus(p), 0.15, 0.5, 0.05, 0.3);
    assertThat(parts.get(0).value()).isEqualTo(keys);
    assertThat(parts.get(1).value()).isZero();
    assertThat(parts.get(1).how().variant()).isEqualTo("short");
  }

  @Test
  void nucleus_ofAHalfPrecisionRowThatAddsUpToLess_isTheWholeRow_andSaysSo() {
    AttentionMatrix weights =
        Rounded.to(ElementType.F16, AttentionMatrix.copyOf(new double[][] {{0.5, 0.4985}}));
    List<MetricValue> parts = HeadMetrics.nucleus(0.9999).of(weights, Masks.full(1, 2));
    assertThat(parts.get(0).value()).isEqualTo(2);
    assertThat(parts.get(1).value()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"1, 0.5", "2, 0.8", "3, 0.95", "4, 1", "9, 1"})
  void topMass_isTheSumOfTheLargest(int k, double mass) {
    assertThat(value(HeadMetrics.topMass(k), FOUR)).isCloseTo(mass, within(1e-15));
  }

  @Test
  void sparsity_countsAllowedKeysOnly() {
    Attention dense = Attention.uniform(Masks.causal(64));
    MetricValue causal =
        HeadMetrics.sparsity(0, Threshold.ABS).of(dense.weights(), dense.mask()).get(0);
    assertThat(causal.value()).isZero();
    MetricValue full =
        HeadMetrics.sparsity(0, Threshold.ABS).of(dense.weights(), Masks.full(64)).get(0);
    assertThat(full.value()).isEqualTo(0.4921875);
  }

  @Test
  void sparsity_isAbsoluteOrRelativeToTheLargestWeight() {
    assertThat(value(HeadMetrics.sparsity(0.15, Threshold.ABS), FOUR)).isEqualTo(0.5);
    assertThat(value(HeadMetrics.sparsity(0.2, Threshold.REL), FOUR)).isEqualTo(0.25);
    assertThat(value(HeadMetrics.sparsity(0, Threshold.REL), ONE_HOT)).isEqualTo(0.875);
    assertThat(HeadMetrics.sparsity(0.2, Threshold.REL)).hasToString("row.sparsity(tau=0.2 REL)");
  }

  @Test
  void largestWeight_mayLeaveKeysOut() {
    HeadMetric without = HeadMetrics.largestWeightWithout(0, 2);
    assertThat(value(without, FOUR)).isEqualTo(0.3);
    assertThat(without).hasToString("row.max(without=[0, 2])");
    MetricValue none = values(HeadMetrics.largestWeightWithout(0, 1), 0.5, 0.5).get(0);
    assertThat(none.value()).isNaN();
    assertThat(none.rowsUndefined()).isEqualTo(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> value(HeadMetrics.largestWeightWithout(4), FOUR))
        .withMessage("key must be in [0, 4) for row.max, got 4");
  }

  @Test
  void rowsOfZeros_haveNoInequality() {
    AttentionMatrix zeros = AttentionMatrix.copyOf(new double[][] {{0, 0, 0}});
    MetricOptions free = MetricOptions.defaults().withRowSum(RowSumPolicy.FREE);
    for (String id : new String[] {"row.gini", "row.hoyer", "row.participation"}) {
      assertThat(named(id).of(zeros, Masks.full(1, 3), free).get(0).rowsUndefined()).isEqualTo(1);
    }
  }

  @Test
  void settingsOutOfRange_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HeadMetrics.topMass(0))
        .withMessage("k must be at least 1, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HeadMetrics.nucleus(0))
        .withMessage("p must be in (0, 1], got 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HeadMetrics.nucleus(Double.NaN))
        .withMessage("p must be in (0, 1], got NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HeadMetrics.sparsity(-0.1, Threshold.ABS))
        .withMessage("tau must be in [0, 1], got -0.1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HeadMetrics.smoothedEntropy(1))
        .withMessage("epsilon must be in (0, 1), got 1.0");
  }
}
