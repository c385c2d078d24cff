package dev.attn.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.MaskShape;
import dev.attn.mask.Masks;
import dev.attn.mask.RowSumPolicy;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.ElementType;
import dev.attn.tensor.NumericArray;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every metric of two heads does with rows and heads that are out of the ordinary. */
final class EveryPairMetricTest {

  private static final int TOKENS = 9;
  private static final int ODD_ROW = 5;
  private static final AttentionMask CAUSAL = Masks.causal(TOKENS);
  private static final AttentionMask WITHOUT_ODD_ROW =
      CAUSAL.minus(Masks.rowSet(MaskShape.square(TOKENS), ODD_ROW));
  private static final MetricOptions DEFAULTS = MetricOptions.defaults();

  static List<PairMetric> metrics() {
    return Stream.concat(
            HeadPairs.all().stream(),
            Stream.of(
                HeadPairs.jensenShannon(RowTotal.SUM),
                HeadPairs.smoothedJensenShannon(RowTotal.MEAN, 0.001),
                HeadPairs.rankCorrelation(RankAgreement.SPEARMAN),
                HeadPairs.topKeyOverlap(2)))
        .toList();
  }

  private static AttentionMatrix head(int seed) {
    return Attention.random(CAUSAL, new Random(seed)).weights();
  }

  private static AttentionMatrix withRow(AttentionMatrix weights, double stored) {
    double[] row = new double[TOKENS];
    Arrays.fill(row, stored);
    double[][] rows = new double[TOKENS][];
    Arrays.setAll(rows, q -> q == ODD_ROW ? row : weights.row(q));
    return AttentionMatrix.copyOf(rows);
  }

