package dev.attn.recompute;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.util.concurrent.MoreExecutors;
import dev.attn.mask.AttentionMask;
import dev.attn.mask.MaskAudit;
import dev.attn.mask.MaskShape;
import dev.attn.mask.Masks;
import dev.attn.mask.RowSumPolicy;
import dev.attn.metric.HeadMetrics;
import dev.attn.metric.MetricGrid;
import dev.attn.metric.MetricOptions;
import dev.attn.metric.MetricValue;
import dev.attn.metric.Provenance;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.ElementType;
import dev.attn.tensor.Elements;
import dev.attn.tensor.NumericArray;
import dev.attn.tensor.TensorShape;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Metrics of attention from queries and keys alone: neither the matrix nor one row of it is ever
 * held.
 *
 * <p>Fused attention kernels do not give the weights, and a matrix of 128 000 queries and keys
 * would not fit anywhere. Keys go by in tiles; each row keeps a few numbers for each metric.
 * Metrics that look at single weights (those of keys and of offsets, sparsity) let the keys go by a
 * second time.
 *
 * <p>Ids, records and counts are those of {@link HeadMetrics} on {@link Recompute#attention}, and
 * values agree to 1e-12 of the larger of 1 and the value. A row is broken only if its scores are
 * NaN, +∞, or -∞ for every key. With a sink, rows must be asked for as {@link
 * RowSumPolicy#AT_MOST_ONE}.
 *
 * <p>Example: {@code StreamedMetrics.evaluate(List.of(StreamedMetric.named("row.entropy")),
 * queries, keys, Masks.causal(13), StreamOptions.defaults()).get(0)} is a grid of entropies in
 * nats.
 */
public final class StreamedMetrics {

  private static final int QUERY_TILE = 32;

  private StreamedMetrics() {}

  /**
   * Returns all parts of all metrics for every head, in the order of the metrics.
   *
   * @param metrics what to compute
   * @param queries of shape {@code [layers, heads, queries, width]}
   * @param keys of shape {@code [layers, key heads, keys, width]}
   * @param mask what the queries of every head may attend to
   * @param given how scores are computed, and what holds for all metrics; queries stand where
   *     {@link RecomputeOptions#withFirstPosition} puts them, if it was called
   * @cost {@code queries * keys * width} multiplications for each head, twice if a metric needs
   *     weights; memory for 32 rows and a tile of keys for each thread. An intervention or a
   *     rotation copies what it changes
   */
  public static List<MetricGrid> evaluate(
      List<StreamedMetric> metrics,
      NumericArray queries,
      NumericArray keys,
      AttentionMask mask,
      StreamOptions given) {
    Scores scores = Recompute.scores(queries, keys, given.recompute());
    int layers = queries.length(0);
    int heads = queries.length(1);
    checkArgument(
        layers > 0 && heads > 0, "queries must have at least one head, got %s", queries.shape());
    MaskAudit.requireShape(mask, queries.length(2), keys.length(2));
    given.recompute().emptyRows().bind(mask);
    checkSink(given);
    StreamOptions options = given.withMetrics(given.placedMetrics(mask.rows(), mask.keys()));
    List<Provenance> how = new ArrayList<>();
    int[] parts = new int[metrics.size()];
    for (int i = 0; i < parts.length; i++) {
      List<Provenance> one = provenance(metrics.get(i), mask, options.metrics());
      parts[i] = one.size();
      how.addAll(one);
    }
    StreamPlan plan = new StreamPlan(scores, mask, options, metrics, parts);
    List<List<MetricValue>> byHead = new ArrayList<>();
    for (HeadTotals totals : totals(plan, layers, heads, options.threads())) {
      byHead.add(totals.finish(metrics, how));
    }
    List<MetricGrid> grids = new ArrayList<>();
    for (int part = 0; part < how.size(); part++) {
      int at = part;
      grids.add(
          new MetricGrid(layers, heads, byHead.stream().map(values -> values.get(at)).toList()));
    }
    return List.copyOf(grids);
  }

  private static void checkSink(StreamOptions options) {
    RowSumPolicy rowSum = options.metrics().rowSum();
    checkArgument(
        options.recompute().sinkLogits().isEmpty() || rowSum == RowSumPolicy.AT_MOST_ONE,
        "row sum must be AT_MOST_ONE for attention with a sink, got %s; ask for it with"
            + " MetricOptions.withRowSum",
        rowSum);
  }

  /**
   * Returns what the parts of a metric are: asked of the metric itself, on a head whose rows are
   * all masked, so that it also refuses what it cannot judge.
   */
  private static List<Provenance> provenance(
      StreamedMetric metric, AttentionMask mask, MetricOptions options) {
    MaskShape shape = MaskShape.topLeft(mask.rows(), mask.keys());
    TensorShape head = TensorShape.of(1, 1, mask.rows(), mask.keys());
    AttentionMatrix nothing = AttentionTensor.of(head, new Unread(head.cells())).layer(0).head(0);
    String name = mask.toString();
    List<Provenance> how = new ArrayList<>();
    for (MetricValue value : metric.metric().of(nothing, Masks.none(shape), options)) {
      how.add(value.how().withMask(name));
    }
    return how;
  }

  /**
   * Numbers that nobody looks at.
   *
   * @param size how many
   */
  private record Unread(long size) implements Elements {

    @Override
    public ElementType type() {
      return ElementType.F64;
    }

    @Override
    public void read(long from, double[] target, int offset, int count) {}
  }

  /** Runs all tiles, a few at a time, and adds them up in their order. */
  private static List<HeadTotals> totals(StreamPlan plan, int layers, int heads, int threads) {
    int tiles = Math.max(1, (plan.queries() + QUERY_TILE - 1) / QUERY_TILE);
    long count = (long) layers * heads * tiles;
    List<HeadTotals> totals = new ArrayList<>();
    ExecutorService workers =
        threads == 1
            ? MoreExecutors.newDirectExecutorService()
            : Executors.newFixedThreadPool(threads);
    try {
      for (long from = 0; from < count; from += threads) {
        List<Callable<QueryTile.Result>> wave = new ArrayList<>();
        for (long tile = from; tile < Math.min(count, from + threads); tile++) {
          int head = (int) (tile / tiles);
          int first = (int) (tile % tiles) * QUERY_TILE;
          int end = Math.min(plan.queries(), first + QUERY_TILE);
          wave.add(() -> new QueryTile(plan, head / heads, head % heads, first, end).run());
        }
        long next = from;
        for (QueryTile.Result result : run(wave, workers)) {
          if (next++ % tiles == 0) {
            totals.add(new HeadTotals(plan));
          }
          totals.get(totals.size() - 1).add(result);
        }
      }
    } finally {
      workers.shutdownNow();
    }
    return totals;
  }

  private static List<QueryTile.Result> run(
      List<Callable<QueryTile.Result>> wave, ExecutorService workers) {
    List<QueryTile.Result> results = new ArrayList<>();
    try {
      for (Future<QueryTile.Result> tile : workers.invokeAll(wave)) {
        results.add(tile.get());
      }
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof RuntimeException refusal) {
        throw refusal;
      }
      throw new IllegalStateException("a tile of queries failed", failure);
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("streaming was interrupted", interruption);
    }
    return results;
  }
}
