/**
 * Scenes become pixels: the only package that draws.
 *
 * <p>Not part of the published API. The door is {@link dev.attn.render.paint.ScenePainter}:
 *
 * <pre>{@code
 * ScenePainter painter = new ScenePainter(Typeface.bundled());
 * BufferedImage image = painter.image(scene);              // TYPE_INT_RGB
 * BufferedImage lower = painter.band(scene, 100, 50);      // its rows 100 to 149, the same pixels
 * painter.paint(scene, graphics);                          // on any Graphics2D, 1 px per unit
 * }</pre>
 *
 * <p>Cells, frames and straight rules are written as whole pixels of exactly their colour. Only
 * text and oblique or curved lines are antialiased.
 */
@NullMarked
package dev.attn.render.paint;

import org.jspecify.annotations.NullMarked;
