package dev.attn.render.text;

import java.awt.geom.Path2D;

/**
 * What is drawn for one code point, in font units with y upwards.
 *
 * @param outline never written to once it is here
 * @param advance distance to the next glyph
 * @param unitsPerEm how many units are the size of the font
 */
record Glyph(Path2D outline, int advance, int unitsPerEm) {

  boolean isBlank() {
    return outline.getCurrentPoint() == null;
  }
}
