/**
 * Attribution: which attention mattered for a loss.
 *
 * <p>The door is {@link dev.attn.saliency.Saliency}; it takes attention weights and the gradient of
 * the loss with respect to them:
 *
 * <pre>{@code
 * AttentionTensor weights = file.tensor("attention");
 * AttentionTensor gradient = file.tensor("gradient");
 * AttentionTensor heads = Saliency.perHead(weights, gradient);       // |A · dL/dA|, one map per head
 * AttentionTensor layers = Saliency.absOfSum(weights, gradient);     // one map per layer
 * NumericArray importance = Saliency.headImportance(weights, gradient);
 * double first = importance.value(0, 9);
 * }</pre>
 *
 * <p>Attention weights alone explain nothing: a large weight on a key whose value is small, or
 * whose effect the next layer undoes, changes no output. That is why everything here needs the
 * gradient too.
 */
@NullMarked
package dev.attn.saliency;

import org.jspecify.annotations.NullMarked;
