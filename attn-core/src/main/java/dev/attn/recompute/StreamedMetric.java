package dev.attn.recompute;

import com.google.common.collect.ImmutableList;
import dev.attn.metric.HeadMetric;
import dev.attn.metric.HeadMetrics;
import dev.attn.metric.Received;
import dev.attn.metric.Threshold;
import dev.attn.recompute.StreamKernel.Context;
import dev.attn.recompute.StreamKernel.Sees;
import dev.attn.recompute.StreamKernel.Slots;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleBiFunction;

/**
 * A metric that can be computed from queries and keys while scores go by in tiles, without any row
 * of weights: {@link StreamedMetrics} evaluates it.
 *
 * <p>It has the id, the settings and the parts of its {@linkplain #metric counterpart} for stored
 * weights. Metrics of another kind (a nucleus, a Gini index, ranks, products of layers) need whole
 * rows; they are refused here, because computing them would build the matrix in secret.
 */
public final class StreamedMetric {

  private static final ImmutableList<StreamedMetric> ALL =
      ImmutableList.of(
          state("row.entropy", 1, (state, n) -> state.entropy()),
          state(
              "row.entropyNorm",
              0,
              (state, n) -> n > 1 ? state.entropy() / Math.log(n) : Double.NaN),
          state("row.perplexity", 0, (state, n) -> Math.exp(state.entropy())),
          state("row.participation", 0, (state, n) -> state.participation()),
          state("row.klUniform", 1, (state, n) -> Math.log(n) - state.entropy()),
          state("row.varentropy", 2, (state, n) -> state.varentropy()),
          state("row.max", 0, (state, n) -> state.largestWeight()),
          topMass(3),
          sparsity(0.01, Threshold.REL),
          new StreamedMetric(
              HeadMetrics.named("pos.distance"),
              RowSketches.ofScores(
                  context -> q -> new RowSketches.Weighted(distance(context.position(q))))),
          new StreamedMetric(
              HeadMetrics.named("pos.distanceNorm"),
              RowSketches.ofScores(
                  context -> q -> new RowSketches.DistanceShare(distance(context.position(q))))),
          windowMass(3, 0),
          new StreamedMetric(
              HeadMetrics.named("pos.direction"),
              RowSketches.ofScores(
                  context -> q -> new RowSketches.Directions(context.position(q)))),
          new StreamedMetric(
              HeadMetrics.named("pos.offsetProfile"),
              new StreamKernel.OfSlots(
                  context ->
                      new Slots(
                          context.keys(),
                          (q, key) -> context.position(q) - key,
                          StreamedMetric::mean))),
          received(Received.MEAN_OVER_ALLOWED),
          sinkMass(0),
          sinkRate(0.3, 8, 64),
          new StreamedMetric(
              HeadMetrics.named("sink.typeMass"),
              RowSketches.ofScores(context -> typeShares(context, q -> true))),
          distantMass(3, 0));

  private final HeadMetric metric;
  private final StreamKernel kernel;

  private StreamedMetric(HeadMetric metric, StreamKernel kernel) {
    this.metric = metric;
    this.kernel = kernel;
  }

  private static StreamedMetric state(
      String id, int logPower, ToDoubleBiFunction<SoftmaxState, Integer> score) {
    return new StreamedMetric(HeadMetrics.named(id), RowSketches.ofState(logPower, score));
  }

  private static double mean(double sum, long rows) {
    return rows == 0 ? Double.NaN : sum / rows;
  }

  private static RowSketches.KeyShare distance(int position) {
    return key -> Math.abs(position - key);
  }

  private static RowSketches.KeyShare listed(Context context, int[] sortedPositions) {
    return key -> context.isListed(key, sortedPositions) ? 1 : 0;
  }

  private static IntFunction<RowSketch> typeShares(Context context, IntPredicate counts) {
    List<String> types = context.options().inputs().types().orElseThrow();
    List<String> distinct = types.stream().distinct().toList();
    int[] typeOf = types.stream().mapToInt(distinct::indexOf).toArray();
    return q -> new RowSketches.TypeShares(typeOf, distinct.size(), counts.test(q));
  }

  /** Returns every metric that can be streamed, with its default settings. */
  public static List<StreamedMetric> all() {
    return ALL;
  }

  /** Returns the metric with this id, with its default settings. */
  public static StreamedMetric named(String id) {
    for (StreamedMetric streamed : ALL) {
      if (streamed.metric.id().equals(id)) {
        return streamed;
      }
    }
    HeadMetric stored = HeadMetrics.named(id);
    throw new IllegalArgumentException(
        "metric must be one that needs no stored row to be streamed, got "
            + stored
            + "; evaluate it with HeadMetrics on Recompute.attention");
  }

