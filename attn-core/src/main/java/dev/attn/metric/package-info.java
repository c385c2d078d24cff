/**
 * Scores of attention heads: how sharp, how far, where to.
 *
 * <p>The door is {@link dev.attn.metric.HeadMetrics}:
 *
 * <pre>{@code
 * HeadMetric entropy = HeadMetrics.named("row.entropy");
 * MetricValue one = entropy.of(weights.layer(6).head(7), Masks.causal(13)).get(0);
 * double nats = one.value();                                     // the mean over one.rowsUsed() rows
 * MetricGrid grid = entropy.of(weights, Masks.causal(13)).get(0); // every layer and head
 * NumericArray cells = grid.asArray();                            // [layers, heads]
 * String how = one.how().toString();                              // which variant, mask, tolerance, ...
 * }</pre>
 *
 * <p>{@link dev.attn.metric.HeadPairs} compares heads with each other:
 *
 * <pre>{@code
 * PairGrid unlike = HeadPairs.named("head.jsd").of(weights, Masks.causal(13)); // all heads of all layers
 * double two = unlike.at(HeadIndex.of(0, 3), HeadIndex.of(5, 1)).value();
 * DistanceMatrix distances = unlike.distances(DistanceScale.SQUARE_ROOT);
 * NumericArray map = Mds.of(distances, 2).coordinates();                       // [heads, 2]
 * ImmutableIntArray families = Dendrogram.of(distances, Linkage.AVERAGE).cut(5);
 * }</pre>
 *
 * <p>What else metrics need, such as the types of tokens, is given in {@link
 * dev.attn.metric.MetricOptions}; {@link dev.attn.metric.HeadMetrics#rows} gives the score of each
 * row, {@link dev.attn.metric.SinkFree} a head without its sinks.
 *
 * <p>Every result says how many rows it rests on. Rows without an allowed key are left out; rows
 * that are not attention under the mask are an error unless they are to be skipped; rows for which
 * a metric has no answer (a share of a logarithm of one key) are left out and counted, never scored
 * 0.
 */
@NullMarked
package dev.attn.metric;

import org.jspecify.annotations.NullMarked;
