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
import dev.attn.tensor.Span;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every metric does with rows and heads that are out of the ordinary. */
final class EveryMetricTest {

  private static final int TOKENS = 9;
  private static final int ODD_ROW = 5;

  static List<HeadMetric> metrics() {
    return HeadMetrics.all();
  }

  /** Options that meet every need of a metric of such heads, positions as far as there are any. */
  static MetricOptions options(int queries, int keys) {
    return MetricOptions.defaults().withInputs(inputs(queries, keys));
  }

  private static MetricInputs inputs(int queries, int keys) {
    String[] types = new String[keys];
    boolean[][] gold = new boolean[queries][keys];
    Arrays.setAll(types, k -> k % 3 == 0 ? "separator" : "word");
    for (int q = 0; q < queries; q++) {
      gold[q][Math.floorMod(q + keys - queries - 1, keys)] = true;
    }
    return MetricInputs.none()
        .withTokenIds(IntStream.range(0, keys).map(k -> k % 4).toArray())
        .withTypes(types)
        .withSegments(halves(queries), halves(keys))
        .withGold(Masks.fromDense(gold));
  }

  private static List<Span> halves(int size) {
    return size == 1
        ? List.of(Span.of(0, 1, "all"))
        : List.of(Span.of(0, size / 2, "first"), Span.of(size / 2, size, "second"));
  }

  private static Attention causal() {
    return Attention.random(Masks.causal(TOKENS), new Random(7));
  }

  private static AttentionMatrix withRow(AttentionMatrix weights, int query, double... row) {
    double[][] rows = new double[weights.queries()][];
    Arrays.setAll(rows, q -> q == query ? row : weights.row(q));
    return AttentionMatrix.copyOf(rows);
  }

  private static double[] filled(double value) {
    double[] row = new double[TOKENS];
    Arrays.fill(row, value);
    return row;
  }

  private static AttentionMask without(AttentionMask mask, int row) {
    return mask.minus(Masks.rowSet(MaskShape.square(mask.rows()), row));
  }

  private static List<Double> numbers(List<MetricValue> values) {
    return values.stream().map(MetricValue::value).toList();
  }

  private static void assertSound(List<MetricValue> values, int rows) {
    assertThat(values).isNotEmpty();
    for (MetricValue value : values) {
      assertThat(value.rowsUsed() + value.rowsMasked() + value.rowsBroken() + value.rowsUndefined())
          .as("rows of %s", value.how())
          .isEqualTo(rows);
      assertThat(Double.isNaN(value.value())).as("NaN").isEqualTo(value.rowsUsed() == 0);
    }
  }

