package dev.attn.render.text;

import com.google.common.collect.ImmutableList;
import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds a visible glyph for every code point: its own in one of some fonts, else that of its
 * compatibility form or of a sign for it, else a box with its number.
 */
final class GlyphSource {

  /** How a glyph was found. */
  enum Origin {
    /** It is the glyph of the code point itself. */
    OWN,
    /** It is the glyph of another code point with the same or a describing look. */
    FOLDED,
    /** It is a box with the number of the code point. */
    BOXED
  }

  /**
   * What is drawn for one code point.
   *
   * @param codePoint the one that is drawn
   * @param font where its glyph is from, null for a box
   */
  record Sign(int codePoint, @Nullable FontFile font, Glyph glyph, Origin origin) {}

  private static final int DOTTED_CIRCLE = 0x25cc;
  private static final int NEWLINE_SIGN = 0x23ce;
  private static final int TAB_SIGN = 0x21e5;
  private static final int NO_BREAK_SPACE_SIGN = 0x237d;

  /** Scripts whose letters join, stack or move. */
  private static final Set<UnicodeScript> SHAPED =
      EnumSet.of(
          UnicodeScript.ARABIC,
          UnicodeScript.SYRIAC,
          UnicodeScript.NKO,
          UnicodeScript.MONGOLIAN,
          UnicodeScript.DEVANAGARI,
          UnicodeScript.BENGALI,
          UnicodeScript.GURMUKHI,
          UnicodeScript.GUJARATI,
          UnicodeScript.ORIYA,
          UnicodeScript.TAMIL,
          UnicodeScript.TELUGU,
          UnicodeScript.KANNADA,
          UnicodeScript.MALAYALAM,
          UnicodeScript.SINHALA,
          UnicodeScript.THAI,
          UnicodeScript.LAO,
          UnicodeScript.TIBETAN,
          UnicodeScript.MYANMAR,
          UnicodeScript.KHMER,
          UnicodeScript.BALINESE,
          UnicodeScript.JAVANESE);

  private final ImmutableList<FontFile> fonts;
  private final HexBox box;

  /**
   * Asks {@code fonts} in their order; signs and digits are found in {@code last} at the latest.
   */
  GlyphSource(List<FontFile> fonts, FontFile last) {
    this.fonts =
        fonts.contains(last)
            ? ImmutableList.copyOf(fonts)
            : ImmutableList.<FontFile>builder().addAll(fonts).add(last).build();
    this.box = new HexBox(last);
  }

  /** Returns what is drawn for a text, from left to right. */
  List<Sign> signs(String text) {
    List<Sign> signs = new ArrayList<>(text.length());
    if (!text.isEmpty() && Character.getType(text.codePointAt(0)) == Character.NON_SPACING_MARK) {
      signs.add(sign(DOTTED_CIRCLE, fonts.get(0)));
    }
    String ordered = VisualOrder.of(text);
    if (fonts.size() == 1) {
      ordered.codePoints().forEachOrdered(point -> signs.add(sign(point, fonts.get(0))));
      return signs;
    }
    for (String grapheme : Graphemes.of(ordered)) {
      FontFile font = fontOf(grapheme);
      grapheme.codePoints().forEachOrdered(point -> signs.add(sign(point, font)));
    }
    return signs;
  }

  static boolean isUnshaped(int codePoint) {
    return codePoint > 0x5ff && SHAPED.contains(UnicodeScript.of(codePoint));
  }

  /** The first font that has all of a grapheme, so that marks come from the font of their base. */
  private FontFile fontOf(String grapheme) {
    for (FontFile font : fonts) {
      if (grapheme.codePoints().allMatch(point -> visible(font, point) != null)) {
        return font;
      }
    }
    return fonts.get(0);
  }

  private Sign sign(int codePoint, FontFile preferred) {
    Sign own = found(codePoint, preferred, Origin.OWN);
    if (own != null) {
      return own;
    }
    Sign other = found(replacement(codePoint), preferred, Origin.FOLDED);
    return other != null ? other : new Sign(codePoint, null, box.of(codePoint), Origin.BOXED);
  }

  private @Nullable Sign found(int codePoint, FontFile preferred, Origin origin) {
    Glyph glyph = visible(preferred, codePoint);
    if (glyph != null) {
      return new Sign(codePoint, preferred, glyph, origin);
    }
    for (FontFile font : fonts) {
      Glyph other = visible(font, codePoint);
      if (other != null) {
        return new Sign(codePoint, font, other, origin);
      }
    }
    return null;
  }

  private static @Nullable Glyph visible(FontFile font, int codePoint) {
    int number = isFormatting(codePoint) ? 0 : font.glyphOf(codePoint);
    if (number == 0) {
      return null;
    }
    Glyph glyph = font.glyph(number);
    return glyph.isBlank() && codePoint != ' ' ? null : glyph;
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
