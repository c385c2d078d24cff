package dev.attn.recompute;

import com.google.common.collect.ImmutableList;
import dev.attn.mask.AttentionMask;
import dev.attn.metric.BlockMeasure;
import dev.attn.metric.HeadMetric;
import dev.attn.metric.HeadMetrics;
import dev.attn.metric.Lookback;
import dev.attn.metric.MetricOptions;
import dev.attn.metric.PatternScope;
import dev.attn.metric.Received;
import dev.attn.metric.Repeats;
import dev.attn.metric.Threshold;
import java.util.List;
import java.util.function.ToDoubleBiFunction;

/**
 * A metric that can be computed from queries and keys while scores go by in tiles, without any row
 * of weights: {@link StreamedMetrics} evaluates it.
 *
 * <p>It has the id, the settings and the parts of its {@linkplain #metric counterpart} for stored
 * weights. Metrics of another kind (a nucleus, a Gini index, a spanning tree of labels, ranks,
 * products of layers) need whole rows; they are refused here, because computing them would build
 * the matrix in secret.
 *
 * <p>Most let the keys go by once. Those that look at single weights do so twice: {@code
 * row.sparsity}, {@code pos.offsetProfile}, {@code pos.received}, {@code sink.rate}.
 */
public final class StreamedMetric {

  /** One line for each metric, with its default settings; the order is that of the manual. */
  private static final ImmutableList<StreamedMetric> ALL =
      ImmutableList.of(
          state("row.entropy", 1, (state, n) -> state.entropy()),
          state("row.entropyNorm", 0, StreamedMetric::entropyNorm),
          state("row.perplexity", 0, (state, n) -> Math.exp(state.entropy())),
          state("row.participation", 0, (state, n) -> state.participation()),
          state("row.klUniform", 1, (state, n) -> Math.log(n) - state.entropy()),
          state("row.varentropy", 2, (state, n) -> state.varentropy()),
          state("row.max", 0, (state, n) -> state.largestWeight()),
          topMass(3),
          sparsity(0.01, Threshold.REL),
          state("row.hoyer", 0, StreamedMetric::hoyer),
          of("pos.distance", StreamKernels.distance()),
          of("pos.distanceNorm", StreamKernels.distanceNorm()),
          windowMass(3, 0),
          of("pos.direction", StreamKernels.direction()),
          of("pos.offsetProfile", StreamKernels.offsetProfile()),
          received(Received.MEAN_OVER_ALLOWED),
          sinkMass(0),
          sinkRate(0.3, 8, 64),
          of("sink.typeMass", StreamKernels.typeMass()),
          distantMass(3, 0),
          of("pat.previous", StreamKernels.previous()),
          of("pat.duplicate", StreamKernels.twins(0, Repeats.INCLUDED)),
          induction(Repeats.INCLUDED),
          of("pat.match", StreamKernels.goldMatch()),
          segmentBlocks(BlockMeasure.MASS),
          lookback(Lookback.MEAN),
          of("label.alignment", StreamKernels.alignment()));

  private final HeadMetric metric;
  private final StreamKernel kernel;

  private StreamedMetric(HeadMetric metric, StreamKernel kernel) {
    this.metric = metric;
    this.kernel = kernel;
  }

  private static StreamedMetric of(String id, StreamKernel kernel) {
    return new StreamedMetric(HeadMetrics.named(id), kernel);
  }

  private static StreamedMetric state(
      String id, int logPower, ToDoubleBiFunction<SoftmaxState, Integer> score) {
    return of(id, RowSketches.ofState(logPower, score));
  }

  private static double entropyNorm(SoftmaxState state, int n) {
    return n > 1 ? state.entropy() / Math.log(n) : Double.NaN;
  }

  /** The root of the participation is Σ a / √Σ a². */
  private static double hoyer(SoftmaxState state, int n) {
    double root = Math.sqrt(n);
    return n > 1 ? (root - Math.sqrt(state.participation())) / (root - 1) : Double.NaN;
  }

  /** Returns every metric that can be streamed, with its default settings. */
  public static List<StreamedMetric> all() {
    return ALL;
  }

