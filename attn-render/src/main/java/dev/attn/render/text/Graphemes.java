package dev.attn.render.text;

import java.util.ArrayList;
import java.util.List;

/** What readers take for one character: a code point with the marks on it. */
final class Graphemes {

  private static final int JOINER = 0x200d;

  private Graphemes() {}

  /** Splits a text; the parts together are the text. */
  static List<String> of(String text) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    int previous = 0;
    for (int at = 0; at < text.length(); ) {
      int codePoint = text.codePointAt(at);
      boolean continues = isMark(codePoint) || codePoint == JOINER || previous == JOINER;
      if (!continues && at > start) {
        parts.add(text.substring(start, at));
        start = at;
      }
      previous = codePoint;
      at += Character.charCount(codePoint);
    }
    if (start < text.length()) {
      parts.add(text.substring(start));
    }
    return parts;
  }

  private static boolean isMark(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK ->
          true;
      default -> false;
    };
  }
}
