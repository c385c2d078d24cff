/**
 * The five target figures, drawn from real captured tensors.
 *
 * <p>{@link dev.attn.examples.gallery.Gallery} is the door; {@link
 * dev.attn.examples.gallery.TargetFigures} holds one method a figure, each a few lines of user
 * code:
 *
 * <pre>{@code
 * AttentionTensor weights = capture.tensor("attention");
 * GradientSample sample = GradientSample.of(weights, capture.tensor("gradient"), Masks.causal(13));
 * AttentionTensor saliency = Saliency.perHead(sample).map();
 * Figure figure = HeadGrid.of(saliency).withIndexBase(1).withZoom(Zoom.of(0, 9));
 * Render.png(figure, Path.of("heads.png"));
 * }</pre>
 */
@NullMarked
package dev.attn.examples.gallery;

import org.jspecify.annotations.NullMarked;
