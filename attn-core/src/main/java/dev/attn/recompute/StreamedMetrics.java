package dev.attn.recompute;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.MaskAudit;
import dev.attn.mask.RowSumPolicy;
import dev.attn.metric.CellComparison;
import dev.attn.metric.HeadIndex;
import dev.attn.metric.HeadMetrics;
import dev.attn.metric.HeadPairs;
import dev.attn.metric.MetricGrid;
import dev.attn.metric.MetricRows;
import dev.attn.metric.MetricValue;
import dev.attn.metric.PairGrid;
import dev.attn.metric.PairMetric;
import dev.attn.metric.Provenance;
import dev.attn.metric.Received;
import dev.attn.recompute.StreamKernel.OfRows;
import dev.attn.recompute.StreamKernel.OfSlots;
import dev.attn.recompute.StreamKernel.Sees;
import dev.attn.recompute.StreamPlan.Task;
import dev.attn.saliency.ValueWeighted.Scaling;
import dev.attn.tensor.NumericArray;
import dev.attn.tensor.Threads;
import java.util.ArrayList;
import java.util.List;

/**
 * Metrics of attention from queries and keys alone: neither the matrix nor one row of it is ever
 * held.
 *
 * <p>Fused attention kernels do not give the weights, and a matrix of 128 000 queries and keys
 * would not fit anywhere. Keys go by in tiles; each row keeps a few numbers for each metric.
 * Whatever looks at single weights (those of keys and of offsets, sparsity, comparisons of heads)
 * lets the keys go by a second time.
 *
 * <p>Ids, records and counts are those of {@link HeadMetrics} and {@link HeadPairs} on {@link
 * Recompute#attention}, and values agree to 1e-12 of the larger of 1 and the value. A row is broken
 * only if its scores are NaN, +∞, or -∞ for every key. With a sink, rows must be asked for as
 * {@link RowSumPolicy#AT_MOST_ONE}. The {@link Threads} never change a bit; tiles of keys change
 * what rounding changes.
 *
 * <p>Example: {@code StreamedMetrics.of(queries, keys, Masks.causal(13),
 * StreamOptions.defaults()).evaluate(List.of(StreamedMetric.named("row.entropy"))).get(0)} is a
 * grid of entropies in nats.
 *
 * @cost for everything here, for each head that is read {@code queries * keys * width}
 *     multiplications, twice if weights are looked at; memory for 32 rows and a tile of keys for
 *     each thread, and for what is asked for. An intervention or a rotation copies what it changes
 */
public final class StreamedMetrics {

  private final Scores scores;
  private final AttentionMask mask;
  private final StreamOptions options;
  private final int layers;
  private final int heads;

  private StreamedMetrics(
      Scores scores, AttentionMask mask, StreamOptions options, int layers, int heads) {
    this.scores = scores;
    this.mask = mask;
    this.options = options;
    this.layers = layers;
    this.heads = heads;
  }

  /**
   * Returns the metrics of the attention of some vectors, none of which is computed yet.
   *
   * @param queries of shape {@code [layers, heads, queries, width]}
   * @param keys of shape {@code [layers, key heads, keys, width]}
   * @param mask what the queries of every head may attend to
   * @param options how scores are computed, and what holds for all metrics; queries stand where
   *     {@link RecomputeOptions#withFirstPosition} puts them, if it was called
   */
  public static StreamedMetrics of(
      NumericArray queries, NumericArray keys, AttentionMask mask, StreamOptions options) {
    Scores scores = Recompute.scores(queries, keys, options.recompute());
    int layers = queries.length(0);
    int heads = queries.length(1);
    checkArgument(
        layers > 0 && heads > 0, "queries must have at least one head, got %s", queries.shape());
    MaskAudit.requireShape(mask, queries.length(2), keys.length(2));
    options.recompute().emptyRows().bind(mask);
    RowSumPolicy rowSum = options.metrics().rowSum();
    checkArgument(
        options.recompute().sinkLogits().isEmpty() || rowSum == RowSumPolicy.AT_MOST_ONE,
        "row sum must be AT_MOST_ONE for attention with a sink, got %s; ask for it with"
            + " MetricOptions.withRowSum",
        rowSum);
    StreamOptions placed = options.withMetrics(options.placedMetrics(mask.rows(), mask.keys()));
    return new StreamedMetrics(scores, mask, placed, layers, heads);
  }

