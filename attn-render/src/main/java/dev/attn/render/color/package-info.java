/**
 * From values to colours: colormaps, the norms that lead to them, contrast and colour vision.
 *
 * <p>The door is {@link dev.attn.render.color.Colormaps}:
 *
 * <pre>{@code
 * Colormap map = Colormaps.named("YlOrBr_r").withNan(0xff00ff);
 * Normalization norm = Normalization.linear(0, 0.4);
 * ColorScale scale = new ColorScale(map, norm);
 * int cell = scale.rgb(0.25);                              // 0xRRGGBB
 * boolean clipped = scale.over(0.5);                       // true: drawn as map.over()
 * int ink = Contrast.blackOrWhite(cell);                   // readable on the cell
 * double apart = ColorVision.smallestDistance(map);        // below 10: hard to tell for some
 * }</pre>
 *
 * <p>Colours are {@code int}s of the form {@code 0xRRGGBB} in sRGB, always opaque. Everything here
 * is immutable and gives the same result on every machine.
 */
@NullMarked
package dev.attn.render.color;

import org.jspecify.annotations.NullMarked;