  /**
   * Returns the metrics, with their default settings, that can judge heads of this size: those that
   * need nothing that {@code options} do not give.
   */
  public static List<StreamedMetric> usable(int queries, int keys, MetricOptions options) {
    List<HeadMetric> usable = HeadMetrics.usable(queries, keys, options);
    List<String> ids = usable.stream().map(HeadMetric::id).toList();
    return ALL.stream().filter(streamed -> ids.contains(streamed.metric.id())).toList();
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
    return new StreamedMetric(metric, StreamKernels.largestOutside(excluded));
  }

  /** Returns {@code row.topMass}: how much lies on the {@code k} largest weights of a row. */
  public static StreamedMetric topMass(int k) {
    return new StreamedMetric(HeadMetrics.topMass(k), StreamKernels.topMass(k));
  }

  /** Returns {@code row.sparsity}: the share of the allowed keys with weights up to {@code tau}. */
  public static StreamedMetric sparsity(double tau, Threshold threshold) {
    HeadMetric metric = HeadMetrics.sparsity(tau, threshold);
    return new StreamedMetric(metric, StreamKernels.sparsity(tau, threshold));
  }

  /** Returns {@code pos.windowMass} of a window around the query. */
  public static StreamedMetric windowMass(int back, int ahead) {
    HeadMetric metric = HeadMetrics.windowMass(back, ahead);
    return new StreamedMetric(metric, StreamKernels.windowMass(back, ahead));
  }

  /** Returns {@code pos.received}: what each key receives, added up as asked for. */
  public static StreamedMetric received(Received how) {
    return new StreamedMetric(HeadMetrics.received(how), StreamKernels.received(how));
  }

  /** Returns {@code sink.mass} for a set of keys. */
  public static StreamedMetric sinkMass(int... keys) {
    HeadMetric metric = HeadMetrics.sinkMass(keys);
    return new StreamedMetric(metric, StreamKernels.sinkMass(keys));
  }

  /** Returns {@code sink.rate}: which keys receive a mean attention above {@code epsilon}. */
  public static StreamedMetric sinkRate(double epsilon, int minRows, int tokens) {
    HeadMetric metric = HeadMetrics.sinkRate(epsilon, minRows, tokens);
    return new StreamedMetric(metric, StreamKernels.sinkRate(epsilon, minRows, tokens));
  }

  /** Returns {@code sink.typeMass} of the rows whose own token is of {@code type}. */
  public static StreamedMetric typeMassFrom(String type) {
    HeadMetric metric = HeadMetrics.typeMassFrom(type);
    return new StreamedMetric(metric, StreamKernels.typeMassFrom(type));
  }

  /** Returns {@code sink.distant}: how much lies neither on sinks nor near before the query. */
  public static StreamedMetric distantMass(int back, int... sinks) {
    HeadMetric metric = HeadMetrics.distantMass(back, sinks);
    return new StreamedMetric(metric, StreamKernels.distantMass(back, sinks));
  }

  /** Returns {@code pat.induction} with or without tokens that are repeated at once. */
  public static StreamedMetric induction(Repeats repeats) {
    return new StreamedMetric(HeadMetrics.induction(repeats), StreamKernels.twins(1, repeats));
  }

  /**
   * Returns {@code pat.match} for a pattern; by name it takes the gold labels for one.
   *
   * @param pattern the cells that the head should fill
   */
  public static StreamedMetric patternMatch(AttentionMask pattern, PatternScope scope) {
    HeadMetric metric = HeadMetrics.patternMatch(pattern, scope);
    return new StreamedMetric(metric, StreamKernels.match(pattern, scope));
  }

  /** Returns {@code seg.block}: the attention from each segment to each other one. */
  public static StreamedMetric segmentBlocks(BlockMeasure measure) {
    HeadMetric metric = HeadMetrics.segmentBlocks(measure);
    return new StreamedMetric(metric, StreamKernels.segmentBlocks(measure));
  }

  /** Returns {@code seg.lookback}: the context, the first segment of keys, beside the rest. */
  public static StreamedMetric lookback(Lookback weighing) {
    return new StreamedMetric(HeadMetrics.lookback(weighing), StreamKernels.lookback(weighing));
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
