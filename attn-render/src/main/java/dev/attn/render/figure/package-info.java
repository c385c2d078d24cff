/**
 * Figures as values: data, axes, a scale and choices, nothing drawn yet.
 *
 * <p>The doors are {@link dev.attn.render.figure.HeatMap}, {@link dev.attn.render.figure.HeadGrid},
 * {@link dev.attn.render.figure.LayerStrips}, {@link dev.attn.render.figure.PanelGrid}, {@link
 * dev.attn.render.figure.LayerTokenMap} and {@link dev.attn.render.figure.MaskMap}:
 *
 * <pre>{@code
 * Figure map = HeatMap.of(tensor.layer(6).head(7))
 *     .withTokens(tokens)
 *     .withMask(Masks.causal(13))
 *     .withScale(Scale.linear(0, 1).withTitle("weight").withTickStep(0.2))
 *     .withTitle("Layer 7, head 8");
 * }</pre>
 *
 * <p>Each lowers itself to a {@link dev.attn.render.figure.Sheet} of panels, bars and links; a new
 * figure is one more record that does. Indices count from 0 and ranges are half open; an index base
 * changes drawn labels only. Text is drawn as it is, never parsed.
 */
@NullMarked
package dev.attn.render.figure;

import org.jspecify.annotations.NullMarked;
