package dev.attn.render.text;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Words of scripts whose letters join, stack or move: what must be laid out as a whole. */
final class ShapedWords {

  private static final int NON_JOINER = 0x200c;
  private static final int JOINER = 0x200d;

  /** Before it no script has letters of that kind. */
  private static final int FIRST = 0x600;

  private static final Set<UnicodeScript> SCRIPTS =
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

  private ShapedWords() {}

  /** Returns how many letters and signs of such scripts a text has; digits stand alone. */
  static int letters(String text) {
    return (int) text.codePoints().filter(ShapedWords::isLetter).count();
  }

  /** Returns whether a part of {@link #split} is such a word. */
  static boolean isWord(String part) {
    return isLetter(part.codePointAt(0));
  }

  /** Splits a text of one direction into words of one script each and the graphemes between. */
  static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = start;
      if (isLetter(text.codePointAt(start))) {
        end = wordEnd(text, start);
        parts.add(text.substring(start, end));
      } else {
        while (end < text.length() && !isLetter(text.codePointAt(end))) {
          end += Character.charCount(text.codePointAt(end));
        }
        parts.addAll(Graphemes.of(text.substring(start, end)));
      }
      start = end;
    }
    return parts;
  }

  private static int wordEnd(String text, int start) {
    UnicodeScript script = UnicodeScript.of(text.codePointAt(start));
    int end = start;
    for (int at = start; at < text.length(); ) {
      int codePoint = text.codePointAt(at);
      at += Character.charCount(codePoint);
      if ((isLetter(codePoint) && UnicodeScript.of(codePoint) == script) || isMark(codePoint)) {
        end = at;
      } else if (codePoint != JOINER && codePoint != NON_JOINER) {
        break;
      }
    }
    return end;
  }

  private static boolean isLetter(int codePoint) {
    return codePoint >= FIRST
        && SCRIPTS.contains(UnicodeScript.of(codePoint))
        && !Character.isDigit(codePoint);
  }

  /** Marks that several scripts share belong to the letter before them. */
  private static boolean isMark(int codePoint) {
    return UnicodeScript.of(codePoint) == UnicodeScript.INHERITED
        && Character.getType(codePoint) == Character.NON_SPACING_MARK;
  }
}