  /**
   * Returns all parts of all metrics for every head, in the order of the metrics.
   *
   * @param metrics what to compute
   * @param queries of shape {@code [layers, heads, queries, width]}
   * @param keys of shape {@code [layers, key heads, keys, width]}
   * @param mask what the queries of every head may attend to
   * @param options how scores are computed, and what holds for all metrics
   */
  public static List<MetricGrid> evaluate(
      List<StreamedMetric> metrics,
      NumericArray queries,
      NumericArray keys,
      AttentionMask mask,
      StreamOptions options) {
    return of(queries, keys, mask, options).evaluate(metrics);
  }

  /** Returns all parts of all metrics for every head, in the order of the metrics. */
  public List<MetricGrid> evaluate(List<StreamedMetric> metrics) {
    StoredCounterpart stored = stored();
    List<Task> tasks = new ArrayList<>();
    for (StreamedMetric metric : metrics) {
      tasks.add(new Task(metric.kernel(), stored.parts(metric.metric())));
    }
    return grids(tasks);
  }

  /**
   * Returns the parts of one metric for every row of one head, instead of their means.
   *
   * @param metric a metric that gives a row a few scores: not a list of its weights, as {@code
   *     pos.offsetProfile} does, and no judgement of the head as a whole
   * @param head which head
   */
  public List<MetricRows> rows(StreamedMetric metric, HeadIndex head) {
    checkHead(head);
    if (!(metric.kernel() instanceof OfRows kernel)) {
      throw new IllegalArgumentException(
          "metric must give each row a few scores to be streamed row by row, got "
              + metric
              + ", which looks at every weight; read the rows of Recompute.attention");
    }
    List<Provenance> how = stored().rows(metric.metric());
    RowList list = new RowList(how.size(), mask.rows());
    OfRows listed =
        new OfRows(kernel.sees(), kernel.logPower(), kernel.rows(), (context, parts) -> list);
    values(List.of(new Task(listed, how)), List.of(head));
    return list.rows(how, kernel.logPower());
  }

  /**
   * Returns metrics of all heads of all layers against each other, in the order of the metrics.
   *
   * @param metrics {@code head.jsd}, {@code head.tvd} or {@code head.hellinger}; ranks need whole
   *     rows
   * @cost beside the scores of every head, twice, as many steps as pairs of heads times allowed
   *     cells
   */
  public List<PairGrid> pairs(List<PairMetric> metrics) {
    List<HeadIndex> all = allHeads();
    return pairs(metrics, all, PairPlan.triangle(all.size())).stream()
        .map(upper -> PairGrid.of(layers, heads, upper))
        .toList();
  }

  /** Returns metrics of two heads, in the order of the metrics. */
  public List<MetricValue> pair(List<PairMetric> metrics, HeadIndex first, HeadIndex second) {
    checkHead(first);
    checkHead(second);
    return pairs(metrics, List.of(first, second), List.of(new PairPlan.Pair(0, 1))).stream()
        .map(values -> values.get(0))
        .toList();
  }

  /**
   * Returns what {@code val.weighted}, attention times the norms of value vectors, comes to in rows
   * and for keys.
   *
   * <pre>
   * S(q, k) = a(q, k) · ‖v(k)‖, or with UNIT_ROWS that divided by the sum of its row
   * rows  the mean over rows of Σ{k} S(q, k); with UNIT_ROWS 1 unless there is no row
   * k=0   the mean of S(q, 0) over the rows that may see key 0, and so on for each key
   * </pre>
   *
   * Rows whose sum is 0 have no UNIT_ROWS and are left out. Under AT_MOST_ONE weights are those of
   * rows divided by their sum.
   *
   * <p>Example: the row (0.6, 0.1, 0.3) with the norms (0.01, 1, 1) comes to 0.406 and for its keys
   * to 0.006, 0.1 and 0.3; with UNIT_ROWS to 1, and 0.014778, 0.246305 and 0.738916.
   *
   * @param norms {@code [layers, heads, keys]}, or as many heads as there are key heads, which
   *     query heads then read as they read keys; {@code TransformedValues} makes them of values
   * @param scaling what is done to the scores of one row
   * @source common practice; norms behind the output projection as in Kobayashi et al. 2020,
   *     Attention is Not Only a Weight, arXiv:2004.10102
   */
  public List<MetricGrid> valueWeighted(NumericArray norms, Scaling scaling) {
    ValueNorms lengths = ValueNorms.of(norms, layers, heads, mask, options.recompute());
    StoredCounterpart stored = stored();
    List<Provenance> how = new ArrayList<>();
    String unit = scaling == Scaling.UNIT_ROWS ? "mass" : "value length";
    for (Provenance key : stored.parts(HeadMetrics.received(Received.MEAN_OVER_ALLOWED))) {
      Provenance weighted =
          key.named("val.weighted", unit).withSettings("norm=GIVEN scaling=" + scaling);
      if (how.isEmpty()) {
        how.add(weighted.withVariant("rows"));
      }
      how.add(weighted);
    }
    OfSlots kernel =
        new OfSlots(
            Sees.BOTH, (context, layer, head) -> new ValueSlots(lengths.of(layer, head), scaling));
    return grids(List.of(new Task(kernel, how)));
  }

