/**
 * Attribution: which attention mattered.
 *
 * <p><strong>Attention weights alone are not an explanation.</strong> A large weight on a key whose
 * value is small, or whose effect a later layer undoes, changes no output. Beside every rollout or
 * flow of weights look at one method that knows more: the gradient ({@link
 * dev.attn.saliency.Saliency}, {@link dev.attn.saliency.HeadImportance}) or the values ({@link
 * dev.attn.saliency.ValueWeighted}, {@link dev.attn.saliency.NormAttribution}).
 *
 * <p>The door is {@link dev.attn.saliency.Saliency}; every other method is a class with one verb,
 * {@code of}, and a table of all is {@link dev.attn.saliency.Attributions}:
 *
 * <pre>{@code
 * GradientSample sample = GradientSample.of(weights, gradient, Masks.causal(13));
 * AttentionTensor heads = Saliency.perHead(sample).map();            // |A · dL/dA|, one map per head
 * double importance = HeadImportance.of(sample).scores().value(0, 9);
 * Relevance relevance = Relevance.ofQuery(sample, 12, Relevance.Options.defaults());
 * Rollout rollout = Rollout.of(weights, Masks.causal(13));
 * String how = rollout.how().toString();                              // which variant, mask, tolerance
 * }</pre>
 *
 * <h2>Contract</h2>
 *
 * <ul>
 *   <li>A mask says which rows are masked and which cells count; what is stored elsewhere is never
 *       used. Rows that are not attention under the mask are refused, with their place.
 *   <li>Results name every variant that was used, and count the rows that have no answer. A NaN in
 *       a result stands for an undefined row and is counted, or came in with the input of a map
 *       that is computed when it is read.
 *   <li>Inputs are never written to. Numbers are read in any format, computed in double, and not
 *       rounded in the end.
 * </ul>
 */
@NullMarked
package dev.attn.saliency;

import org.jspecify.annotations.NullMarked;
