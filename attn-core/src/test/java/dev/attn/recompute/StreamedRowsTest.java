package dev.attn.recompute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.EmptyRows;
import dev.attn.mask.Masks;
import dev.attn.metric.BrokenRows;
import dev.attn.metric.HeadIndex;
import dev.attn.metric.HeadMetrics;
import dev.attn.metric.LogBase;
import dev.attn.metric.MetricOptions;
import dev.attn.metric.MetricRows;
import dev.attn.metric.RowUse;
import dev.attn.tensor.NumericArray;
import dev.attn.testing.OnThreads;
import dev.attn.testing.RandomAttention;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** One score for each row, without a row. */
final class StreamedRowsTest {

  private static final HeadIndex FIRST = HeadIndex.of(0, 0);

  /** Metrics of rows, but for the one that lists the weights of a row. */
  private static boolean hasRows(StreamedMetric metric) {
    return switch (metric.metric().id()) {
      case "pos.offsetProfile",
          "pos.received",
          "sink.rate",
          "pat.match",
          "seg.block",
          "label.alignment" ->
          false;
      default -> true;
    };
  }

  @Property(tries = 60)
  void rows_areThoseOfTheStoredWeights_forAnyThreads(@ForAll long seed) {
    Random random = new Random(seed);
    int n = 1 + random.nextInt(40);
    int keyCount = n + random.nextInt(9);
    AttentionMask mask = RandomAttention.mask(random, n, keyCount);
    NumericArray queries = RandomVectors.of(seed, 2, 4, n, 3);
    NumericArray keys = RandomVectors.of(seed + 1, 2, 2, keyCount, 3);
    StreamOptions options =
        StreamOptions.defaults()
            .withRecompute(RecomputeOptions.defaults().withEmptyRows(EmptyRows.ZERO))
            .withMetrics(Streams.inputs(random, n, keyCount).withLogBase(LogBase.BITS))
            .withKeyTile(1 + random.nextInt(50));
    HeadIndex head = HeadIndex.of(random.nextInt(2), random.nextInt(4));
    for (StreamedMetric metric : Streams.metrics(random, n, keyCount)) {
      if (hasRows(metric)) {
        List<MetricRows> streamed =
            StreamedMetrics.of(queries, keys, mask, options).rows(metric, head);
        assertAgree(
            streamed,
            HeadMetrics.rows(
                metric.metric(),
                Recompute.attention(queries, keys, mask, options.recompute())
                    .layer(head.layer())
                    .head(head.head()),
                mask,
                options.metrics()));
        assertThat(
                OnThreads.with(
                    3, () -> StreamedMetrics.of(queries, keys, mask, options).rows(metric, head)))
            .isEqualTo(streamed);
      }
    }
  }

  private static void assertAgree(List<MetricRows> streamed, List<MetricRows> dense) {
    assertThat(streamed).hasSameSizeAs(dense);
    for (int part = 0; part < dense.size(); part++) {
      MetricRows got = streamed.get(part);
      MetricRows want = dense.get(part);
      assertThat(got.how()).isEqualTo(want.how());
      assertThat(got.uses()).isEqualTo(want.uses());
      for (int q = 0; q < want.queries(); q++) {
        Streams.assertAgree(got.value(q), want.value(q), want.how() + " of row " + q);
      }
    }
  }

  @Test
  void rows_sayWhatBecameOfEach() {
    NumericArray queries = RandomVectors.scalars(0, 0, 0, 0);
    NumericArray keys = RandomVectors.scalars(0, Double.NaN, 0, 0);
    StreamOptions options =
        StreamOptions.defaults()
            .withRecompute(RecomputeOptions.defaults().withEmptyRows(EmptyRows.ZERO))
            .withMetrics(MetricOptions.defaults().withBroken(BrokenRows.SKIP));
    MetricRows rows =
        StreamedMetrics.of(queries, keys, Masks.parse("#...\n....\n.##.\n#..#"), options)
            .rows(StreamedMetric.named("row.entropyNorm"), FIRST)
            .get(0);
    assertThat(rows.uses())
        .containsExactly(RowUse.UNDEFINED, RowUse.MASKED, RowUse.BROKEN, RowUse.USED);
    assertThat(rows.value(0)).isNaN();
    assertThat(rows.value(3)).isCloseTo(1, within(1e-15));
  }

  @Test
  void metricWithoutRows_isRefused() {
    NumericArray vectors = RandomVectors.of(1, 1, 2, 3, 2);
    StreamOptions options =
        StreamOptions.defaults().withMetrics(Streams.inputs(new Random(1), 3, 3));
    StreamedMetrics attention = StreamedMetrics.of(vectors, vectors, Masks.causal(3), options);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> attention.rows(StreamedMetric.named("pos.offsetProfile"), FIRST))
        .withMessage(
            "metric must give each row a few scores to be streamed row by row, got"
                + " pos.offsetProfile, which looks at every weight; read the rows of"
                + " Recompute.attention");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> attention.rows(StreamedMetric.named("seg.block"), FIRST))
        .withMessage(
            "metric must score row by row, got seg.block(MASS), which judges the head as a whole");
    for (HeadIndex none : List.of(HeadIndex.of(1, 0), HeadIndex.of(0, 2))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> attention.rows(StreamedMetric.named("row.max"), none))
          .withMessage("head must be one of 1 layers of 2 heads, got " + none);
    }
  }
}
