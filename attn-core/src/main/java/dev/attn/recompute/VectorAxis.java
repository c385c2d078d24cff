package dev.attn.recompute;

/** The axis of vectors along which an {@link Intervention} averages or permutes. */
public enum VectorAxis {
  /** The tokens of each head. */
  TOKENS,
  /** The heads at each token: query heads for queries, key-value heads for keys and values. */
  HEADS
}
