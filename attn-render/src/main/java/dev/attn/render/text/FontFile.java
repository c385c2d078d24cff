package dev.attn.render.text;

import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.GlyphTable;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;

/**
 * The glyphs of one TrueType file. Outlines are parsed one at a time under a lock, kept, and only
 * read from then on.
 */
final class FontFile {

  private final GlyphTable glyphs;
  private final CmapLookup characters;
  private final int[] advances;
  private final int unitsPerEm;
  private final int ascent;
  private final int descent;
  private final AtomicReferenceArray<Path2D> outlines;
  private final Object parsing = new Object();

  private FontFile(TrueTypeFont font) throws IOException {
    glyphs = font.getGlyph();
    characters = font.getUnicodeCmapLookup();
    advances = new int[font.getNumberOfGlyphs()];
    for (int glyph = 0; glyph < advances.length; glyph++) {
      advances[glyph] = font.getAdvanceWidth(glyph);
    }
    unitsPerEm = font.getUnitsPerEm();
    ascent = font.getHorizontalHeader().getAscender();
    descent = -font.getHorizontalHeader().getDescender();
    outlines = new AtomicReferenceArray<>(advances.length);
  }

  /** Reads a font from the class path. */
  static FontFile resource(String name) {
    try (InputStream file =
        Objects.requireNonNull(
            FontFile.class.getResourceAsStream(name), name + " must be in the jar")) {
      return new FontFile(new TTFParser().parseEmbedded(file));
    } catch (IOException e) {
      throw new UncheckedIOException(name + " must be readable", e);
    }
  }

  int unitsPerEm() {
    return unitsPerEm;
  }

  int ascent() {
    return ascent;
  }

  int descent() {
    return descent;
  }

  /** The number of the glyph of a code point, 0 if there is none. */
  int glyphOf(int codePoint) {
    return characters.getGlyphId(codePoint);
  }

  Glyph glyph(int number) {
    return new Glyph(outline(number), advances[number], Glyph.Origin.OWN);
  }

  private Path2D outline(int number) {
    Path2D known = outlines.get(number);
    if (known != null) {
      return known;
    }
    synchronized (parsing) {
      Path2D parsed = parse(number);
      return outlines.compareAndSet(number, null, parsed) ? parsed : outlines.get(number);
    }
  }

  private Path2D parse(int number) {
    try {
      GlyphData data = glyphs.getGlyph(number);
      return data == null ? new Path2D.Float() : data.getPath();
    } catch (IOException e) {
      throw new UncheckedIOException("glyph " + number + " must be readable", e);
    }
  }
}
