/**
 * Many attention matrices made into one: over heads, layers, query rows and segments.
 *
 * <p>The door is {@link dev.attn.aggregate.Aggregators}:
 *
 * <pre>{@code
 * AttentionMatrix mean = Aggregators.heads(weights.layer(5), HeadFusion.MEAN);
 * AttentionTensor strips = Aggregators.queryRows(weights, HeadFusion.MEAN, 8, 32); // [layers, 1, 2, keys]
 * AttentionMatrix blocks = Aggregators.segmentMass(mean, tokens.spans(), Masks.causal(13));
 * MaskedAttention masked = MaskedAttention.of(weights, Masks.causal(13));          // judges every row
 * TokenGroups words = TokenGroups.of(13, WordSpans.of(tokens.labels(), PieceMarker.BYTE_LEVEL));
 * MaskedAttention perWord = Aggregators.merge(Aggregators.heads(masked, Fusion.last()), words, words);
 * }</pre>
 *
 * <p>Results over heads and layers are views that are computed in double when they are read.
 * Nothing is rescaled: what a fusion does to row sums is said where it is defined.
 */
@NullMarked
package dev.attn.aggregate;

import org.jspecify.annotations.NullMarked;
