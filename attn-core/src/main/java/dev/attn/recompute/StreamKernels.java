package dev.attn.recompute;

import com.google.common.primitives.ImmutableIntArray;
import dev.attn.mask.AttentionMask;
import dev.attn.mask.Runs;
import dev.attn.metric.BlockMeasure;
import dev.attn.metric.Lookback;
import dev.attn.metric.MetricInputs;
import dev.attn.metric.PatternScope;
import dev.attn.metric.Received;
import dev.attn.metric.Repeats;
import dev.attn.metric.Threshold;
import dev.attn.recompute.RowSketches.KeyShare;
import dev.attn.recompute.StreamKernel.Context;
import dev.attn.recompute.StreamKernel.OfRows;
import dev.attn.recompute.StreamKernel.OfSlots;
import dev.attn.recompute.StreamKernel.Sees;
import dev.attn.tensor.Span;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** The kernels of metrics, but for those that are functions of the {@link SoftmaxState}. */
final class StreamKernels {

  private StreamKernels() {}

  static StreamKernel largestOutside(int[] excluded) {
    int[] sorted = sorted(excluded);
    return RowSketches.ofScores(
        context -> q -> new RowSketches.LargestOutside(listed(context, sorted)));
  }

  static StreamKernel topMass(int k) {
    return RowSketches.ofScores(context -> q -> new RowSketches.Top(k));
  }

  static StreamKernel sparsity(double tau, Threshold threshold) {
    return OfRows.means(Sees.WEIGHTS, 0, context -> q -> new RowSketches.Small(tau, threshold));
  }

  static StreamKernel distance() {
    return RowSketches.ofScores(
        context -> q -> new RowSketches.Weighted(distance(context.position(q))));
  }

  static StreamKernel distanceNorm() {
    return RowSketches.ofScores(
        context -> q -> new RowSketches.DistanceShare(distance(context.position(q))));
  }

  static StreamKernel windowMass(int back, int ahead) {
    return RowSketches.ofScores(
        context ->
            q -> {
              int position = context.position(q);
              return new RowSketches.WindowShare(
                  key -> position - key >= -ahead && position - key <= back ? 1 : 0);
            });
  }

  static StreamKernel direction() {
    return RowSketches.ofScores(context -> q -> new RowSketches.Directions(context.position(q)));
  }

  static StreamKernel offsetProfile() {
    return slots(
        context ->
            new WeightSlots(
                context.keys(), (q, key) -> context.position(q) - key, StreamKernels::mean));
  }

  static StreamKernel received(Received how) {
    return slots(
        context ->
            new WeightSlots(
                context.keys(),
                (q, key) -> key,
                (sum, rows) ->
                    how == Received.MEAN_OVER_ALLOWED || rows == 0 ? mean(sum, rows) : sum));
  }

  static StreamKernel sinkMass(int[] keys) {
    int[] sorted = sorted(keys);
    return RowSketches.ofScores(context -> q -> new RowSketches.SinkShare(listed(context, sorted)));
  }

  static StreamKernel sinkRate(double epsilon, int minRows, int tokens) {
    return slots(
        context -> {
          int judged = Math.min(context.keys(), tokens - context.options().firstKey());
          return new WeightSlots(
              judged,
              (q, key) -> context.position(q) < judged && key < judged ? key : -1,
              (sum, rows) -> rows < minRows ? Double.NaN : sum / rows > epsilon ? 1 : 0);
        });
  }

  static StreamKernel typeMass() {
    return RowSketches.ofScores(
        context -> {
          int[] typeOf = typeNumbers(context);
          return q -> new RowSketches.TypeShares(typeOf, true);
        });
  }

  /** Returns the same of the rows whose own token is of a type. */
  static StreamKernel typeMassFrom(String type) {
    return RowSketches.ofScores(
        context -> {
          List<String> types = inputs(context).types().orElseThrow();
          int[] typeOf = typeNumbers(context);
          return q ->
              new RowSketches.TypeShares(typeOf, types.get(context.position(q)).equals(type));
        });
  }

