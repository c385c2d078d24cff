package dev.attn.recompute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.attn.aggregate.KeyHeadMap;
import dev.attn.mask.Alibi;
import dev.attn.mask.AttentionMask;
import dev.attn.mask.EmptyRows;
import dev.attn.mask.Masks;
import dev.attn.mask.RowSumPolicy;
import dev.attn.metric.BlockMeasure;
import dev.attn.metric.BrokenRows;
import dev.attn.metric.HeadMetric;
import dev.attn.metric.HeadMetrics;
import dev.attn.metric.LogBase;
import dev.attn.metric.Lookback;
import dev.attn.metric.MetricGrid;
import dev.attn.metric.MetricInputs;
import dev.attn.metric.MetricOptions;
import dev.attn.metric.MetricValue;
import dev.attn.metric.Positions;
import dev.attn.metric.Repeats;
import dev.attn.tensor.NumericArray;
import dev.attn.tensor.Span;
import dev.attn.testing.OnThreads;
import dev.attn.testing.RandomAttention;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class StreamedMetricsTest {

  private static final RecomputeOptions ZERO_ROWS =
      RecomputeOptions.defaults().withEmptyRows(EmptyRows.ZERO);

  @Property(tries = 150)
  void law22_streamed_isWhatTheStoredRowsGive(@ForAll long seed) {
    Random random = new Random(seed);
    int n = 1 + random.nextInt(9);
    int keyCount = n + random.nextInt(40);
    AttentionMask mask = RandomAttention.mask(random, n, keyCount);
    NumericArray queries = RandomVectors.of(seed, 2, 4, n, 3);
    NumericArray keys = RandomVectors.of(seed + 1, 2, 2, keyCount, 3);
    StreamOptions options =
        StreamOptions.defaults()
            .withRecompute(ZERO_ROWS.withScale(random.nextDouble() * 10))
            .withMetrics(
                Streams.inputs(random, n, keyCount)
                    .withLogBase(random.nextBoolean() ? LogBase.BITS : LogBase.NATS))
            .withKeyTile(1 + random.nextInt(50));
    List<StreamedMetric> metrics = Streams.metrics(random, n, keyCount);
    Streams.assertAgree(
        StreamedMetrics.evaluate(metrics, queries, keys, mask, options),
        Streams.dense(metrics, queries, keys, mask, options));
  }

  @Property(tries = 60)
  void law22_scoreRulesAndInterventions_areThoseOfTheStoredRows(@ForAll long seed) {
    Random random = new Random(seed);
    NumericArray queries = RandomVectors.of(seed, 1, 4, 7, 4);
    NumericArray keys = RandomVectors.of(seed + 1, 1, 2, 9, 4);
    AttentionMask mask = Masks.causalBottomRight(7, 9);
    RecomputeOptions rules =
        RecomputeOptions.defaults()
            .withSoftCap(3)
            .withBias(Alibi.of(4), BiasOrder.BEFORE_CAP)
            .withKeyHeads(KeyHeadMap.copyOf(1, 0, 1, 0))
            .withRotary(Rotary.of(RotaryPairs.ADJACENT))
            .withSinkLogits(RandomVectors.of(seed + 2, 1, 4))
            .with(Intervention.mean(Target.KEY).withReach(Reach.CAUSAL).at(Stage.BEFORE_ROTARY));
    StreamOptions options =
        StreamOptions.defaults()
            .withRecompute(rules)
            .withMetrics(Streams.inputs(random, 7, 9).withRowSum(RowSumPolicy.AT_MOST_ONE))
            .withKeyTile(4);
    List<StreamedMetric> metrics = Streams.metrics(random, 7, 9);
    Streams.assertAgree(
        StreamedMetrics.evaluate(metrics, queries, keys, mask, options),
        Streams.dense(metrics, queries, keys, mask, options));
  }

  @Property(tries = 30)
  void law22_threads_changeNotOneBit_andTilesAlmostNothing(@ForAll long seed) {
    NumericArray queries = RandomVectors.of(seed, 1, 2, 100, 3);
    NumericArray keys = RandomVectors.of(seed + 1, 1, 1, 100, 3);
    AttentionMask mask = Masks.causal(100);
    Random random = new Random(seed);
    StreamOptions options = StreamOptions.defaults().withMetrics(Streams.inputs(random, 100, 100));
    List<StreamedMetric> metrics = Streams.metrics(random, 100, 100);
    List<MetricGrid> one = StreamedMetrics.evaluate(metrics, queries, keys, mask, options);
    for (int threads : new int[] {1, 2, 3}) {
      assertThat(
              OnThreads.with(
                  threads, () -> StreamedMetrics.evaluate(metrics, queries, keys, mask, options)))
          .isEqualTo(one);
    }
    for (int tile : new int[] {1, 7, 64, 1000}) {
      Streams.assertAgree(
          StreamedMetrics.evaluate(metrics, queries, keys, mask, options.withKeyTile(tile)), one);
    }
  }

  @Test
  void crossAttention_hasMetricsWithoutPositions() {
    NumericArray queries = RandomVectors.of(1, 1, 1, 6, 2);
    NumericArray keys = RandomVectors.of(2, 1, 1, 4, 2);
    StreamOptions options =
        StreamOptions.defaults()
            .withMetrics(Streams.inputs(new Random(3), 6, 4).withPositions(Positions.NONE));
    List<StreamedMetric> metrics = StreamedMetric.usable(6, 4, options.metrics());
    assertThat(metrics)
        .extracting(StreamedMetric::toString)
        .containsExactly(
            "row.entropy",
            "row.entropyNorm",
            "row.perplexity",
            "row.participation",
            "row.klUniform",
            "row.varentropy",
            "row.max",
            "row.topMass(k=3)",
            "row.sparsity(tau=0.01 REL)",
            "row.hoyer",
            "pos.received(MEAN_OVER_ALLOWED)",
            "sink.mass(keys=[0])",
            "sink.typeMass",
            "pat.match(ROW_RESTRICTED)",
            "seg.block(MASS)",
            "label.alignment");
    AttentionMask mask = Masks.full(6, 4);
    Streams.assertAgree(
        StreamedMetrics.evaluate(metrics, queries, keys, mask, options),
        Streams.dense(metrics, queries, keys, mask, options));
    List<StreamedMetric> distance = List.of(StreamedMetric.named("pos.distance"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StreamedMetrics.evaluate(distance, queries, keys, mask, options))
        .withMessage(
            "positions must be END_ALIGNED for pos.distance, got NONE; leave this metric out for"
                + " cross-attention");
  }

  @Test
  void scoresNearAMillion_keepTheirEntropy() {
    NumericArray queries = RandomVectors.scalars(1);
    double[] far = {1e6, 1e6 - 1, 1e6 - 2, 1e6 - 700};
    double[] near = {0, -1, -2, -700};
    StreamOptions options =
        StreamOptions.defaults()
            .withRecompute(RecomputeOptions.defaults().withScale(1))
            .withKeyTile(2);
    List<StreamedMetric> entropy = List.of(StreamedMetric.named("row.entropy"));
    double high = value(entropy, queries, RandomVectors.scalars(far), options);
    double low = value(entropy, queries, RandomVectors.scalars(near), options);
    assertThat(high).isCloseTo(low, within(1e-15));
  }

  private static double value(
      List<StreamedMetric> metrics,
      NumericArray queries,
      NumericArray keys,
      StreamOptions options) {
    AttentionMask mask = Masks.full(queries.length(2), keys.length(2));
    return StreamedMetrics.evaluate(metrics, queries, keys, mask, options).get(0).at(0, 0).value();
  }

  /** Each of a thousand small weights is lost beside 1; together they are not. */
  @Test
  void manySmallWeights_countInTheSum_storedOrNot() {
    double[] scores = new double[1001];
    Arrays.fill(scores, 1, scores.length, -37);
    double expected = 1 / (1 + 1000 * Math.exp(-37));
    assertThat(expected).isLessThan(1 - 8e-14);
    NumericArray query = RandomVectors.scalars(1);
    NumericArray keys = RandomVectors.scalars(scores);
    assertThat(
            RandomVectors.only(Recompute.attention(query, keys, Masks.full(1, 1001))).weight(0, 0))
        .isCloseTo(expected, within(2e-16));
    for (int tile : new int[] {1, 100, 2000}) {
      StreamOptions options = StreamOptions.defaults().withKeyTile(tile);
      assertThat(value(List.of(StreamedMetric.named("row.max")), query, keys, options))
          .isCloseTo(expected, within(2e-16));
    }
  }

  @Test
  void minusInfinity_isAKeyWithoutWeight() {
    NumericArray queries = RandomVectors.scalars(1);
    NumericArray keys = RandomVectors.scalars(Double.NEGATIVE_INFINITY, 0, 0);
    for (int tile = 1; tile <= 3; tile++) {
      StreamOptions options =
          StreamOptions.defaults()
              .withMetrics(Streams.inputs(new Random(tile), 1, 3))
              .withKeyTile(tile);
      List<StreamedMetric> metrics = Streams.metrics(new Random(tile), 1, 3);
      AttentionMask mask = Masks.full(1, 3);
      Streams.assertAgree(
          StreamedMetrics.evaluate(metrics, queries, keys, mask, options),
          Streams.dense(metrics, queries, keys, mask, options));
    }
  }

  @Test
  void brokenRow_isRefusedOrSkippedAndCounted() {
    NumericArray queries = RandomVectors.scalars(1, 1, 1);
    NumericArray keys = RandomVectors.scalars(1, Double.NaN, 1);
    AttentionMask mask = Masks.parse("#..\n.#.\n#.#");
    List<StreamedMetric> entropy = List.of(StreamedMetric.named("row.entropy"));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> StreamedMetrics.evaluate(entropy, queries, keys, mask, StreamOptions.defaults()))
        .withMessage(
            "row must be attention under "
                + mask
                + ", got a score that is NaN, +∞ or -∞ for all keys at [layer 0, head 0, query 1];"
                + " check the vectors, or leave such rows out with MetricOptions.withBroken(SKIP)");
    StreamOptions lenient =
        StreamOptions.defaults()
            .withMetrics(Streams.inputs(new Random(5), 3, 3).withBroken(BrokenRows.SKIP));
    List<StreamedMetric> metrics = Streams.metrics(new Random(6), 3, 3);
    Streams.assertAgree(
        StreamedMetrics.evaluate(metrics, queries, keys, mask, lenient),
        Streams.dense(metrics, queries, keys, mask, lenient));
    for (double bad : new double[] {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
      NumericArray infinite = RandomVectors.scalars(1, bad, 1);
      MetricGrid grid = StreamedMetrics.evaluate(entropy, queries, infinite, mask, lenient).get(0);
      assertThat(grid.at(0, 0).rowsBroken()).isOne();
      assertThat(grid.at(0, 0).rowsUsed()).isEqualTo(2);
    }
  }

  @Test
  void noRows_giveNoValue() {
    NumericArray none = NumericArray.copyOf(new double[0], 1, 1, 0, 2);
    NumericArray keys = RandomVectors.of(1, 1, 1, 3, 2);
    MetricValue entropy =
        StreamedMetrics.evaluate(
                List.of(StreamedMetric.named("row.entropy")),
                none,
                keys,
                Masks.full(0, 3),
                StreamOptions.defaults())
            .get(0)
            .at(0, 0);
    assertThat(entropy.value()).isNaN();
    assertThat(entropy.rowsUsed()).isZero();
  }

  /** Rows of logarithms and a query of 1 make any distribution. */
  private static NumericArray logarithms(double... weights) {
    return RandomVectors.scalars(Arrays.stream(weights).map(Math::log).toArray());
  }

  @Test
  void lookback_ofTenOldAndTwoNewKeys_dependsOnTheWeighing() {
    double[] row = new double[12];
    Arrays.fill(row, 0, 10, 0.05);
    Arrays.fill(row, 10, 12, 0.25);
    StreamOptions options =
        StreamOptions.defaults()
            .withMetrics(
                MetricOptions.defaults()
                    .withInputs(
                        MetricInputs.none()
                            .withSegments(List.of(), List.of(Span.of(0, 10, "context")))));
    NumericArray one = RandomVectors.scalars(1);
    List<StreamedMetric> mean = List.of(StreamedMetric.lookback(Lookback.MEAN));
    assertThat(value(mean, one, logarithms(row), options)).isCloseTo(1 / 6.0, within(1e-15));
    List<StreamedMetric> mass = List.of(StreamedMetric.lookback(Lookback.MASS));
    assertThat(value(mass, one, logarithms(row), options)).isCloseTo(0.5, within(1e-15));
  }

  @Test
  void blocks_ofUniformCausalAttention_areThoseOfTheManual() {
    NumericArray zeros = RandomVectors.scalars(0, 0, 0, 0);
    StreamOptions options =
        StreamOptions.defaults()
            .withMetrics(
                MetricOptions.defaults()
                    .withInputs(
                        MetricInputs.none().withSegments(Span.of(0, 2, "a"), Span.of(2, 4, "b"))));
    StreamedMetrics attention = StreamedMetrics.of(zeros, zeros, Masks.causal(4), options);
    assertThat(values(attention, StreamedMetric.segmentBlocks(BlockMeasure.MASS)))
        .usingComparatorWithPrecision(1e-6)
        .containsExactly(1.0, 0.0, 0.583333, 0.416667);
    assertThat(values(attention, StreamedMetric.segmentBlocks(BlockMeasure.DENSITY)))
        .usingComparatorWithPrecision(1e-6)
        .containsExactly(0.666667, Double.NaN, 0.291667, 0.277778);
    assertThat(values(attention, StreamedMetric.segmentBlocks(BlockMeasure.LIFT)))
        .usingComparatorWithPrecision(1e-6)
        .containsExactly(1.0, Double.NaN, 1.0, 1.0);
    assertThat(values(attention, StreamedMetric.segmentBlocks(BlockMeasure.FULL_AREA)))
        .usingComparatorWithPrecision(1e-6)
        .containsExactly(0.5, 0.0, 0.291667, 0.208333);
  }

  private static double[] values(StreamedMetrics attention, StreamedMetric metric) {
    return attention.evaluate(List.of(metric)).stream()
        .mapToDouble(grid -> grid.at(0, 0).value())
        .toArray();
  }

  @Test
  void inductionOfARepeatedToken_countsTheQueryItselfOnlyIfIncluded() {
    StreamOptions options =
        StreamOptions.defaults()
            .withMetrics(
                MetricOptions.defaults().withInputs(MetricInputs.none().withTokenIds(7, 5, 7, 7)));
    NumericArray queries = RandomVectors.scalars(1);
    NumericArray keys = logarithms(0.1, 0.2, 0.3, 0.4);
    assertThat(value(List.of(StreamedMetric.named("pat.duplicate")), queries, keys, options))
        .isCloseTo(0.1 + 0.3, within(1e-15));
    assertThat(value(List.of(StreamedMetric.induction(Repeats.INCLUDED)), queries, keys, options))
        .isCloseTo(0.2 + 0.4, within(1e-15));
    assertThat(value(List.of(StreamedMetric.induction(Repeats.EXCLUDED)), queries, keys, options))
        .isCloseTo(0.2, within(1e-15));
    assertThat(value(List.of(StreamedMetric.named("pat.previous")), queries, keys, options))
        .isCloseTo(0.3, within(1e-15));
  }

  @Test
  void metricThatNeedsStoredRows_isRefused() {
    List<String> streamed =
        StreamedMetric.all().stream().map(metric -> metric.metric().id()).toList();
    List<String> refused =
        HeadMetrics.all().stream()
            .map(HeadMetric::id)
            .filter(id -> !streamed.contains(id))
            .toList();
    assertThat(refused)
        .containsExactly(
            "row.nucleus", "row.gini", "label.headAccuracy", "mat.effectiveRank", "mat.stableRank");
    for (String id : refused) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> StreamedMetric.named(id))
          .withMessage(
              "metric must be one that needs no stored row to be streamed, got "
                  + HeadMetrics.named(id)
                  + "; evaluate it with HeadMetrics on Recompute.attention");
    }
    assertThat(StreamedMetric.sinkMass(0)).hasToString("sink.mass(keys=[0])");
  }

  @Test
  void optionsThatDoNotFit_areRefused() {
    NumericArray vectors = RandomVectors.of(1, 1, 1, 3, 2);
    List<StreamedMetric> entropy = List.of(StreamedMetric.named("row.entropy"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StreamOptions.defaults().withKeyTile(0))
        .withMessage("key tile must be at least 1, got 0");
    StreamOptions sink =
        StreamOptions.defaults()
            .withRecompute(
                RecomputeOptions.defaults()
                    .withSinkLogits(NumericArray.copyOf(new double[1], 1, 1)));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> StreamedMetrics.evaluate(entropy, vectors, vectors, Masks.causal(3), sink))
        .withMessage(
            "row sum must be AT_MOST_ONE for attention with a sink, got UNIT; ask for it with"
                + " MetricOptions.withRowSum");
    NumericArray headless = NumericArray.copyOf(new double[0], 1, 0, 3, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                StreamedMetrics.evaluate(
                    entropy, headless, headless, Masks.causal(3), StreamOptions.defaults()))
        .withMessage("queries must have at least one head, got [1, 0, 3, 2]");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                StreamedMetrics.evaluate(
                    entropy, vectors, vectors, Masks.strictlyCausal(3), StreamOptions.defaults()))
        .withMessage(
            "mask must allow a key in every row, got none in rows [0,1) of 3; choose"
                + " EmptyRows.ZERO, UNIFORM, SELF or NAN");
  }
}
