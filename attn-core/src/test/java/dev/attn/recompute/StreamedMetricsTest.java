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
import dev.attn.metric.BrokenRows;
import dev.attn.metric.HeadMetrics;
import dev.attn.metric.LogBase;
import dev.attn.metric.MetricGrid;
import dev.attn.metric.MetricInputs;
import dev.attn.metric.MetricOptions;
import dev.attn.metric.MetricValue;
import dev.attn.metric.Positions;
import dev.attn.metric.Received;
import dev.attn.metric.Threshold;
import dev.attn.tensor.NumericArray;
import dev.attn.testing.RandomAttention;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class StreamedMetricsTest {

  private static final RecomputeOptions ZERO_ROWS =
      RecomputeOptions.defaults().withEmptyRows(EmptyRows.ZERO);

  /** Every metric with its default settings, and those with others. */
  private static List<StreamedMetric> metrics(int keys) {
    List<StreamedMetric> metrics = new ArrayList<>(StreamedMetric.all());
    metrics.add(StreamedMetric.largestWeightWithout(0, keys - 1));
    metrics.add(StreamedMetric.topMass(1));
    metrics.add(StreamedMetric.topMass(1000));
    metrics.add(StreamedMetric.sparsity(0.2, Threshold.ABS));
    metrics.add(StreamedMetric.windowMass(1, 2));
    metrics.add(StreamedMetric.received(Received.SUM));
    metrics.add(StreamedMetric.sinkMass(keys - 1, 0, 0));
    metrics.add(StreamedMetric.sinkRate(0.2, 2, 5));
    metrics.add(StreamedMetric.typeMassFrom("odd"));
    metrics.add(StreamedMetric.distantMass(1, 0, keys / 2));
    return metrics;
  }

  private static MetricOptions options(int keys) {
    String[] types =
        IntStream.range(0, keys).mapToObj(k -> k % 2 == 1 ? "odd" : "even").toArray(String[]::new);
    types[keys - 1] = "odd";
    return MetricOptions.defaults().withInputs(MetricInputs.none().withTypes(types));
  }

  private static List<MetricGrid> dense(
      List<StreamedMetric> metrics,
      NumericArray queries,
      NumericArray keys,
      AttentionMask mask,
      StreamOptions options) {
    return HeadMetrics.evaluate(
        metrics.stream().map(StreamedMetric::metric).toList(),
        Recompute.attention(queries, keys, mask, options.recompute()),
        mask,
        options.metrics());
  }

  private static void assertAgrees(List<MetricGrid> streamed, List<MetricGrid> dense) {
    assertThat(streamed).hasSameSizeAs(dense);
    for (int part = 0; part < dense.size(); part++) {
      for (int head = 0; head < dense.get(part).values().size(); head++) {
        MetricValue want = dense.get(part).values().get(head);
        MetricValue got = streamed.get(part).values().get(head);
        assertThat(got.how()).isEqualTo(want.how());
        assertThat(
                new MetricValue(
                    want.value(),
                    got.rowsUsed(),
                    got.rowsMasked(),
                    got.rowsBroken(),
                    got.rowsUndefined(),
                    got.how()))
            .isEqualTo(want);
        if (!Double.isNaN(want.value())) {
          assertThat(got.value())
              .as(want.how().toString())
              .isCloseTo(want.value(), within(1e-12 * Math.max(1, Math.abs(want.value()))));
        } else {
          assertThat(got.value()).isNaN();
        }
      }
    }
  }

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
                options(keyCount).withLogBase(random.nextBoolean() ? LogBase.BITS : LogBase.NATS))
            .withKeyTile(1 + random.nextInt(50));
    List<StreamedMetric> metrics = metrics(keyCount);
    assertAgrees(
        StreamedMetrics.evaluate(metrics, queries, keys, mask, options),
        dense(metrics, queries, keys, mask, options));
  }

  @Property(tries = 60)
  void law22_scoreRulesAndInterventions_areThoseOfTheStoredRows(@ForAll long seed) {
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
            .withMetrics(options(9).withRowSum(RowSumPolicy.AT_MOST_ONE))
            .withKeyTile(4);
    List<StreamedMetric> metrics = metrics(9);
    assertAgrees(
        StreamedMetrics.evaluate(metrics, queries, keys, mask, options),
        dense(metrics, queries, keys, mask, options));
  }

  @Property(tries = 30)
  void law22_threads_changeNotOneBit_andTilesAlmostNothing(@ForAll long seed) {
    NumericArray queries = RandomVectors.of(seed, 1, 2, 100, 3);
    NumericArray keys = RandomVectors.of(seed + 1, 1, 1, 100, 3);
    AttentionMask mask = Masks.causal(100);
    StreamOptions options = StreamOptions.defaults().withMetrics(options(100));
    List<StreamedMetric> metrics = metrics(100);
    List<MetricGrid> one = StreamedMetrics.evaluate(metrics, queries, keys, mask, options);
    for (int threads : new int[] {2, 3, 16}) {
      assertThat(
              StreamedMetrics.evaluate(metrics, queries, keys, mask, options.withThreads(threads)))
          .isEqualTo(one);
    }
    for (int tile : new int[] {1, 7, 64, 1000}) {
      assertAgrees(
          StreamedMetrics.evaluate(metrics, queries, keys, mask, options.withKeyTile(tile)), one);
    }
  }

  @Test
  void crossAttention_hasMetricsWithoutPositions() {
    NumericArray queries = RandomVectors.of(1, 1, 1, 6, 2);
    NumericArray keys = RandomVectors.of(2, 1, 1, 4, 2);
    StreamOptions options =
        StreamOptions.defaults()
            .withMetrics(MetricOptions.defaults().withPositions(Positions.NONE));
    List<StreamedMetric> metrics =
        List.of(StreamedMetric.named("row.entropy"), StreamedMetric.named("pos.received"));
    AttentionMask mask = Masks.full(6, 4);
    assertAgrees(
        StreamedMetrics.evaluate(metrics, queries, keys, mask, options),
        dense(metrics, queries, keys, mask, options));
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

  @Test
  void minusInfinity_isAKeyWithoutWeight() {
    NumericArray queries = RandomVectors.scalars(1);
    NumericArray keys = RandomVectors.scalars(Double.NEGATIVE_INFINITY, 0, 0);
    for (int tile = 1; tile <= 3; tile++) {
      StreamOptions options = StreamOptions.defaults().withMetrics(options(3)).withKeyTile(tile);
      List<StreamedMetric> metrics = metrics(3);
      AttentionMask mask = Masks.full(1, 3);
      assertAgrees(
          StreamedMetrics.evaluate(metrics, queries, keys, mask, options),
          dense(metrics, queries, keys, mask, options));
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
            () ->
                StreamedMetrics.evaluate(
                    entropy, queries, keys, mask, StreamOptions.defaults().withThreads(2)))
        .withMessage(
            "row must be attention under "
                + mask
                + ", got a score that is NaN, +∞ or -∞ for all keys at [layer 0, head 0, query 1];"
                + " check the vectors, or leave such rows out with MetricOptions.withBroken(SKIP)");
    StreamOptions lenient =
        StreamOptions.defaults().withMetrics(options(3).withBroken(BrokenRows.SKIP));
    assertAgrees(
        StreamedMetrics.evaluate(metrics(3), queries, keys, mask, lenient),
        dense(metrics(3), queries, keys, mask, lenient));
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

  @Test
  void metricThatNeedsStoredRows_isRefused() {
    for (String id : new String[] {"row.gini", "row.nucleus"}) {
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
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StreamOptions.defaults().withThreads(0))
        .withMessage("threads must be at least 1, got 0");
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
