package dev.attn.mask;

/**
 * How far a query sees: {@code back} keys before it and {@code ahead} keys after it, itself not
 * counted in either.
 *
 * @param back number of keys before the query, or {@link Masks#UNBOUNDED}
 * @param ahead number of keys after the query, or {@link Masks#UNBOUNDED}
 */
public record Window(int back, int ahead) {

  /** Checks that neither distance is negative. */
  public Window {
    Limits.atLeast("back", 0, back);
    Limits.atLeast("ahead", 0, ahead);
  }
}