  private static void assertCloseTo(List<MetricValue> actual, List<MetricValue> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int part = 0; part < actual.size(); part++) {
      double want = expected.get(part).value();
      if (Double.isNaN(want)) {
        assertThat(actual.get(part).value()).isNaN();
      } else {
        assertThat(actual.get(part).value())
            .as("%s", actual.get(part).how())
            .isCloseTo(want, within(1e-12 * Math.max(1, Math.abs(want))));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void rowOfNaN_isRefusedOrSkippedAsIfItWereNotThere(HeadMetric metric) {
    Attention head = causal();
    AttentionMatrix broken = withRow(head.weights(), ODD_ROW, filled(Double.NaN));
    MetricOptions options = options(TOKENS, TOKENS);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> metric.of(broken, head.mask(), options))
        .withMessage(
            "row must be attention under causal(9), got BROKEN(NAN), sum NaN, leaked NaN at [query"
                + " 5]; check the mask, or leave such rows out with MetricOptions.withBroken(SKIP)");
    List<MetricValue> skipped = metric.of(broken, head.mask(), options.withBroken(BrokenRows.SKIP));
    assertSound(skipped, TOKENS);
    assertThat(skipped).allMatch(value -> value.rowsBroken() == 1 && value.rowsMasked() == 0);
    assertThat(numbers(skipped))
        .isEqualTo(numbers(metric.of(head.weights(), without(head.mask(), ODD_ROW), options)));
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void maskedRow_isLeftOutWhateverItStores(HeadMetric metric) {
    Attention head = causal();
    AttentionMask mask = without(head.mask(), ODD_ROW);
    MetricOptions options = options(TOKENS, TOKENS);
    List<MetricValue> zeros = metric.of(withRow(head.weights(), ODD_ROW, filled(0)), mask, options);
    assertSound(zeros, TOKENS);
    assertThat(zeros).allMatch(value -> value.rowsMasked() == 1);
    for (double stored : new double[] {Double.NaN, 1.0 / TOKENS, -3}) {
      AttentionMatrix weights = withRow(head.weights(), ODD_ROW, filled(stored));
      assertThat(metric.of(weights, mask, options)).isEqualTo(zeros);
    }
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void rowOfZeros_isBroken_andFreeRowsOfZerosAreNoSilentNaN(HeadMetric metric) {
    Attention head = causal();
    AttentionMatrix weights = withRow(head.weights(), ODD_ROW, filled(0));
    MetricOptions options = options(TOKENS, TOKENS);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> metric.of(weights, head.mask(), options))
        .withMessageContaining("got BROKEN(SUM), sum 0.0, leaked 0.0 at [query 5]");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> metric.of(weights, head.mask(), options.withBroken(BrokenRows.RENORMALISE)))
        .withMessageContaining("got BROKEN(SUM), sum 0.0, leaked 0.0 at [query 5]");
    assertSound(metric.of(weights, head.mask(), options.withRowSum(RowSumPolicy.FREE)), TOKENS);
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void rowsWithTheWrongSum_giveTheSameOnceRenormalised(HeadMetric metric) {
    Attention head = causal();
    double[] tripled = Arrays.stream(head.weights().row(ODD_ROW)).map(a -> 3 * a).toArray();
    double[] halved = Arrays.stream(head.weights().row(ODD_ROW)).map(a -> a / 2).toArray();
    MetricOptions options = options(TOKENS, TOKENS);
    List<MetricValue> whole = metric.of(head.weights(), head.mask(), options);
    List<MetricValue> mended =
        metric.of(
            withRow(head.weights(), ODD_ROW, tripled),
            head.mask(),
            options.withBroken(BrokenRows.RENORMALISE));
    assertCloseTo(mended, whole);
    assertThat(mended)
        .allMatch(value -> value.how().rescaling() == Rescaling.BROKEN_RENORMALISED)
        .allMatch(value -> value.rowsBroken() == 0);
    assertCloseTo(
        metric.of(
            withRow(head.weights(), ODD_ROW, halved),
            head.mask(),
            options.withRowSum(RowSumPolicy.AT_MOST_ONE)),
        whole);
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void oneToken_hasAValueOrSaysThatItHasNone(HeadMetric metric) {
    AttentionMatrix one = AttentionMatrix.copyOf(new double[][] {{1}});
    assertSound(metric.of(one, Masks.causal(1), options(1, 1)), 1);
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void headOfMaskedRowsOnly_hasNoValueAndNoError(HeadMetric metric) {
    Attention head = causal();
    List<MetricValue> values =
        metric.of(head.weights(), Masks.none(TOKENS), options(TOKENS, TOKENS));
    assertSound(values, TOKENS);
    assertThat(values).allMatch(value -> value.rowsMasked() == TOKENS);
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void oneHead_isTheOnlyCellOfItsGrid(HeadMetric metric) {
    Attention head = causal();
    MetricOptions options = options(TOKENS, TOKENS);
    double[] flat = new double[TOKENS * TOKENS];
    for (int q = 0; q < TOKENS; q++) {
      System.arraycopy(head.weights().row(q), 0, flat, q * TOKENS, TOKENS);
    }
    AttentionTensor tensor = NumericArray.copyOf(flat, 1, 1, TOKENS, TOKENS).asAttention();
    List<MetricValue> alone = metric.of(head.weights(), head.mask(), options);
    List<MetricGrid> grids = metric.of(tensor, head.mask(), options);
    assertThat(grids).hasSameSizeAs(alone);
    for (int part = 0; part < alone.size(); part++) {
      assertThat(grids.get(part).values()).containsExactly(alone.get(part));
    }
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void crossAttention_isJudgedUnlessPositionsAreNeeded(HeadMetric metric) {
    Attention cross = Attention.random(Masks.full(5, 3), new Random(3));
    if (!metric.needs().contains(Need.POSITIONS)) {
      assertSound(metric.of(cross.weights(), cross.mask(), options(5, 3)), 5);
      return;
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> metric.of(cross.weights(), cross.mask(), options(5, 3)))
        .withMessage(
            "queries must be at most keys for %s, got [5, 3]; leave this metric out for"
                + " cross-attention",
            metric.id());
    Attention wide = Attention.random(Masks.full(3, 5), new Random(3));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                metric.of(wide.weights(), wide.mask(), options(3, 5).withPositions(Positions.NONE)))
        .withMessage(
            "positions must be END_ALIGNED for %s, got NONE; leave this metric out for"
                + " cross-attention",
            metric.id());
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void narrowNumbers_areReadExactly(HeadMetric metric) {
    for (ElementType type : List.of(ElementType.F32, ElementType.F16, ElementType.BF16)) {
      Attention head = causal();
      AttentionMatrix narrow = Rounded.to(type, head.weights());
      double[][] decoded = new double[TOKENS][];
      Arrays.setAll(decoded, narrow::row);
      MetricOptions options = options(TOKENS, TOKENS);
      List<MetricValue> values = metric.of(narrow, head.mask(), options);
      assertThat(values).allMatch(value -> value.how().type() == type);
      assertThat(numbers(values))
          .isEqualTo(
              numbers(
                  metric.of(
                      AttentionMatrix.copyOf(decoded), head.mask(), options.withTolerance(0.01))));
    }
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void rows_averageToTheValue(HeadMetric metric) {
    Attention head = Attention.random(Masks.causal(TOKENS), new Random(8));
    AttentionMask mask = without(head.mask(), ODD_ROW);
    AttentionMatrix weights = withRow(head.weights(), 6, filled(2));
    MetricOptions options = options(TOKENS, TOKENS).withBroken(BrokenRows.SKIP);
    if (!(metric instanceof RowMetric)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> HeadMetrics.rows(metric, weights, mask, options))
          .withMessage(
              "metric must score row by row, got %s, which judges the head as a whole", metric);
      return;
    }
    List<MetricValue> values = metric.of(weights, mask, options);
    List<MetricRows> rows = HeadMetrics.rows(metric, weights, mask, options);
    assertThat(rows).hasSameSizeAs(values);
    for (int part = 0; part < values.size(); part++) {
      MetricRows scores = rows.get(part);
      MetricValue value = values.get(part);
      assertThat(scores.how()).isEqualTo(value.how());
      assertThat(scores.queries()).isEqualTo(TOKENS);
      assertThat(scores.use(ODD_ROW)).isEqualTo(RowUse.MASKED);
      assertThat(scores.use(6)).isEqualTo(RowUse.BROKEN);
      assertThat(count(scores, RowUse.USED)).isEqualTo(value.rowsUsed());
      assertThat(count(scores, RowUse.UNDEFINED)).isEqualTo(value.rowsUndefined());
      CompensatedSum sum = new CompensatedSum();
      for (int q = 0; q < TOKENS; q++) {
        assertThat(Double.isNaN(scores.value(q))).isEqualTo(scores.use(q) != RowUse.USED);
        sum.add(scores.use(q) == RowUse.USED ? scores.value(q) : 0);
      }
      double mean = value.rowsUsed() == 0 ? Double.NaN : sum.value() / value.rowsUsed();
      assertThat(mean).isEqualTo((Double) value.value());
    }
  }

  private static long count(MetricRows rows, RowUse use) {
    return rows.uses().stream().filter(use::equals).count();
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void description_isComplete(HeadMetric metric) {
    MetricInfo info = metric.info();
    assertThat(info.id()).isEqualTo(metric.id()).startsWith(info.group() + ".");
    assertThat(info.definition()).isNotBlank();
    assertThat(info.meaning()).isNotBlank();
    assertThat(info.range()).isNotBlank();
    assertThat(info.source()).isNotBlank();
    assertThat(info.toString()).doesNotContain("\n");
  }

  @Test
  void descriptions_areOfDifferentThings() {
    assertThat(HeadMetrics.catalogue()).extracting(MetricInfo::id).doesNotHaveDuplicates();
    assertThat(HeadMetrics.catalogue()).extracting(MetricInfo::definition).doesNotHaveDuplicates();
    assertThat(HeadMetrics.catalogue())
        .containsAll(HeadMetrics.all().stream().map(HeadMetric::info).toList());
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void usableMetrics_areThoseWhoseNeedsAreMet(HeadMetric metric) {
    boolean self = metric.needs().isEmpty() || metric.needs().equals(Set.of(Need.POSITIONS));
    assertThat(HeadMetrics.usable(4, 4, MetricOptions.defaults()).contains(metric)).isEqualTo(self);
    assertThat(HeadMetrics.usable(4, 4, options(4, 4))).contains(metric);
    assertThat(HeadMetrics.usable(4, 3, options(4, 3)).contains(metric))
        .isEqualTo(!metric.needs().contains(Need.POSITIONS));
  }
}
