package dev.attn.metric;

import com.google.common.collect.ImmutableList;
import dev.attn.mask.AttentionMask;
import dev.attn.mask.Masks;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.TensorShape;
import dev.attn.tensor.Threads;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The metrics of attention heads, by name.
 *
 * <p>Most are means, over the rows of one head that they can judge, of a function of one row;
 * others judge the head as a whole. {@link HeadMetric#info} says what each one is; all formulas are
 * in the page of metrics of the manual, which is made from them.
 *
 * <pre>
 * row.   the shape of a row: how sharp, how spread out
 * pos.   where it looks, seen from the query; needs positions
 * sink.  keys that draw attention whatever the query is
 * pat.   patterns of known heads; needs positions, mostly tokens
 * seg.   from segment to segment
 * label. whether it reads what labels say it should
 * mat.   the head as a matrix
 * </pre>
 *
 * <p>Example: the rows {@code {1, 0}} and {@code {0.5, 0.5}} under {@code Masks.causal(2)} have
 * entropy 0 and ln 2, so {@code row.entropy} is 0.346574 over 2 rows, and {@code row.entropyNorm}
 * is 1 over 1 row.
 */
public final class HeadMetrics {

  /** One line for each metric, with its default settings; the order is that of the manual. */
  private static final ImmutableList<HeadMetric> ALL =
      ImmutableList.of(
          new Entropy(),
          new NormalisedEntropy(),
          new Perplexity(),
          new Participation(),
          new KlUniform(),
          new Varentropy(),
          new LargestWeight(Optional.empty()),
          new TopMass(3),
          new Nucleus(0.9),
          new Sparsity(0.01, Threshold.REL),
          new Gini(),
          new Hoyer(),
          new Distance(),
          new NormalisedDistance(),
          new WindowMass(3, 0),
          new Direction(),
          new OffsetProfile(),
          new ReceivedMass(Received.MEAN_OVER_ALLOWED),
          new SinkMass(KeySet.of(0)),
          new SinkRate(0.3, 8, 64),
          TypeMass.ofAllRows(),
          new DistantMass(KeySet.of(0), 3),
          new PreviousToken(),
          TwinMass.duplicate(),
          TwinMass.induction(Repeats.INCLUDED),
          PatternMatch.ofGold(),
          new SegmentBlocks(BlockMeasure.MASS),
          new LookbackRatio(Lookback.MEAN),
          new LabelAlignment(),
          new HeadAccuracy(),
          MatrixRank.effective(),
          MatrixRank.stable());

  /** One line for each entry of the manual that is no metric of a single head. */
  private static final ImmutableList<MetricInfo> BESIDE =
      Stream.concat(
              HeadPairs.all().stream().map(PairMetric::info),
              Stream.of(Mds.INFO, Dendrogram.INFO, SinkFree.INFO))
          .collect(ImmutableList.toImmutableList());

  private HeadMetrics() {}

  /** Returns every metric with its default settings. */
  public static List<HeadMetric> all() {
    return ALL;
  }

  /**
   * Returns the metrics, with their default settings, that can judge heads of this size: those that
   * need nothing that {@code options} do not give.
   */
  public static List<HeadMetric> usable(int queries, int keys, MetricOptions options) {
    MetricContext context = new MetricContext(queries, keys, Masks.full(queries, keys), options);
    return ALL.stream()
        .filter(metric -> ((DescribedMetric) metric).refusal(context).isEmpty())
        .toList();
  }

  /** Returns what every metric is, those of single heads first. */
  public static List<MetricInfo> catalogue() {
    return Stream.concat(ALL.stream().map(HeadMetric::info), BESIDE.stream()).toList();
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
   * Returns {@code row.entropy} of rows that are first mixed with the uniform row, as a published
   * tool does: (1 - ε) a + ε/n.
   *
   * @param epsilon the share of the uniform row, in (0, 1)
   */
  public static HeadMetric smoothedEntropy(double epsilon) {
    return new SmoothedEntropy(epsilon);
  }

  /**
   * Returns {@code row.max} over the keys that are not named; rows that may see no other are left
   * out.
   *
   * @param excluded positions, counted from 0 also where a cache has dropped its oldest keys
   */
  public static HeadMetric largestWeightWithout(int... excluded) {
    return new LargestWeight(Optional.of(KeySet.of(excluded)));
  }

  /** Returns {@code row.topMass}: how much lies on the {@code k} largest weights of a row. */
  public static HeadMetric topMass(int k) {
    return new TopMass(k);
  }

  /** Returns {@code row.nucleus}: how many keys carry the share {@code p} of a row. */
  public static HeadMetric nucleus(double p) {
    return new Nucleus(p);
  }

  /** Returns {@code row.sparsity}: the share of the allowed keys with weights up to {@code tau}. */
  public static HeadMetric sparsity(double tau, Threshold threshold) {
    return new Sparsity(tau, threshold);
  }

  /**
   * Returns {@code pos.windowMass}: how much lies on the query itself, the {@code back} keys before
   * it and the {@code ahead} keys after it.
   */
  public static HeadMetric windowMass(int back, int ahead) {
    return new WindowMass(back, ahead);
  }

  /** Returns {@code pos.received}: what each key receives, added up as asked for. */
  public static HeadMetric received(Received how) {
    return new ReceivedMass(how);
  }

  /**
   * Returns {@code sink.rate}: which keys receive a mean attention above {@code epsilon}.
   *
   * @param epsilon the threshold, in [0, 1)
   * @param minRows how many rows must be able to see a key for it to be judged
   * @param tokens how many tokens, from the first on, are judged as rows and as keys
   */
  public static HeadMetric sinkRate(double epsilon, int minRows, int tokens) {
    return new SinkRate(epsilon, minRows, tokens);
  }

  /**
   * Returns {@code sink.typeMass} of the rows whose own token is of {@code type}; by name it takes
   * all rows.
   */
  public static HeadMetric typeMassFrom(String type) {
    return TypeMass.ofRows(type);
  }

  /**
   * Returns {@code sink.distant}: how much lies neither on sinks nor on the query itself and the
   * {@code back} keys before it.
   *
   * @param back how many keys before the query are near
   * @param sinks positions, counted from 0 also where a cache has dropped its oldest keys
   */
  public static HeadMetric distantMass(int back, int... sinks) {
    return new DistantMass(KeySet.of(sinks), back);
  }

  /**
   * Returns {@code sink.mass} for a set of keys: how much attention they draw.
   *
   * <p>Rows that may see no other key are left out: their mass is 1 whatever the model does.
   *
   * @param keys positions, counted from 0 also where a cache has dropped its oldest keys
   */
  public static HeadMetric sinkMass(int... keys) {
    return new SinkMass(KeySet.of(keys));
  }

  /** Returns {@code pat.induction} with or without tokens that are repeated at once. */
  public static HeadMetric induction(Repeats repeats) {
    return TwinMass.induction(repeats);
  }

  /**
   * Returns {@code pat.match} for a pattern; by name it takes the gold labels for one.
   *
   * @param pattern the cells that the head should fill, for example one of {@link Patterns}
   */
  public static HeadMetric patternMatch(AttentionMask pattern, PatternScope scope) {
    return PatternMatch.of(pattern, scope);
  }

  /** Returns {@code seg.block}: the attention from each segment to each other one. */
  public static HeadMetric segmentBlocks(BlockMeasure measure) {
    return new SegmentBlocks(measure);
  }

  /** Returns {@code seg.lookback}: the context, the first segment of keys, beside the rest. */
  public static HeadMetric lookback(Lookback weighing) {
    return new LookbackRatio(weighing);
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
    return List.of(new Evaluation(metrics, weights, mask, options).of(weights, ""));
  }

  /**
   * Returns the parts of one metric for every row of one head, instead of their means.
   *
   * @param metric a metric that scores row by row
   * @param weights one head
   * @param mask what its queries may attend to
   * @param options what holds for the metric
   */
  public static List<MetricRows> rows(
      HeadMetric metric, AttentionMatrix weights, AttentionMask mask, MetricOptions options) {
    if (!(metric instanceof RowMetric byRow)) {
      throw new IllegalArgumentException(
          "metric must score row by row, got " + metric + ", which judges the head as a whole");
    }
    Evaluation evaluation = new Evaluation(List.of(byRow), weights, mask, options);
    return evaluation.rows(byRow, weights);
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
    int heads = shape.heads();
    MetricValue[][] values = new MetricValue[shape.layers() * heads][];
    Threads.current()
        .forEach(
            values.length,
            i ->
                values[i] =
                    evaluation.of(
                        weights.layer(i / heads).head(i % heads),
                        "layer " + i / heads + ", head " + i % heads + ", "));
    return IntStream.range(0, values[0].length)
        .mapToObj(part -> Stream.of(values).map(head -> head[part]).toList())
        .map(part -> new MetricGrid(shape.layers(), heads, part))
        .toList();
  }
}
