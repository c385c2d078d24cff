/**
 * Many attention matrices made into one: over heads, layers, query rows and segments.
 *
 * <p>The door is {@link dev.attn.aggregate.Aggregators}:
 *
 * <pre>{@code
 * AttentionMatrix mean = Aggregators.heads(weights.layer(5), HeadFusion.MEAN);
 * AttentionTensor perLayer = Aggregators.heads(weights, HeadFusion.MEAN);        // [layers, 1, queries, keys]
 * AttentionTensor strips = Aggregators.queryRows(weights, HeadFusion.MEAN, 8, 32);
 * AttentionMatrix last = Aggregators.layerTokenMap(weights, 12, HeadFusion.MAX); // [layers, keys]
 * AttentionMatrix blocks = Aggregators.segmentMass(mean, tokens.spans(), Masks.causal(13));
 * double fromLanToEnv = blocks.weight(1, 0);
 * }</pre>
 *
 * <p>Results over heads and layers are views that are computed in double when they are read.
 * Nothing is rescaled: what a fusion does to row sums is said where it is defined.
 */
@NullMarked
package dev.attn.aggregate;

import org.jspecify.annotations.NullMarked;
