package dev.attn.render.text;

import java.awt.geom.Path2D;

/**
 * What is drawn for one code point, in font units with y upwards.
 *
 * @param outline never written to once it is here
 * @param advance distance to the next glyph
 * @param origin how it was found
 */
record Glyph(Path2D outline, int advance, Origin origin) {

  enum Origin {
    /** It is the glyph of the code point itself. */
    OWN,
    /** It is the glyph of another code point with the same or a describing look. */
    FOLDED,
    /** It is a box with the number of the code point. */
    BOXED
  }

  Glyph withOrigin(Origin other) {
    return new Glyph(outline, advance, other);
  }
}
