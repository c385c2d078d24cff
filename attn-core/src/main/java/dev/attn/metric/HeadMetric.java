package dev.attn.metric;

import dev.attn.mask.AttentionMask;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.AttentionTensor;
import java.util.List;
import java.util.Set;

/**
 * A score of one attention head under its mask; get one from {@link HeadMetrics}.
 *
 * <p>A metric has one part, or several that are computed together and named by {@link
 * Provenance#variant}; results come in a fixed order of parts.
 */
public sealed interface HeadMetric permits DescribedMetric {

  /** Returns the name by which {@link HeadMetrics#named} finds this metric. */
  default String id() {
    return info().id();
  }

  /** Returns what this metric is: formula, range, source. */
  MetricInfo info();

  /** Returns what this metric must know besides weights and mask. */
  Set<Need> needs();

  /** Returns the parts of this metric for one head, with the default options. */
  default List<MetricValue> of(AttentionMatrix weights, AttentionMask mask) {
    return of(weights, mask, MetricOptions.defaults());
  }

  /** Returns the parts of this metric for one head. */
  default List<MetricValue> of(AttentionMatrix weights, AttentionMask mask, MetricOptions options) {
    return HeadMetrics.evaluate(List.of(this), weights, mask, options);
  }

  /** Returns the parts of this metric for every head, with the default options. */
  default List<MetricGrid> of(AttentionTensor weights, AttentionMask mask) {
    return of(weights, mask, MetricOptions.defaults());
  }

  /** Returns the parts of this metric for every head; the mask holds for all of them. */
  default List<MetricGrid> of(AttentionTensor weights, AttentionMask mask, MetricOptions options) {
    return HeadMetrics.evaluate(List.of(this), weights, mask, options);
  }
}
