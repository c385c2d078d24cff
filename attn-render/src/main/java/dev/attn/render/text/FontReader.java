package dev.attn.render.text;

import java.awt.geom.Path2D;
import java.io.IOException;

/** What the tables of a font file say, in font units with y upwards. */
interface FontReader {

  int unitsPerEm();

  int ascent();

  int descent();

  /** How many glyphs there are. */
  int glyphs();

  /** The number of the glyph of a code point, 0 if there is none. */
  int glyphOf(int codePoint);

  int advance(int glyph);

  /** A new outline of one glyph. */
  Path2D outline(int glyph) throws IOException;
}
