package dev.attn.mask;

/**
 * Whether a query may attend to a key: a mask as a function.
 *
 * <p>It must be pure: the same cell must always get the same answer, on every thread.
 */
@FunctionalInterface
public interface CellPredicate {

  /** Returns whether row {@code q} may attend to key {@code k}. */
  boolean allows(int q, int k);
}
