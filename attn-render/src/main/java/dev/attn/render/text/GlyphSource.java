package dev.attn.render.text;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/**
 * Finds a visible glyph for every code point: its own, else that of its compatibility form or of a
 * sign for it, else a box with its number.
 */
final class GlyphSource {

  private static final int NEWLINE_SIGN = 0x23ce;
  private static final int TAB_SIGN = 0x21e5;
  private static final int NO_BREAK_SPACE_SIGN = 0x237d;

  private final FontFile font;
  private final HexBox box;

  GlyphSource(FontFile font) {
    this.font = font;
    this.box = new HexBox(font);
  }

  Glyph of(int codePoint) {
    Glyph own = visible(codePoint);
    if (own != null) {
      return own;
    }
    Glyph other = visible(replacement(codePoint));
    return other != null ? other.withOrigin(Glyph.Origin.FOLDED) : box.of(codePoint);
  }

  private @Nullable Glyph visible(int codePoint) {
    int number = isFormatting(codePoint) ? 0 : font.glyphOf(codePoint);
    if (number == 0) {
      return null;
    }
    Glyph glyph = font.glyph(number);
    boolean blank = glyph.outline().getCurrentPoint() == null;
    return blank && codePoint != ' ' ? null : glyph;
  }

  private static boolean isFormatting(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  /** The code point to draw instead, the same one if none is known. */
  private static int replacement(int codePoint) {
    return switch (codePoint) {
      case '\n' -> NEWLINE_SIGN;
      case '\t' -> TAB_SIGN;
      case 0xa0 -> NO_BREAK_SPACE_SIGN;
      default -> fold(codePoint);
    };
  }

  private static int fold(int codePoint) {
    String folded = Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKC);
    boolean single = folded.codePointCount(0, folded.length()) == 1;
    // A space would hide what it stands for.
    return single && !folded.equals(" ") ? folded.codePointAt(0) : codePoint;
  }
}
