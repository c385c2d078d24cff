package dev.attn.recompute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.attn.mask.Alibi;
import dev.attn.mask.AttentionMask;
import dev.attn.mask.Masks;
import dev.attn.metric.HeadMetrics;
import dev.attn.metric.MetricGrid;
import dev.attn.metric.MetricOptions;
import dev.attn.metric.MetricValue;
import dev.attn.metric.Positions;
import dev.attn.tensor.NumericArray;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Streamed metrics of queries that stand elsewhere than at the last keys. */
final class StreamedFirstQueryTest {

  private static final NumericArray QUERIES = RandomVectors.of(1, 1, 1, 2, 3);
  private static final NumericArray KEYS = RandomVectors.of(2, 1, 1, 4, 3);
  private static final AttentionMask MASK = Masks.causalTopLeft(2, 4);
  private static final MetricOptions TOP_LEFT = MetricOptions.defaults().withFirstQuery(0);

  private static MetricValue streamed(String id, StreamOptions options) {
    List<MetricGrid> grids =
        StreamedMetrics.evaluate(List.of(StreamedMetric.named(id)), QUERIES, KEYS, MASK, options);
    return grids.get(0).at(0, 0);
  }

  @Test
  void placeOfQueries_isThatOfTheMetricsOrOfTheScores() {
    RecomputeOptions recompute = RecomputeOptions.defaults().withFirstPosition(0);
    StreamOptions byScores = StreamOptions.defaults().withRecompute(recompute);
    StreamOptions byMetrics = StreamOptions.defaults().withMetrics(TOP_LEFT);
    for (String id : List.of("pos.distance", "pos.distanceNorm", "pos.windowMass", "sink.rate")) {
      MetricValue dense =
          HeadMetrics.named(id)
              .of(Recompute.attention(QUERIES, KEYS, MASK), MASK, TOP_LEFT)
              .get(0)
              .at(0, 0);
      MetricValue first = streamed(id, byScores);
      assertThat(first).isEqualTo(streamed(id, byMetrics));
      assertThat(first.how()).isEqualTo(dense.how());
      if (dense.rowsUsed() > 0) {
        assertThat(first.value()).isCloseTo(dense.value(), within(1e-12));
      }
    }
    assertThat(streamed("pos.distance", byScores).value())
        .isLessThan(streamed("pos.distance", StreamOptions.defaults()).value());
  }

  @Test
  void placesThatDiffer_areRefused() {
    RecomputeOptions first = RecomputeOptions.defaults().withFirstPosition(1);
    StreamOptions differing = StreamOptions.defaults().withRecompute(first).withMetrics(TOP_LEFT);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> streamed("row.max", differing))
        .withMessage(
            "first query must be 1, where the scores have it, got 0; move it with"
                + " RecomputeOptions.withFirstPosition");
    RecomputeOptions alibi = RecomputeOptions.defaults().withBias(Alibi.of(1));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                streamed(
                    "row.max", StreamOptions.defaults().withRecompute(alibi).withMetrics(TOP_LEFT)))
        .withMessage(
            "first query must be 2, where the scores have it, got 0; move it with"
                + " RecomputeOptions.withFirstPosition");
    MetricOptions nowhere = MetricOptions.defaults().withPositions(Positions.NONE);
    assertThat(
            streamed("row.max", StreamOptions.defaults().withRecompute(first).withMetrics(nowhere))
                .rowsUsed())
        .isEqualTo(2);
  }
}
