package dev.attn.render.layout;

import dev.attn.render.text.TextMeasurer;
import java.util.ArrayList;
import java.util.List;

/**
 * Text broken at spaces into a few lines of even length, at most three unless asked for more.
 *
 * @param lines the lines, none longer than asked for
 * @param cut whether a part of the text is missing
 */
record Wrapping(List<String> lines, boolean cut) {

  private static final int MOST_LINES = 3;

  /** Breaks {@code text} so that each line is at most {@code room} px long. */
  static Wrapping of(TextMeasurer measurer, String text, int size, int room) {
    return of(measurer, text, size, room, MOST_LINES);
  }

  /** Breaks {@code text} into at most {@code most} lines. */
  static Wrapping of(TextMeasurer measurer, String text, int size, int room, int most) {
    List<String> all = balanced(measurer, text, size, room);
    List<String> kept = new ArrayList<>(all.subList(0, Math.min(most, all.size())));
    if (all.size() > most) {
      kept.set(most - 1, String.join(" ", all.subList(most - 1, all.size())));
    }
    Ellipsis ellipsis = new Ellipsis(line -> measurer.width(line, size));
    List<String> lines = new ArrayList<>();
    for (String line : kept) {
      lines.add(ellipsis.end(line, room));
    }
    return new Wrapping(lines, !lines.equals(all));
  }

  /** Breaks into as few lines as fit, the longest of them as short as that allows. */
  private static List<String> balanced(TextMeasurer measurer, String text, int size, int room) {
    List<String> lines = greedy(measurer, text, size, room);
    if (lines.size() == 1) {
      return lines;
    }
    int enough = room;
    int least = 0;
    while (enough - least > 1) {
      int between = (least + enough) / 2;
      if (greedy(measurer, text, size, between).size() > lines.size()) {
        least = between;
      } else {
        enough = between;
      }
    }
    return greedy(measurer, text, size, enough);
  }

  private static List<String> greedy(TextMeasurer measurer, String text, int size, int room) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : text.strip().split("\\s+", -1)) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && measurer.width(longer, size) > room) {
        lines.add(line);
        line = word;
      } else {
        line = longer;
      }
    }
    lines.add(line);
    return lines;
  }
}
