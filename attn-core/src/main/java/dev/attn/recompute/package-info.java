/**
 * Attention computed from queries, keys and values, as they are or changed on purpose; and what the
 * layers of a model would predict if they were the last.
 *
 * <p>The door is {@link dev.attn.recompute.Recompute}:
 *
 * <pre>{@code
 * NumericArray queries = file.array("query");                  // [layers, heads, tokens, width]
 * NumericArray keys = file.array("key");
 * AttentionTensor weights = Recompute.attention(queries, keys, Masks.causal(13));
 * RecomputeOptions meanKey = RecomputeOptions.defaults().with(Intervention.mean(Target.KEY));
 * AttentionTensor uniform = Recompute.attention(queries, keys, Masks.causal(13), meanKey);
 * AttentionDifference error = Recompute.compare(captured, weights);
 * }</pre>
 *
 * <p>{@link dev.attn.recompute.StreamedMetrics} scores heads from queries and keys without ever
 * holding a row of weights:
 *
 * <pre>{@code
 * StreamedMetrics streamed = StreamedMetrics.of(queries, keys, Masks.causal(128_000), StreamOptions.defaults());
 * MetricGrid entropy = streamed.evaluate(List.of(StreamedMetric.named("row.entropy"))).get(0);
 * MetricRows perRow = streamed.rows(StreamedMetric.named("row.max"), HeadIndex.of(3, 5)).get(0);
 * PairGrid unlike = streamed.pairs(List.of(HeadPairs.named("head.jsd"))).get(0);
 * List<MetricGrid> byValue = streamed.valueWeighted(TransformedValues.of(values).norms(), Scaling.RAW);
 * }</pre>
 *
 * <p>{@link dev.attn.recompute.StreamedMetric} lists what can be streamed. {@link
 * dev.attn.recompute.LogitLens} reads what each layer would predict.
 *
 * <p>Everything is computed and kept in double. A key that the mask blocks is left out of the
 * softmax; no large negative number is ever added to a score.
 */
@NullMarked
package dev.attn.recompute;

import org.jspecify.annotations.NullMarked;