  /** Returns for each key the number of its type in the order of their first places. */
  private static int[] typeNumbers(Context context) {
    List<String> types = inputs(context).types().orElseThrow();
    List<String> distinct = types.stream().distinct().toList();
    return types.stream().mapToInt(distinct::indexOf).toArray();
  }

  static StreamKernel distantMass(int back, int[] sinks) {
    int[] sorted = sorted(sinks);
    return RowSketches.ofScores(
        context ->
            q -> {
              int position = context.position(q);
              return new RowSketches.Weighted(
                  key -> {
                    boolean near = position - key >= 0 && position - key <= back;
                    return near || context.isListed(key, sorted) ? 0 : 1;
                  });
            });
  }

  static StreamKernel previous() {
    return RowSketches.ofScores(context -> q -> new RowSketches.One(context.position(q) - 1));
  }

  /** Returns what lies on the keys that stand {@code shift} after an earlier twin of the query. */
  static StreamKernel twins(int shift, Repeats repeats) {
    return RowSketches.ofScores(
        context -> {
          ImmutableIntArray tokens = inputs(context).tokenIds().orElseThrow();
          return q -> {
            int position = context.position(q);
            int token = tokens.get(position);
            int end = position + (repeats == Repeats.EXCLUDED ? 0 : shift);
            return new RowSketches.VisibleShare(
                key -> shift <= key && key < end && tokens.get(key - shift) == token ? 1 : 0);
          };
        });
  }

  static StreamKernel goldMatch() {
    return match(StreamKernels::gold, PatternScope.ROW_RESTRICTED);
  }

  static StreamKernel match(AttentionMask pattern, PatternScope scope) {
    return match(context -> pattern, scope);
  }

  private static StreamKernel match(Function<Context, AttentionMask> pattern, PatternScope scope) {
    return RowSketches.ofScores(
        context -> {
          AttentionMask cells = pattern.apply(context);
          return q ->
              scope == PatternScope.GLOBAL
                  ? new RowSketches.Weighted(listed(cells.row(q)))
                  : new RowSketches.VisibleShare(listed(cells.row(q)));
        });
  }

  static StreamKernel segmentBlocks(BlockMeasure measure) {
    return new OfRows(
        Sees.SCORES,
        0,
        context -> {
          List<Span> segments = inputs(context).keySegments().orElseThrow();
          int[] borders = SegmentSketch.borders(segments);
          return q -> new SegmentSketch(segments, borders);
        },
        (context, parts) -> new SegmentFold(context, measure));
  }

  static StreamKernel lookback(Lookback weighing) {
    return RowSketches.ofScores(
        context -> {
          Span first = inputs(context).keySegments().orElseThrow().get(0);
          return q -> new LookbackSketch(first, context.position(q), weighing);
        });
  }

  static StreamKernel alignment() {
    return new OfRows(
        Sees.SCORES,
        0,
        context -> q -> new RowSketches.Weighted(listed(gold(context).row(q))),
        (context, parts) -> new AlignmentFold(context));
  }

  private static StreamKernel slots(Function<Context, Slots> start) {
    return new OfSlots(Sees.WEIGHTS, (context, layer, head) -> start.apply(context));
  }

  private static double mean(double sum, long rows) {
    return rows == 0 ? Double.NaN : sum / rows;
  }

  private static KeyShare distance(int position) {
    return key -> Math.abs(position - key);
  }

  private static KeyShare listed(Context context, int[] sortedPositions) {
    return key -> context.isListed(key, sortedPositions) ? 1 : 0;
  }

  private static KeyShare listed(Runs keys) {
    return key -> keys.contains(key) ? 1 : 0;
  }

  private static int[] sorted(int[] positions) {
    return Arrays.stream(positions).sorted().toArray();
  }

  private static MetricInputs inputs(Context context) {
    return context.options().inputs();
  }

  private static AttentionMask gold(Context context) {
    return inputs(context).gold().orElseThrow();
  }
}
