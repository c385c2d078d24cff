package dev.attn.render.text;

import com.google.common.collect.ImmutableList;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
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
    BOXED,
    /** It is a whole word, whose letters are joined and placed by its font. */
    SHAPED
  }

  /**
   * What is drawn for one code point or for one word.
   *
   * @param drawn the code point that is drawn, or the word
   * @param font where its glyph is from, null for a box and for a word
   */
  record Sign(String drawn, @Nullable FontFile font, Glyph glyph, Origin origin) {}

  private static final int DOTTED_CIRCLE = 0x25cc;
  private static final int NEWLINE_SIGN = 0x23ce;
  private static final int TAB_SIGN = 0x21e5;
  private static final int NO_BREAK_SPACE_SIGN = 0x237d;

  /** Latin letters, digits and punctuation: most of what layout measures, again and again. */
  private static final int KEPT = 0x180;

  private final ImmutableList<FontFile> fonts;
  private final HexBox box;
  private final ImmutableList<ShapingFont> shaping;
  private final AtomicReferenceArray<Sign> kept = new AtomicReferenceArray<>(KEPT);

  /**
   * Asks {@code fonts} in their order; signs and digits are found in {@code last} at the latest.
   *
   * @param shaping asked first, for words of scripts that need it
   */
  GlyphSource(List<FontFile> fonts, FontFile last, List<ShapingFont> shaping) {
    this.shaping = ImmutableList.copyOf(shaping);
    this.fonts =
        fonts.contains(last)
            ? ImmutableList.copyOf(fonts)
            : ImmutableList.<FontFile>builder().addAll(fonts).add(last).build();
    this.box = new HexBox(last);
  }

  /** Returns what is drawn for a text, from left to right. */
  List<Sign> signs(String text) {
    List<Sign> signs = new ArrayList<>(text.length());
    if (shaping.isEmpty()) {
      addSigns(VisualOrder.of(text), signs);
      return signs;
    }
    for (String part : VisualOrder.parts(text, ShapedWords::split)) {
      Glyph word = ShapedWords.isWord(part) ? shaped(part) : null;
      if (word == null) {
        addSigns(part, signs);
      } else {
        signs.add(new Sign(part, null, word, Origin.SHAPED));
      }
    }
    return signs;
  }

  /** The word by the first font that has all its letters. */
  private @Nullable Glyph shaped(String word) {
    for (ShapingFont font : shaping) {
      if (font.has(word)) {
        return font.glyph(word);
      }
    }
    return null;
  }

  /** Adds the glyphs of {@code ordered}, from left to right. */
  private void addSigns(String ordered, List<Sign> signs) {
    if (signs.isEmpty() && startsWithMark(ordered)) {
      signs.add(sign(DOTTED_CIRCLE, fonts.get(0)));
    }
    if (fonts.size() == 1) {
      addSigns(ordered, fonts.get(0), signs);
      return;
    }
    for (String grapheme : Graphemes.of(ordered)) {
      addSigns(grapheme, fontOf(grapheme), signs);
    }
  }

  private void addSigns(String ordered, FontFile preferred, List<Sign> signs) {
    for (int i = 0; i < ordered.length(); i = ordered.offsetByCodePoints(i, 1)) {
      signs.add(sign(ordered.codePointAt(i), preferred));
    }
  }

  private static boolean startsWithMark(String text) {
    return !text.isEmpty() && Character.getType(text.codePointAt(0)) == Character.NON_SPACING_MARK;
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
    if (codePoint >= KEPT || preferred != fonts.get(0)) {
      return find(codePoint, preferred);
    }
    Sign known = kept.get(codePoint);
    if (known == null) {
      known = find(codePoint, preferred);
      kept.set(codePoint, known);
    }
    return known;
  }

  private Sign find(int codePoint, FontFile preferred) {
    Sign own = found(codePoint, preferred, Origin.OWN);
    if (own != null) {
      return own;
    }
    Sign other = found(replacement(codePoint), preferred, Origin.FOLDED);
    return other != null
        ? other
        : new Sign(Character.toString(codePoint), null, box.of(codePoint), Origin.BOXED);
  }

  private @Nullable Sign found(int codePoint, FontFile preferred, Origin origin) {
    Glyph glyph = visible(preferred, codePoint);
    if (glyph != null) {
      return new Sign(Character.toString(codePoint), preferred, glyph, origin);
    }
    for (FontFile font : fonts) {
      Glyph other = visible(font, codePoint);
      if (other != null) {
        return new Sign(Character.toString(codePoint), font, other, origin);
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
