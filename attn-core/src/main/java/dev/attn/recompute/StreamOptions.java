package dev.attn.recompute;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.metric.MetricOptions;
import dev.attn.metric.Positions;
import java.util.OptionalInt;

/**
 * How metrics are streamed.
 *
 * @param recompute how scores are computed
 * @param metrics what holds for all metrics
 * @param keyTile how many keys are read at a time; results differ by rounding only, at most 1e-12
 *     relative
 */
public record StreamOptions(RecomputeOptions recompute, MetricOptions metrics, int keyTile) {

  /** Checks that tiles have at least one key. */
  public StreamOptions {
    checkArgument(keyTile >= 1, "key tile must be at least 1, got %s", keyTile);
  }

  /** Returns the default options of scores and metrics, and tiles of 256 keys. */
  public static StreamOptions defaults() {
    return new StreamOptions(RecomputeOptions.defaults(), MetricOptions.defaults(), 256);
  }

  /** Returns these options with another way to compute scores. */
  public StreamOptions withRecompute(RecomputeOptions newRecompute) {
    return new StreamOptions(newRecompute, metrics, keyTile);
  }

  /** Returns these options with other options of metrics. */
  public StreamOptions withMetrics(MetricOptions newMetrics) {
    return new StreamOptions(recompute, newMetrics, keyTile);
  }

  /** Returns these options with tiles of another number of keys. */
  public StreamOptions withKeyTile(int newKeyTile) {
    return new StreamOptions(recompute, metrics, newKeyTile);
  }

  /**
   * Returns the options of metrics for queries that stand where the scores have them: where bias,
   * rotation or {@link RecomputeOptions#withFirstPosition} put them.
   */
  MetricOptions placedMetrics(int queries, int keys) {
    OptionalInt given = recompute.firstPosition();
    boolean placed = given.isPresent() || recompute.bias().isPresent();
    if ((!placed && recompute.rotary().isEmpty()) || metrics.positions() == Positions.NONE) {
      return metrics;
    }
    int position = given.orElse(keys - queries) + metrics.firstKey();
    int asked = metrics.firstQuery().orElse(position);
    checkArgument(
        asked == position,
        "first query must be %s, where the scores have it, got %s; move it with"
            + " RecomputeOptions.withFirstPosition",
        position,
        asked);
    return given.isPresent() ? metrics.withFirstQuery(position) : metrics;
  }
}
