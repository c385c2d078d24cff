package dev.attn.metric;

import com.google.common.collect.ImmutableList;
import dev.attn.mask.AttentionMask;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.TensorShape;
import java.util.ArrayList;
import java.util.List;

/**
 * The metrics of attention heads, by name.
 *
 * <p>Each is the mean over the rows of one head that it can judge. In the table n is the number of
 * keys that a query may see, a its weights on them, p its position, H = -Σ a ln a with 0 ln 0 = 0.
 *
 * <pre>
 * row.entropy        H                                    [0, ln n]   how spread out
 * row.entropyNorm    H / ln n; not for n = 1              [0, 1]      1 is uniform, whatever n is
 * row.perplexity     exp(H)                               [1, n]      as many equal keys
 * row.participation  1 / Σ a²                             [1, n]      the same, less moved by small weights
 * row.max            max a                                [1/n, 1]    "confidence"
 * pos.distance       Σ a · |p - k|                        tokens      how far it looks
 * pos.direction      Σ a over k = p, k &gt; p, k &lt; p; a(p+1), a(p-1) of the rows that may see that key
 * pos.offsetProfile  a(p - k) for k = 0, 1, ... of the rows that may see that key
 * sink.mass          Σ a over a set of keys, {0} unless given; not for rows that see nothing else
 * </pre>
 *
 * <p>Example: the rows {@code {1, 0}} and {@code {0.5, 0.5}} under {@code Masks.causal(2)} have
 * entropy 0 and ln 2, so {@code row.entropy} is 0.346574 over 2 rows, and {@code row.entropyNorm}
 * is 1 over 1 row.
 */
public final class HeadMetrics {

  private static final ImmutableList<HeadMetric> ALL =
      ImmutableList.of(
          new Entropy(),
          new NormalisedEntropy(),
          new Perplexity(),
          new Participation(),
          new LargestWeight(),
          new Distance(),
          new Direction(),
          new OffsetProfile(),
          SinkMass.of(0));

  private HeadMetrics() {}

  /** Returns every metric with its default settings. */
  public static List<HeadMetric> all() {
    return ALL;
  }

  /** Returns the metric with this id, with its default settings. */
  public static HeadMetric named(String id) {
    for (HeadMetric metric : ALL) {
      if (metric.id().equals(id)) {
        return metric;
      }
    }
    throw new IllegalArgumentException(
        "metric must be one of " + ALL.stream().map(HeadMetric::id).toList() + ", got " + id);
  }

  /**
   * Returns {@code sink.mass} for a set of keys: how much attention they draw.
   *
   * <p>Rows that may see no other key are left out: their mass is 1 whatever the model does.
   */
  public static HeadMetric sinkMass(int... keys) {
    return SinkMass.of(keys);
  }

  /**
   * Returns all parts of all metrics for one head, in the order of the metrics, in one pass.
   *
   * @param metrics what to compute
   * @param weights one head
   * @param mask what its queries may attend to
   * @param options what holds for all metrics
   */
  public static List<MetricValue> evaluate(
      List<HeadMetric> metrics,
      AttentionMatrix weights,
      AttentionMask mask,
      MetricOptions options) {
    return List.copyOf(new Evaluation(metrics, weights, mask, options).of(weights, ""));
  }

  /**
   * Returns all parts of all metrics for every head, in the order of the metrics, in one pass.
   *
   * @param metrics what to compute
   * @param weights all heads
   * @param mask what the queries of every head may attend to
   * @param options what holds for all metrics
   */
  public static List<MetricGrid> evaluate(
      List<HeadMetric> metrics,
      AttentionTensor weights,
      AttentionMask mask,
      MetricOptions options) {
    TensorShape shape = weights.shape();
    if (shape.layers() == 0 || shape.heads() == 0) {
      throw new IllegalArgumentException("weights must have at least one head, got shape " + shape);
    }
    Evaluation evaluation = new Evaluation(metrics, weights.layer(0).head(0), mask, options);
    List<List<MetricValue>> parts = new ArrayList<>();
    for (int l = 0; l < shape.layers(); l++) {
      for (int h = 0; h < shape.heads(); h++) {
        List<MetricValue> head =
            evaluation.of(weights.layer(l).head(h), "layer " + l + ", head " + h + ", ");
        for (int part = 0; part < head.size(); part++) {
          if (part == parts.size()) {
            parts.add(new ArrayList<>());
          }
          parts.get(part).add(head.get(part));
        }
      }
    }
    return parts.stream()
        .map(values -> new MetricGrid(shape.layers(), shape.heads(), values))
        .toList();
  }
}
