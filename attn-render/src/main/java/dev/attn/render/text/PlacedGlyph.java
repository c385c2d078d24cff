package dev.attn.render.text;

import static java.util.Objects.requireNonNull;

import java.awt.Shape;
import java.util.Optional;

/**
 * One glyph, or one word of joined letters, of a line of text, in the order from left to right:
 * what formats need that keep text as text.
 *
 * @param drawn the code point that the font draws, as a text; empty for a box with a number and for
 *     a word whose letters are joined
 * @param font the font that draws it, empty for a box and for such a word
 * @param outline in font units, y upwards; shared, never to be changed
 * @param unitsPerEm how many font units are the size of the font
 * @param x where it begins on the baseline
 * @param advance how far behind it the next one begins
 * @unit em, the size of the font, for {@code x} and {@code advance}
 */
public record PlacedGlyph(
    String drawn,
    Optional<FontProgram> font,
    Shape outline,
    int unitsPerEm,
    double x,
    double advance) {
  /** Checks that nothing is missing. */
  public PlacedGlyph {
    requireNonNull(drawn, "drawn must not be null");
    requireNonNull(font, "font must not be null");
    requireNonNull(outline, "outline must not be null");
  }
}
