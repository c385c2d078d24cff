package dev.attn.render.text;

import java.awt.geom.Path2D;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.apache.fontbox.cff.CFFFont;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.GlyphTable;
import org.apache.fontbox.ttf.OTFParser;
import org.apache.fontbox.ttf.OpenTypeFont;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;

/**
 * The glyphs of one font file. Outlines are parsed one at a time under a lock, kept, and only read
 * from then on.
 */
final class FontFile {

  /** Reads the outline of one glyph. */
  @FunctionalInterface
  private interface Outlines {
    Path2D parse(int glyph) throws IOException;
  }

  private final FontProgram program;
  private final Outlines parser;
  private final CmapLookup characters;
  private final int[] advances;
  private final int unitsPerEm;
  private final int ascent;
  private final int descent;
  private final AtomicReferenceArray<Path2D> outlines;
  private final Object parsing = new Object();

  private FontFile(FontProgram program, TrueTypeFont font) throws IOException {
    this.program = program;
    parser = parser(font);
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
    try {
      return read(FontProgram.resource(name));
    } catch (IOException e) {
      throw new UncheckedIOException(name + " must be readable", e);
    }
  }

  /** Reads a font; whatever is wrong with its tables is an {@link IOException}. */
  static FontFile read(FontProgram program) throws IOException {
    try (InputStream file = program.open()) {
      TTFParser parser =
          program.outlines() == FontProgram.Outlines.COMPACT
              ? new OTFParser(true)
              : new TTFParser(true);
      return new FontFile(
          program,
          parser.parseEmbedded(new ByteArrayInputStream(FontTables.needed(file.readAllBytes()))));
    } catch (RuntimeException e) {
      throw new IOException("a table of the font is damaged", e);
    }
  }

  private static Outlines parser(TrueTypeFont font) throws IOException {
    if (font instanceof OpenTypeFont openType && openType.isPostScript()) {
      CFFFont compact = openType.getCFF().getFont();
      boolean named = !compact.getCharset().isCIDFont();
      return glyph -> {
        int name = named ? glyph : compact.getCharset().getCIDForGID(glyph);
        return compact.getType2CharString(name).getPath();
      };
    }
    GlyphTable glyphs = font.getGlyph();
    return glyph -> {
      GlyphData data = glyphs.getGlyph(glyph);
      return data == null ? new Path2D.Float() : data.getPath();
    };
  }

  FontProgram program() {
    return program;
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
    int number = characters.getGlyphId(codePoint);
    return number > 0 && number < advances.length ? number : 0;
  }

  Glyph glyph(int number) {
    return new Glyph(outline(number), advances[number], unitsPerEm);
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
      return parser.parse(number);
    } catch (IOException e) {
      throw new UncheckedIOException("glyph " + number + " must be readable", e);
    }
  }
}
