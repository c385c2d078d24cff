package dev.attn.metric;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The heads of a tensor in the order of their scores.
 *
 * <p>Example: a layer of three heads that score 0.2, 0.7 and 0.2 is ranked {@code L0H1, L0H0, L0H2}
 * from the highest, {@code L0H0, L0H2, L0H1} from the lowest score.
 *
 * <h2>Ties and non-finite values</h2>
 *
 * Of equal scores the smaller (layer, head) comes first, in either direction. Heads without a score
 * (NaN) come last, in either direction.
 *
 * <h2>When not to use this</h2>
 *
 * Among many heads some stand out by luck: of 1024 heads about 51 pass a test at the level of 5 %.
 * Correct for the number of heads before calling the first ones special.
 *
 * @param entries all heads, the first in rank first
 */
public record HeadRanking(List<Entry> entries) {

  /**
   * One head and its score.
   *
   * @param head the head
   * @param value its score and what it rests on
   */
  public record Entry(HeadIndex head, MetricValue value) {}

  /** Copies the list. */
  public HeadRanking {
    entries = List.copyOf(entries);
  }

  /** Returns the heads from the highest score to the lowest. */
  public static HeadRanking highestFirst(MetricGrid grid) {
    return sorted(grid, -1);
  }

  /** Returns the heads from the lowest score to the highest. */
  public static HeadRanking lowestFirst(MetricGrid grid) {
    return sorted(grid, 1);
  }

  private static HeadRanking sorted(MetricGrid grid, int direction) {
    List<Entry> entries = new ArrayList<>();
    for (int l = 0; l < grid.layers(); l++) {
      for (int h = 0; h < grid.heads(); h++) {
        entries.add(new Entry(HeadIndex.of(l, h), grid.at(l, h)));
      }
    }
    // The sort is stable; adding 0 makes one number of the two zeros.
    entries.sort(
        Comparator.comparing((Entry e) -> Double.isNaN(e.value().value()))
            .thenComparing(
                (x, y) ->
                    direction * Double.compare(x.value().value() + 0.0, y.value().value() + 0.0)));
    return new HeadRanking(entries);
  }

  /** Returns the first {@code count} heads, or all if there are not so many. */
  public List<Entry> top(int count) {
    checkArgument(count >= 0, "count must be at least 0, got %s", count);
    return entries.subList(0, Math.min(count, entries.size()));
  }

  /** Returns the place of one head, 0 for the first. */
  public int rankOf(HeadIndex head) {
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).head().equals(head)) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        "head must be one of the " + entries.size() + " ranked, got " + head);
  }
}
