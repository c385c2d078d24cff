package dev.attn.render.layout;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

/** Cuts texts that are too long, only between what readers take for characters. */
final class Ellipsis {

  private static final String MARK = "…";

  private final ToIntFunction<String> width;

  Ellipsis(ToIntFunction<String> width) {
    this.width = width;
  }

  /** Cuts the end of {@code text}, or nothing if it fits. */
  String end(String text, int room) {
    return cut(text, room, false);
  }

  /** Cuts the middle of {@code text}, or nothing if it fits. */
  String middle(String text, int room) {
    return cut(text, room, true);
  }

  /**
   * Cuts the middle of each text; where two different ones would become equal, both are left longer
   * than {@code room} until they differ.
   */
  List<String> distinctMiddles(List<String> texts, int room) {
    Map<String, Integer> rooms = new HashMap<>();
    texts.forEach(text -> rooms.put(text, room));
    while (true) {
      Map<String, String> cut = new HashMap<>();
      rooms.forEach((text, limit) -> cut.put(text, middle(text, limit)));
      Set<String> clashing = clashing(cut);
      if (clashing.isEmpty()) {
        List<String> result = new ArrayList<>();
        texts.forEach(text -> result.add(cut.getOrDefault(text, text)));
        return result;
      }
      clashing.forEach(text -> rooms.merge(text, room, (now, more) -> now + Math.max(now, more)));
    }
  }

  /** Texts that were cut to the same as another one. */
  private static Set<String> clashing(Map<String, String> cut) {
    Map<String, String> first = new HashMap<>();
    Set<String> clashing = new HashSet<>();
    cut.forEach(
        (text, result) -> {
          String other = first.putIfAbsent(result, text);
          if (other != null) {
            clashing.add(text);
            clashing.add(other);
          }
        });
    clashing.removeIf(text -> text.equals(cut.get(text)));
    return clashing;
  }

  private String cut(String text, int room, boolean inMiddle) {
    if (width.applyAsInt(text) <= room) {
      return text;
    }
    List<Integer> bounds = bounds(text);
    int low = 0;
    int high = bounds.size() - 2;
    while (low < high) {
      int kept = (low + high + 1) / 2;
      if (width.applyAsInt(keep(text, bounds, kept, inMiddle)) <= room) {
        low = kept;
      } else {
        high = kept - 1;
      }
    }
    return keep(text, bounds, low, inMiddle);
  }

  private static String keep(String text, List<Integer> bounds, int kept, boolean inMiddle) {
    int count = bounds.size() - 1;
    int head = inMiddle ? (kept + 1) / 2 : kept;
    return text.substring(0, bounds.get(head))
        + MARK
        + text.substring(bounds.get(count - (kept - head)));
  }

  private static List<Integer> bounds(String text) {
    BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    characters.setText(text);
    List<Integer> bounds = new ArrayList<>();
    for (int b = characters.first(); b != BreakIterator.DONE; b = characters.next()) {
      bounds.add(b);
    }
    return bounds;
  }
}
