package dev.attn.tensor;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * A named half-open range of positions on one axis: a segment, a sentence, a word.
 *
 * @param from first position
 * @param to position after the last one
 * @param label its name, shown as it is
 * @param level nesting: 0 is nearest to the tokens, and a span of level 1 may enclose those of
 *     level 0
 */
public record Span(int from, int to, String label, int level) {

  /** Checks the range and the level. */
  public Span {
    checkArgument(from >= 0, "from must be at least 0, got %s", from);
    checkArgument(to > from, "to must be greater than from %s, got %s", from, to);
    checkArgument(level >= 0, "level must be at least 0, got %s", level);
  }

  /** Returns the span {@code [from, to)} of level 0. */
  public static Span of(int from, int to, String label) {
    return new Span(from, to, label, 0);
  }

  /** Returns this span at another level of nesting. */
  public Span withLevel(int newLevel) {
    return new Span(from, to, label, newLevel);
  }

  /** Returns the number of positions. */
  public int size() {
    return to - from;
  }

  /** Returns whether {@code position} lies in this span. */
  public boolean contains(int position) {
    return position >= from && position < to;
  }

  /** Returns label and range, for example {@code <ENV> [0, 7)}. */
  @Override
  public String toString() {
    return label + " [" + from + ", " + to + ")";
  }
}