  private StoredCounterpart stored() {
    return new StoredCounterpart(mask, options.metrics());
  }

  private List<HeadIndex> allHeads() {
    List<HeadIndex> all = new ArrayList<>();
    for (int l = 0; l < layers; l++) {
      for (int h = 0; h < heads; h++) {
        all.add(HeadIndex.of(l, h));
      }
    }
    return all;
  }

  private void checkHead(HeadIndex head) {
    checkArgument(
        head.layer() < layers && head.head() < heads,
        "head must be one of %s layers of %s heads, got %s",
        layers,
        heads,
        head);
  }

  private List<MetricGrid> grids(List<Task> tasks) {
    List<List<MetricValue>> byHead = values(tasks, allHeads());
    List<MetricGrid> grids = new ArrayList<>();
    for (int part = 0; part < byHead.get(0).size(); part++) {
      int at = part;
      grids.add(
          new MetricGrid(layers, heads, byHead.stream().map(values -> values.get(at)).toList()));
    }
    return List.copyOf(grids);
  }

  /** Runs all tiles, a few at a time, and adds them up in their order, head by head. */
  private List<List<MetricValue>> values(List<Task> tasks, List<HeadIndex> chosen) {
    StreamPlan plan = new StreamPlan(scores, mask, options, tasks);
    long tiles = Math.max(1, tiles(QueryTile.ROWS));
    List<HeadTotals> present = new ArrayList<>();
    List<List<MetricValue>> values = new ArrayList<>();
    Waves.run(
        tiles * chosen.size(),
        tile -> {
          HeadIndex head = chosen.get((int) (tile / tiles));
          int firstQuery = (int) (tile % tiles) * QueryTile.ROWS;
          return new QueryTile(plan, head.layer(), head.head(), firstQuery).run();
        },
        (tile, result) -> {
          if (tile % tiles == 0) {
            HeadIndex head = chosen.get((int) (tile / tiles));
            present.add(new HeadTotals(plan, head.layer(), head.head()));
          }
          present.get(0).add(result);
          if (tile % tiles == tiles - 1) {
            values.add(present.remove(0).finish());
          }
        });
    return values;
  }

  private List<List<MetricValue>> pairs(
      List<PairMetric> metrics, List<HeadIndex> chosen, List<PairPlan.Pair> pairs) {
    List<CellComparison> comparisons = metrics.stream().map(StreamedMetrics::cells).toList();
    List<Provenance> how = stored().pairs(metrics);
    StreamPlan stream = new StreamPlan(scores, mask, options, List.of());
    PairPlan plan = new PairPlan(stream, chosen, pairs, comparisons);
    PairTotals totals = new PairTotals(plan);
    Waves.run(
        tiles(plan.rows()),
        tile -> new PairTile(plan, (int) tile * plan.rows()).run(),
        (tile, result) -> totals.add(result));
    return totals.finish(how);
  }

  private static CellComparison cells(PairMetric metric) {
    return metric
        .cells()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "pair metric must be one that needs no stored row to be streamed, got "
                        + metric
                        + "; evaluate it with HeadPairs on Recompute.attention"));
  }

  private long tiles(int rows) {
    return (mask.rows() + rows - 1L) / rows;
  }
}
