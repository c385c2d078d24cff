/**
 * Pictures become files.
 *
 * <p>Not part of the published API. The door is {@link dev.attn.render.encode.PngEncoder}, beside
 * it {@link dev.attn.render.encode.SvgEncoder} and {@link dev.attn.render.encode.PdfEncoder}:
 *
 * <pre>{@code
 * PngEncoder png = new PngEncoder(1);
 * Picture picture = Picture.of(scene, painter);            // painted in bands
 * WholeFile.write(Path.of("heads.png"), out -> png.write(picture, info, out));
 * SvgEncoder svg = new SvgEncoder(Typeface.bundled(), 1, TextMode.PORTABLE);
 * WholeFile.write(Path.of("heads.svg"), out -> svg.write(scene, info, out));
 * }</pre>
 *
 * <p>The same picture gives the same bytes: no date, no random number, no name of the machine.
 */
@NullMarked
package dev.attn.render.encode;

import org.jspecify.annotations.NullMarked;
