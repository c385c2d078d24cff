/**
 * Pictures become files.
 *
 * <p>Not part of the published API. The door is {@link dev.attn.render.encode.PngEncoder}:
 *
 * <pre>{@code
 * PngEncoder encoder = new PngEncoder(1);
 * NewFile.write(Path.of("heads.png"), out -> encoder.write(image, out));
 * }</pre>
 *
 * <p>The same picture gives the same bytes: no date, no random number, no name of the machine.
 */
@NullMarked
package dev.attn.render.encode;

import org.jspecify.annotations.NullMarked;
