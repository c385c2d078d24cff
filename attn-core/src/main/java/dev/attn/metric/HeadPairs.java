package dev.attn.metric;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import dev.attn.mask.AttentionMask;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.TensorShape;
import java.util.ArrayList;
import java.util.List;

/**
 * Heads against heads: how alike two of them attend, by name.
 *
 * <p>Each is the mean over the rows that are valid in both heads. In the table a and b are the
 * weights of one query in the two heads, m = (a + b)/2, n the number of keys it may see.
 *
 * <pre>
 * head.jsd        Σ a ln(a/m) / 2 + Σ b ln(b/m) / 2     [0, ln 2]   its root is a distance
 * head.tvd        Σ |a - b| / 2                         [0, 1]      the weight that moved
 * head.hellinger  √(Σ (√a - √b)² / 2)                   [0, 1]
 * head.rank       Kendall's τ-b or Spearman's ρ; not where all weights are equal   [-1, 1]
 *                 or Jaccard overlap of the k largest; not for n ≤ k               [0, 1]
 * </pre>
 *
 * <p>Example: the rows (1, 0) and (0.5, 0.5) have the divergence 0.215762, the total variation 0.5
 * and the Hellinger distance 0.541196; two different one-hot rows have 0.693147, 1 and 1.
 */
public final class HeadPairs {

  private static final ImmutableList<PairMetric> ALL =
      ImmutableList.of(
          new JensenShannon(RowTotal.MEAN),
          new TotalVariation(),
          new Hellinger(),
          new RankCorrelation(RankAgreement.KENDALL_TAU_B));

  private HeadPairs() {}

  /** Returns one metric for each id: means over rows, and Kendall's τ-b of ranks. */
  public static List<PairMetric> all() {
    return ALL;
  }

  /** Returns the metric with this id, in its default form. */
  public static PairMetric named(String id) {
    for (PairMetric metric : ALL) {
      if (metric.id().equals(id)) {
        return metric;
      }
    }
    throw new IllegalArgumentException(
        "pair metric must be one of " + ALL.stream().map(PairMetric::id).toList() + ", got " + id);
  }

  /** Returns {@code head.jsd}: the Jensen-Shannon divergence, as a mean or a sum over rows. */
  public static PairMetric jensenShannon(RowTotal total) {
    return new JensenShannon(total);
  }

  /**
   * Returns {@code head.jsd} of rows that are first mixed with the uniform row, as a published tool
   * does: (1 - ε) a + ε/n.
   *
   * @param epsilon the share of the uniform row, in (0, 1)
   */
  public static PairMetric smoothedJensenShannon(RowTotal total, double epsilon) {
    return JensenShannon.smoothed(total, epsilon);
  }

  /** Returns {@code head.rank} as one of the rank correlations. */
  public static PairMetric rankCorrelation(RankAgreement agreement) {
    return new RankCorrelation(agreement);
  }

  /**
   * Returns {@code head.rank} as the overlap of the k largest weights: keys that are among them in
   * both rows / in at least one row.
   */
  public static PairMetric topKeyOverlap(int k) {
    return new TopKeyOverlap(k);
  }

  /**
   * Returns the distances of all heads of all layers: the root of their mean Jensen-Shannon
   * divergence. It is a metric, and that of points in a space.
   *
   * <p>Example: {@code Mds.of(HeadPairs.distances(weights, Masks.causal(13)), 2)} is a map of the
   * heads.
   *
   * @source Clark et al. 2019, What Does BERT Look At, arXiv:1906.04341, who take the divergence
   *     itself, summed over rows
   */
  public static DistanceMatrix distances(AttentionTensor weights, AttentionMask mask) {
    return named("head.jsd").of(weights, mask).distances(DistanceScale.SQUARE_ROOT);
  }

  /**
   * Returns several metrics of two heads, in the order of the metrics, in one pass.
   *
   * @param metrics what to compute
   * @param first one head
   * @param second another one of the same shape
   * @param mask what the queries of both may attend to
   * @param options what holds for all metrics
   */
  public static List<MetricValue> evaluate(
      List<PairMetric> metrics,
      AttentionMatrix first,
      AttentionMatrix second,
      AttentionMask mask,
      MetricOptions options) {
    checkArgument(
        first.queries() == second.queries() && first.keys() == second.keys(),
        "second head must have the shape [%s, %s] of the first, got [%s, %s]",
        first.queries(),
        first.keys(),
        second.queries(),
        second.keys());
    PairEvaluation evaluation =
        new PairEvaluation(
            metrics, List.of(first, second), List.of("first head, ", "second head, "), mask);
    return evaluation.of(options).stream().map(upper -> upper.get(1)).toList();
  }

  /**
   * Returns several metrics of all heads of all layers against each other, in the order of the
   * metrics, in one pass.
   *
   * @param metrics what to compute
   * @param weights all heads
   * @param mask what the queries of every head may attend to
   * @param options what holds for all metrics
   * @cost each row of each head is read once; as many steps as pairs of heads times allowed cells;
   *     memory for one row of every head and one sum for every pair
   */
  public static List<PairGrid> evaluate(
      List<PairMetric> metrics,
      AttentionTensor weights,
      AttentionMask mask,
      MetricOptions options) {
    TensorShape shape = weights.shape();
    checkArgument(
        shape.layers() > 0 && shape.heads() > 0,
        "weights must have at least one head, got shape %s",
        shape);
    List<AttentionMatrix> heads = new ArrayList<>();
    List<String> places = new ArrayList<>();
    for (int l = 0; l < shape.layers(); l++) {
      for (int h = 0; h < shape.heads(); h++) {
        heads.add(weights.layer(l).head(h));
        places.add("layer " + l + ", head " + h + ", ");
      }
    }
    return new PairEvaluation(metrics, heads, places, mask)
        .of(options).stream()
            .map(upper -> PairGrid.of(shape.layers(), shape.heads(), upper))
            .toList();
  }
}
