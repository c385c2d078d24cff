package dev.attn.render.text;

import java.awt.geom.Path2D;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.apache.fontbox.cff.CFFFont;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.GlyphTable;
import org.apache.fontbox.ttf.OTFParser;
import org.apache.fontbox.ttf.OpenTypeFont;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;

/** Any TrueType or OpenType file, as FontBox reads it. */
final class AnyFont implements FontReader {

  /** Reads the outline of one glyph. */
  @FunctionalInterface
  private interface Outlines {
    Path2D parse(int glyph) throws IOException;
  }

  private final Outlines parser;
  private final CmapLookup characters;
  private final int[] advances;
  private final int unitsPerEm;
  private final int ascent;
  private final int descent;

  AnyFont(byte[] file, FontProgram.Outlines outlines) throws IOException {
    TTFParser tables =
        outlines == FontProgram.Outlines.COMPACT ? new OTFParser(true) : new TTFParser(true);
    TrueTypeFont font = tables.parseEmbedded(new ByteArrayInputStream(FontTables.needed(file)));
    parser = parser(font);
    characters = font.getUnicodeCmapLookup();
    advances = new int[font.getNumberOfGlyphs()];
    for (int glyph = 0; glyph < advances.length; glyph++) {
      advances[glyph] = font.getAdvanceWidth(glyph);
    }
    unitsPerEm = font.getUnitsPerEm();
    ascent = font.getHorizontalHeader().getAscender();
    descent = -font.getHorizontalHeader().getDescender();
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

  @Override
  public int unitsPerEm() {
    return unitsPerEm;
  }

  @Override
  public int ascent() {
    return ascent;
  }

  @Override
  public int descent() {
    return descent;
  }

  @Override
  public int glyphs() {
    return advances.length;
  }

  @Override
  public int glyphOf(int codePoint) {
    int number = characters.getGlyphId(codePoint);
    return number > 0 && number < advances.length ? number : 0;
  }

  @Override
  public int advance(int glyph) {
    return advances[glyph];
  }

  @Override
  public Path2D outline(int glyph) throws IOException {
    return parser.parse(glyph);
  }
}