  /** Returns {@code row.max} over the keys that are not named. */
  public static StreamedMetric largestWeightWithout(int... excluded) {
    HeadMetric metric = HeadMetrics.largestWeightWithout(excluded);
    int[] sorted = sorted(excluded);
    return new StreamedMetric(
        metric,
        RowSketches.ofScores(
            context -> q -> new RowSketches.LargestOutside(listed(context, sorted))));
  }

  /** Returns {@code row.topMass}: how much lies on the {@code k} largest weights of a row. */
  public static StreamedMetric topMass(int k) {
    HeadMetric metric = HeadMetrics.topMass(k);
    return new StreamedMetric(metric, RowSketches.ofScores(context -> q -> new RowSketches.Top(k)));
  }

  /** Returns {@code row.sparsity}: the share of the allowed keys with weights up to {@code tau}. */
  public static StreamedMetric sparsity(double tau, Threshold threshold) {
    HeadMetric metric = HeadMetrics.sparsity(tau, threshold);
    return new StreamedMetric(
        metric,
        new StreamKernel.OfRows(
            Sees.WEIGHTS, 0, context -> q -> new RowSketches.Small(tau, threshold)));
  }

  /** Returns {@code pos.windowMass} of a window around the query. */
  public static StreamedMetric windowMass(int back, int ahead) {
    HeadMetric metric = HeadMetrics.windowMass(back, ahead);
    return new StreamedMetric(
        metric,
        RowSketches.ofScores(
            context ->
                q -> {
                  int position = context.position(q);
                  return new RowSketches.WindowShare(
                      key -> position - key >= -ahead && position - key <= back ? 1 : 0);
                }));
  }

  /** Returns {@code pos.received}: what each key receives, added up as asked for. */
  public static StreamedMetric received(Received how) {
    return new StreamedMetric(
        HeadMetrics.received(how),
        new StreamKernel.OfSlots(
            context ->
                new Slots(
                    context.keys(),
                    (q, key) -> key,
                    (sum, rows) ->
                        how == Received.MEAN_OVER_ALLOWED || rows == 0 ? mean(sum, rows) : sum)));
  }

  /** Returns {@code sink.mass} for a set of keys. */
  public static StreamedMetric sinkMass(int... keys) {
    HeadMetric metric = HeadMetrics.sinkMass(keys);
    int[] sorted = sorted(keys);
    return new StreamedMetric(
        metric,
        RowSketches.ofScores(context -> q -> new RowSketches.SinkShare(listed(context, sorted))));
  }

  /** Returns {@code sink.rate}: which keys receive a mean attention above {@code epsilon}. */
  public static StreamedMetric sinkRate(double epsilon, int minRows, int tokens) {
    HeadMetric metric = HeadMetrics.sinkRate(epsilon, minRows, tokens);
    return new StreamedMetric(
        metric,
        new StreamKernel.OfSlots(
            context -> {
              int judged = Math.min(context.keys(), tokens - context.options().firstKey());
              return new Slots(
                  judged,
                  (q, key) -> context.position(q) < judged && key < judged ? key : -1,
                  (sum, rows) -> rows < minRows ? Double.NaN : sum / rows > epsilon ? 1 : 0);
            }));
  }

  /** Returns {@code sink.typeMass} of the rows whose own token is of {@code type}. */
  public static StreamedMetric typeMassFrom(String type) {
    return new StreamedMetric(
        HeadMetrics.typeMassFrom(type),
        RowSketches.ofScores(
            context -> {
              List<String> types = context.options().inputs().types().orElseThrow();
              return typeShares(context, q -> types.get(context.position(q)).equals(type));
            }));
  }

  /** Returns {@code sink.distant}: how much lies neither on sinks nor near before the query. */
  public static StreamedMetric distantMass(int back, int... sinks) {
    HeadMetric metric = HeadMetrics.distantMass(back, sinks);
    int[] sorted = sorted(sinks);
    return new StreamedMetric(
        metric,
        RowSketches.ofScores(
            context ->
                q -> {
                  int position = context.position(q);
                  return new RowSketches.Weighted(
                      key -> {
                        boolean near = position - key >= 0 && position - key <= back;
                        return near || context.isListed(key, sorted) ? 0 : 1;
                      });
                }));
  }

  private static int[] sorted(int[] positions) {
    return Arrays.stream(positions).sorted().toArray();
  }

  /** Returns the same metric for stored weights. */
  public HeadMetric metric() {
    return metric;
  }

  StreamKernel kernel() {
    return kernel;
  }

  /** Returns id and settings, for example {@code sink.mass(keys=[0])}. */
  @Override
  public String toString() {
    return metric.toString();
  }
}
