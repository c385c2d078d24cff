package dev.attn.render.text;

import java.text.Bidi;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

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

  /** Hebrew begins here; all before it reads from left to right. */
  private static final char FIRST_OF_OTHERS = '\u0590';

  private VisualOrder() {}

  /** Returns {@code text} itself if all of it reads from left to right. */
  static String of(String text) {
    char[] characters = text.toCharArray();
    int plain = 0;
    while (plain < characters.length && characters[plain] < FIRST_OF_OTHERS) {
      plain++;
    }
    return plain < characters.length && Bidi.requiresBidi(characters, plain, characters.length)
        ? String.join("", parts(text, Graphemes::of))
        : text;
  }

  /**
   * Returns the parts of {@code text} from left to right.
   *
   * @param split cuts what reads in one direction into parts that stay as they are
   */
  static List<String> parts(String text, Function<String, List<String>> split) {
    char[] characters = text.toCharArray();
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
    List<String> ordered = new ArrayList<>();
    for (int run : runs) {
      List<String> parts =
          split.apply(text.substring(bidi.getRunStart(run), bidi.getRunLimit(run)));
      ordered.addAll(bidi.getRunLevel(run) % 2 == 0 ? parts : turned(parts));
    }
    return ordered;
  }

  /** The parts in reverse; brackets face the other way. */
  private static List<String> turned(List<String> parts) {
    List<String> turned = new ArrayList<>(parts.size());
    for (int i = parts.size() - 1; i >= 0; i--) {
      String part = parts.get(i);
      int at = MIRRORED.indexOf(part.charAt(0));
      turned.add(at < 0 ? part : MIRRORED.charAt(at ^ 1) + part.substring(1));
    }
    return turned;
  }
}
