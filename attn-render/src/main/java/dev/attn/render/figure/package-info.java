/**
 * Figures as values: data, axes, a scale and choices, nothing drawn yet.
 *
 * <p>The doors are {@link dev.attn.render.figure.HeatMap}, {@link dev.attn.render.figure.HeadGrid},
 * {@link dev.attn.render.figure.LayerStrips}, {@link dev.attn.render.figure.PanelGrid}, {@link
 * dev.attn.render.figure.LayerTokenMap} and {@link dev.attn.render.figure.MaskMap}; smaller ones
 * are {@link dev.attn.render.figure.TokenStrip}, {@link dev.attn.render.figure.HeadBars}, {@link
 * dev.attn.render.figure.HeadScatter} and {@link dev.attn.render.figure.MaskDifference}:
 *
 * <pre>{@code
 * Figure map = HeatMap.of(tensor.layer(6).head(7))
 *     .withTokens(tokens)
 *     .withMask(Masks.causal(13))
 *     .withScale(Scale.linear(0, 1).withTitle("weight").withTickStep(0.2))
 *     .withTitle("Layer 7, head 8");
 * }</pre>
 *
 * <p>{@link dev.attn.render.figure.Scale} and {@link dev.attn.render.figure.Limits} say how values
 * become colours, {@link dev.attn.render.figure.CellText}, {@link dev.attn.render.figure.Highlight}
 * and {@link dev.attn.render.figure.Rule} are drawn over cells, and {@link
 * dev.attn.render.figure.Theme} is what the figures of one document share. A figure tells its
 * facts, what is wrong with it, and what it shows:
 *
 * <pre>{@code
 * Figure robust = HeatMap.of(tensor.layer(6).head(7))
 *     .withScale(Scale.sqrt().withLimits(Limits.zeroToMax().ignoringFirstKey()))
 *     .withOverlays(Rule.causal(), Highlight.top(3), CellText.top(3));
 * List<Fact> facts = robust.facts();                       // counts, limits and how they were found
 * List<Fact> objections = robust.check();                  // empty if all is well
 * String alternative = robust.describe();                  // for people who cannot see it
 * }</pre>
 *
 * <p>Each lowers itself to a {@link dev.attn.render.figure.Sheet} of panels, bars and links; a new
 * figure is one more record that does. Indices count from 0 and ranges are half open; an index base
 * changes drawn labels only. Text is drawn as it is, never parsed.
 */
@NullMarked
package dev.attn.render.figure;

import org.jspecify.annotations.NullMarked;