  private static void assertSound(MetricValue value, int rows) {
    assertThat(value.rowsUsed() + value.rowsMasked() + value.rowsBroken() + value.rowsUndefined())
        .as("rows of %s", value.how())
        .isEqualTo(rows);
    assertThat(Double.isNaN(value.value())).as("NaN").isEqualTo(value.rowsUsed() == 0);
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void rowOfNaN_isRefusedOrSkippedAsIfItWereNotThere(PairMetric metric) {
    AttentionMatrix broken = withRow(head(2), Double.NaN);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> metric.of(head(1), broken, CAUSAL))
        .withMessage(
            "row must be attention under causal(9), got BROKEN(NAN), sum NaN, leaked NaN at [second"
                + " head, query 5]; check the mask, or leave such rows out with"
                + " MetricOptions.withBroken(SKIP)");
    MetricValue skipped = metric.of(head(1), broken, CAUSAL, DEFAULTS.withBroken(BrokenRows.SKIP));
    assertSound(skipped, TOKENS);
    assertThat(skipped.rowsBroken()).isEqualTo(1);
    assertThat(skipped.value())
        .isEqualTo((Double) metric.of(head(1), head(2), WITHOUT_ODD_ROW).value());
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void maskedRow_isLeftOutWhateverItStores(PairMetric metric) {
    MetricValue zeros = metric.of(head(1), withRow(head(2), 0), WITHOUT_ODD_ROW);
    assertSound(zeros, TOKENS);
    assertThat(zeros.rowsMasked()).isEqualTo(1);
    for (double stored : new double[] {Double.NaN, 1.0 / TOKENS, -3}) {
      assertThat(metric.of(head(1), withRow(head(2), stored), WITHOUT_ODD_ROW)).isEqualTo(zeros);
      assertThat(metric.of(withRow(head(1), stored), head(2), WITHOUT_ODD_ROW)).isEqualTo(zeros);
    }
    MetricValue none = metric.of(head(1), head(2), Masks.none(TOKENS));
    assertSound(none, TOKENS);
    assertThat(none.rowsMasked()).isEqualTo(TOKENS);
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void rowOfZeros_isBroken_andFreeRowsOfZerosAreNoSilentNaN(PairMetric metric) {
    AttentionMatrix zeros = withRow(head(2), 0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> metric.of(head(1), zeros, CAUSAL))
        .withMessageContaining("got BROKEN(SUM), sum 0.0, leaked 0.0 at [second head, query 5]");
    MetricOptions free = DEFAULTS.withRowSum(RowSumPolicy.FREE);
    assertSound(metric.of(head(1), zeros, CAUSAL, free), TOKENS);
    assertSound(metric.of(zeros, zeros, CAUSAL, free), TOKENS);
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void rowsWithTheWrongSum_giveTheSameOnceRenormalised(PairMetric metric) {
    double[][] rows = new double[TOKENS][];
    Arrays.setAll(rows, q -> Arrays.stream(head(2).row(q)).map(a -> a / 2).toArray());
    AttentionMatrix halved = AttentionMatrix.copyOf(rows);
    double whole = metric.of(head(1), head(2), CAUSAL).value();
    MetricValue mended =
        metric.of(head(1), halved, CAUSAL, DEFAULTS.withBroken(BrokenRows.RENORMALISE));
    assertThat(mended.value()).isCloseTo(whole, within(1e-12));
    assertThat(mended.how().rescaling()).isEqualTo(Rescaling.BROKEN_RENORMALISED);
    assertThat(
            metric
                .of(head(1), halved, CAUSAL, DEFAULTS.withRowSum(RowSumPolicy.AT_MOST_ONE))
                .value())
        .isCloseTo(whole, within(1e-12));
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void oneToken_hasAValueOrSaysThatItHasNone(PairMetric metric) {
    AttentionMatrix one = AttentionMatrix.copyOf(new double[][] {{1}});
    assertSound(metric.of(one, one, Masks.causal(1)), 1);
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void oneHead_isTheOnlyCellOfItsTable(PairMetric metric) {
    double[] flat = new double[TOKENS * TOKENS];
    for (int q = 0; q < TOKENS; q++) {
      System.arraycopy(head(1).row(q), 0, flat, q * TOKENS, TOKENS);
    }
    AttentionTensor alone = NumericArray.copyOf(flat, 1, 1, TOKENS, TOKENS).asAttention();
    PairGrid table = metric.of(alone, CAUSAL);
    assertThat(table.size()).isEqualTo(1);
    assertThat(table.at(0, 0)).isEqualTo(metric.of(head(1), head(1), CAUSAL));
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void crossAttention_isCompared_andOrderMattersNot(PairMetric metric) {
    for (AttentionMask mask : List.of(Masks.full(5, 3), Masks.full(3, 5))) {
      AttentionMatrix one = Attention.random(mask, new Random(3)).weights();
      AttentionMatrix other = Attention.random(mask, new Random(4)).weights();
      MetricValue there = metric.of(one, other, mask, DEFAULTS.withPositions(Positions.NONE));
      assertSound(there, mask.rows());
      assertThat(there.rowsUsed()).isEqualTo(mask.rows());
      assertThat(metric.of(other, one, mask).value()).isCloseTo(there.value(), within(1e-15));
    }
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void narrowNumbers_areReadExactly(PairMetric metric) {
    for (ElementType type : List.of(ElementType.F32, ElementType.F16, ElementType.BF16)) {
      AttentionMatrix first = Rounded.to(type, head(1));
      AttentionMatrix second = Rounded.to(type, head(2));
      MetricValue narrow = metric.of(first, second, CAUSAL);
      assertThat(narrow.how().type()).isEqualTo(type);
      assertThat(narrow.value())
          .isEqualTo(
              (Double)
                  metric
                      .of(decoded(first), decoded(second), CAUSAL, DEFAULTS.withTolerance(0.01))
                      .value());
    }
  }

  private static AttentionMatrix decoded(AttentionMatrix narrow) {
    double[][] rows = new double[TOKENS][];
    Arrays.setAll(rows, narrow::row);
    return AttentionMatrix.copyOf(rows);
  }
}
