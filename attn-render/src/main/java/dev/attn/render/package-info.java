/**
 * Attention as publication-quality pictures.
 *
 * <p>The door is {@link dev.attn.render.Render}; what it draws is a figure of {@link
 * dev.attn.render.figure}:
 *
 * <pre>{@code
 * Figure figure = HeadGrid.of(saliency).withTokens(tokens).withZoom(Zoom.of(0, 9));
 * Render.png(figure, Path.of("heads.png"));
 * Render.png(figure, Path.of("heads-print.png"), Output.defaults().withScale(3));
 * Render.svg(figure, Path.of("heads.svg"));
 * Render.pdf(figure, Path.of("heads.pdf"));                // needs org.apache.pdfbox:pdfbox
 * BufferedImage image = Render.image(figure);
 * Render.paint(figure, graphics);                          // any Graphics2D
 * List<Fact> facts = Render.facts(figure);                 // what it does to data and labels
 * List<Fact> objections = Render.check(figure);            // what a careful reader would say
 * }</pre>
 */
@NullMarked
package dev.attn.render;

import org.jspecify.annotations.NullMarked;
