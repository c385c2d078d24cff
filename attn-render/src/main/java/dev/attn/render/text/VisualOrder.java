package dev.attn.render.text;

import java.text.Bidi;
import java.util.List;

/**
 * Text in the order in which it stands on the line, from left to right.
 *
 * <p>Controls of direction are drawn as boxes, and so do not act: a text cannot hide its order.
 *
 * @source Unicode Standard Annex 9, Unicode Bidirectional Algorithm
 */
final class VisualOrder {

  private static final String MIRRORED = "()[]{}<>\u00ab\u00bb\u2039\u203a\u2264\u2265\u2208\u220b";
  private static final char NEUTRAL = '\ufffc';

  private VisualOrder() {}

  /** Returns {@code text} itself if all of it reads from left to right. */
  static String of(String text) {
    char[] characters = text.toCharArray();
    if (!Bidi.requiresBidi(characters, 0, characters.length)) {
      return text;
    }
    for (int i = 0; i < characters.length; i++) {
      if (Character.getType(characters[i]) == Character.FORMAT) {
        characters[i] = NEUTRAL;
      }
    }
    Bidi bidi = new Bidi(new String(characters), Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT);
    byte[] levels = new byte[bidi.getRunCount()];
    Integer[] runs = new Integer[levels.length];
    for (int run = 0; run < levels.length; run++) {
      levels[run] = (byte) bidi.getRunLevel(run);
      runs[run] = run;
    }
    Bidi.reorderVisually(levels, 0, runs, 0, runs.length);
    StringBuilder ordered = new StringBuilder(text.length());
    for (int run : runs) {
      String part = text.substring(bidi.getRunStart(run), bidi.getRunLimit(run));
      ordered.append(bidi.getRunLevel(run) % 2 == 0 ? part : turned(part));
    }
    return ordered.toString();
  }

  /** The graphemes in reverse; brackets face the other way. */
  private static String turned(String part) {
    StringBuilder turned = new StringBuilder(part.length());
    List<String> graphemes = Graphemes.of(part);
    for (int i = graphemes.size() - 1; i >= 0; i--) {
      String grapheme = graphemes.get(i);
      int at = MIRRORED.indexOf(grapheme.charAt(0));
      turned.append(at < 0 ? grapheme : MIRRORED.charAt(at ^ 1) + grapheme.substring(1));
    }
    return turned.toString();
  }
}
