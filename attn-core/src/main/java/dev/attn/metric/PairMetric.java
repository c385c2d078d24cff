package dev.attn.metric;

import dev.attn.mask.AttentionMask;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.AttentionTensor;
import java.util.List;
import java.util.Optional;

/**
 * A score of two heads against each other, row by row; get one from {@link HeadPairs}.
 *
 * <p>The order of the two heads never matters. Only rows that are valid in both heads count.
 */
public sealed interface PairMetric permits RowPairMetric {

  /** Returns the name by which {@link HeadPairs#named} finds this metric, or its default form. */
  default String id() {
    return info().id();
  }

  /** Returns what this metric is: formula, range, source. */
  MetricInfo info();

  /**
   * Returns how this metric adds up over the keys of a row, if it does: ranks do not, because the
   * rank of one key depends on all others.
   */
  default Optional<CellComparison> cells() {
    return Optional.empty();
  }

  /** Returns the score of two heads under one mask, with the default options. */
  default MetricValue of(AttentionMatrix first, AttentionMatrix second, AttentionMask mask) {
    return of(first, second, mask, MetricOptions.defaults());
  }

  /**
   * Returns the score of two heads under one mask. If they are stored in different formats, both
   * are judged by the rules of the coarser one.
   */
  default MetricValue of(
      AttentionMatrix first, AttentionMatrix second, AttentionMask mask, MetricOptions options) {
    return HeadPairs.evaluate(List.of(this), first, second, mask, options).get(0);
  }

  /** Returns the scores of all heads of all layers against each other, with the default options. */
  default PairGrid of(AttentionTensor weights, AttentionMask mask) {
    return of(weights, mask, MetricOptions.defaults());
  }

  /** Returns the scores of all heads of all layers against each other. */
  default PairGrid of(AttentionTensor weights, AttentionMask mask, MetricOptions options) {
    return HeadPairs.evaluate(List.of(this), weights, mask, options).get(0);
  }
}
