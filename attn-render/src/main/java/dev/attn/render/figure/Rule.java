package dev.attn.render.figure;

import static java.util.Objects.requireNonNull;

/**
 * A line across a map of queries and keys: its diagonal, or the edge of what a causal model can
 * see.
 *
 * @param shape which line
 * @param offset position of the first query among the keys
 */
public record Rule(Shape shape, int offset) implements Overlay {

  /** Checks that nothing is missing. */
  public Rule {
    requireNonNull(shape, "shape must not be null");
  }

  /** The two lines. */
  public enum Shape {
    /** Through the cells in which a token reads itself. */
    DIAGONAL,
    /** Between the keys that a query can see and those that are later than it. */
    CAUSAL
  }

  /** Returns the line through the cells in which a token reads itself. */
  public static Rule diagonal() {
    return new Rule(Shape.DIAGONAL, 0);
  }

  /** Returns the stair between the keys up to a query and those after it. */
  public static Rule causal() {
    return new Rule(Shape.CAUSAL, 0);
  }

  /**
   * Returns this line for queries that do not begin at the first key, as with a cache of earlier
   * keys: the one of row 0 is token {@code newOffset}.
   */
  public Rule withOffset(int newOffset) {
    return new Rule(shape, newOffset);
  }
}
