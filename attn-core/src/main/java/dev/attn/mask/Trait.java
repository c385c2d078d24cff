package dev.attn.mask;

/**
 * A property that a mask promises to have.
 *
 * <p>Rows and keys of a finished mask are lined up at their ends: row {@code q} stands at key
 * {@code q + keys - rows}. For a square mask that is key {@code q}.
 */
public enum Trait {
  /** No query sees a key after its own position. */
  CAUSAL,
  /** Every query sees the key at its own position, if there is one. */
  SELF_VISIBLE,
  /** Square, and {@code q} sees {@code k} exactly if {@code k} sees {@code q}. */
  SYMMETRIC,
  /** Whether {@code q} sees {@code k} depends on {@code k - q} only. */
  TOEPLITZ,
  /** Square, reflexive, symmetric and transitive: tokens fall into groups that see each other. */
  EQUIVALENCE,
  /** Every query sees a key. */
  NO_EMPTY_ROWS,
  /**
   * The factory's answer depends on absolute positions only: row {@code p} of the square mask, cut
   * to the keys up to {@code p}, is the mask of decoding step {@code p}.
   */
  POSITION_ONLY,
  /** The factory's mask for {@code n + 1} tokens, cut to {@code n}, is its mask for {@code n}. */
  PREFIX_STABLE
}
