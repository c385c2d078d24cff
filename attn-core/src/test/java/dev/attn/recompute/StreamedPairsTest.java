package dev.attn.recompute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.EmptyRows;
import dev.attn.mask.Masks;
import dev.attn.mask.RowSumPolicy;
import dev.attn.metric.BrokenRows;
import dev.attn.metric.HeadIndex;
import dev.attn.metric.HeadPairs;
import dev.attn.metric.LogBase;
import dev.attn.metric.MetricOptions;
import dev.attn.metric.MetricValue;
import dev.attn.metric.PairGrid;
import dev.attn.metric.PairMetric;
import dev.attn.metric.RankAgreement;
import dev.attn.metric.RowTotal;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.NumericArray;
import dev.attn.testing.OnThreads;
import dev.attn.testing.RandomAttention;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Heads against heads, without a row of either. */
final class StreamedPairsTest {

  private static final List<PairMetric> METRICS =
      List.of(
          HeadPairs.named("head.jsd"),
          HeadPairs.named("head.tvd"),
          HeadPairs.named("head.hellinger"),
          HeadPairs.jensenShannon(RowTotal.SUM),
          HeadPairs.smoothedJensenShannon(RowTotal.MEAN, 0.01));

  private static void assertAgree(List<PairGrid> streamed, List<PairGrid> dense) {
    assertThat(streamed).hasSameSizeAs(dense);
    for (int metric = 0; metric < dense.size(); metric++) {
      int size = dense.get(metric).size();
      assertThat(streamed.get(metric).headList()).isEqualTo(dense.get(metric).headList());
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          Streams.assertAgree(streamed.get(metric).at(i, j), dense.get(metric).at(i, j));
        }
      }
    }
  }

  @Property(tries = 100)
  void law22_pairs_areThoseOfTheStoredWeights(@ForAll long seed) {
    Random random = new Random(seed);
    int n = 1 + random.nextInt(9);
    int keyCount = n + random.nextInt(40);
    AttentionMask mask = RandomAttention.mask(random, n, keyCount);
    NumericArray queries = RandomVectors.of(seed, 2, 2, n, 3);
    NumericArray keys = RandomVectors.of(seed + 1, 2, 1, keyCount, 3);
    StreamOptions options =
        StreamOptions.defaults()
            .withRecompute(
                RecomputeOptions.defaults()
                    .withEmptyRows(EmptyRows.ZERO)
                    .withScale(random.nextDouble() * 10)
                    .withSoftCap(20))
            .withMetrics(
                MetricOptions.defaults()
                    .withLogBase(random.nextBoolean() ? LogBase.BITS : LogBase.NATS))
            .withKeyTile(1 + random.nextInt(50));
    AttentionTensor weights = Recompute.attention(queries, keys, mask, options.recompute());
    StreamedMetrics streamed = StreamedMetrics.of(queries, keys, mask, options);
    assertAgree(
        streamed.pairs(METRICS), HeadPairs.evaluate(METRICS, weights, mask, options.metrics()));
    HeadIndex first = HeadIndex.of(random.nextInt(2), random.nextInt(2));
    HeadIndex second = HeadIndex.of(random.nextInt(2), random.nextInt(2));
    List<MetricValue> dense =
        HeadPairs.evaluate(
            METRICS,
            weights.layer(first.layer()).head(first.head()),
            weights.layer(second.layer()).head(second.head()),
            mask,
            options.metrics());
    List<MetricValue> chosen = streamed.pair(METRICS, first, second);
    for (int metric = 0; metric < METRICS.size(); metric++) {
      Streams.assertAgree(chosen.get(metric), dense.get(metric));
    }
  }

  @Property(tries = 20)
  void law22_threads_changeNotOneBit_andTilesAlmostNothing(@ForAll long seed) {
    NumericArray queries = RandomVectors.of(seed, 1, 3, 70, 3);
    NumericArray keys = RandomVectors.of(seed + 1, 1, 3, 70, 3);
    AttentionMask mask = Masks.causal(70);
    StreamOptions options = StreamOptions.defaults();
    List<PairGrid> one = StreamedMetrics.of(queries, keys, mask, options).pairs(METRICS);
    for (int threads : new int[] {1, 2, 3}) {
      assertThat(
              OnThreads.with(
                  threads, () -> StreamedMetrics.of(queries, keys, mask, options).pairs(METRICS)))
          .isEqualTo(one);
    }
    for (int tile : new int[] {1, 7, 1000}) {
      assertAgree(
          StreamedMetrics.of(queries, keys, mask, options.withKeyTile(tile)).pairs(METRICS), one);
    }
  }

  @Test
  void headsWithSinks_areComparedByRowsDividedByTheirSums() {
    NumericArray vectors = RandomVectors.of(4, 1, 3, 5, 2);
    AttentionMask mask = Masks.causal(5);
    StreamOptions options =
        StreamOptions.defaults()
            .withRecompute(RecomputeOptions.defaults().withSinkLogits(RandomVectors.of(5, 1, 3)))
            .withMetrics(MetricOptions.defaults().withRowSum(RowSumPolicy.AT_MOST_ONE));
    assertAgree(
        StreamedMetrics.of(vectors, vectors, mask, options).pairs(METRICS),
        HeadPairs.evaluate(
            METRICS,
            Recompute.attention(vectors, vectors, mask, options.recompute()),
            mask,
            options.metrics()));
  }

  @Test
  void manyHeads_areReadInTilesOfFewRows() {
    NumericArray vectors = RandomVectors.of(8, 2, 60, 4, 1);
    AttentionMask mask = Masks.causal(4);
    StreamOptions options = StreamOptions.defaults();
    List<PairMetric> tvd = List.of(HeadPairs.named("head.tvd"));
    assertAgree(
        StreamedMetrics.of(vectors, vectors, mask, options).pairs(tvd),
        HeadPairs.evaluate(
            tvd, Recompute.attention(vectors, vectors, mask), mask, options.metrics()));
  }

  @Test
  void rowBrokenInOneHead_countsForItsPairsOnly() {
    NumericArray queries = NumericArray.copyOf(new double[] {1, 1, 1, Double.NaN}, 1, 2, 2, 1);
    NumericArray keys = RandomVectors.of(3, 1, 2, 2, 1);
    StreamOptions options =
        StreamOptions.defaults().withMetrics(MetricOptions.defaults().withBroken(BrokenRows.SKIP));
    PairGrid tvd =
        StreamedMetrics.of(queries, keys, Masks.causal(2), options)
            .pairs(List.of(HeadPairs.named("head.tvd")))
            .get(0);
    assertThat(tvd.at(0, 0).rowsUsed()).isEqualTo(2);
    assertThat(tvd.at(0, 0).rowsBroken()).isZero();
    assertThat(tvd.at(0, 1).rowsUsed()).isEqualTo(1);
    assertThat(tvd.at(0, 1).rowsBroken()).isEqualTo(1);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                StreamedMetrics.of(queries, keys, Masks.causal(2), StreamOptions.defaults())
                    .pairs(METRICS))
        .withMessage(
            "row must be attention under causal(2), got a score that is NaN, +∞ or -∞ for all keys"
                + " at [layer 0, head 1, query 1]; check the vectors, or leave such rows out with"
                + " MetricOptions.withBroken(SKIP)");
  }

  @Test
  void oppositeHeads_areAsFarApartAsCanBe() {
    NumericArray queries = NumericArray.copyOf(new double[] {1000, -1000}, 1, 2, 1, 1);
    NumericArray keys = NumericArray.copyOf(new double[] {1, 0, 1, 0}, 1, 2, 2, 1);
    List<MetricValue> values =
        StreamedMetrics.of(queries, keys, Masks.full(1, 2), StreamOptions.defaults())
            .pair(METRICS.subList(0, 3), HeadIndex.of(0, 0), HeadIndex.of(0, 1));
    assertThat(values).extracting(MetricValue::value).containsExactly(Math.log(2), 1.0, 1.0);
    assertThat(values.get(0).how().toString())
        .isEqualTo(
            "head.jsd(rows=MEAN) mask=full(1x2+0) rows=UNIT tolerance=1.0E-9 type=f64 broken=FAIL"
                + " rescaling=NONE average=MICRO log=NATS unit=nats");
  }

  @Test
  void tinyDivergences_keepTheirDigits() {
    NumericArray queries = NumericArray.copyOf(new double[] {1, 1}, 1, 2, 1, 1);
    NumericArray keys = NumericArray.copyOf(new double[] {0, 0, 0, 1e-9}, 1, 2, 2, 1);
    double divergence =
        StreamedMetrics.of(queries, keys, Masks.full(1, 2), StreamOptions.defaults())
            .pair(METRICS.subList(0, 1), HeadIndex.of(0, 0), HeadIndex.of(0, 1))
            .get(0)
            .value();
    assertThat(divergence).isCloseTo(1e-18 / 32, within(1e-24));
  }

  @Test
  void ranks_areRefused() {
    NumericArray vectors = RandomVectors.of(1, 1, 2, 3, 2);
    StreamedMetrics attention =
        StreamedMetrics.of(vectors, vectors, Masks.causal(3), StreamOptions.defaults());
    for (PairMetric ranks :
        List.of(HeadPairs.rankCorrelation(RankAgreement.SPEARMAN), HeadPairs.topKeyOverlap(2))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> attention.pairs(List.of(ranks)))
          .withMessage(
              "pair metric must be one that needs no stored row to be streamed, got "
                  + ranks
                  + "; evaluate it with HeadPairs on Recompute.attention");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> attention.pair(METRICS, HeadIndex.of(0, 1), HeadIndex.of(3, 0)))
        .withMessage("head must be one of 1 layers of 2 heads, got L3H0");
  }
}
