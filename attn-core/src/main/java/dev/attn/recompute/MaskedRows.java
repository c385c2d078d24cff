package dev.attn.recompute;

/** What to write into the row of a query that may attend to no key. */
public enum MaskedRows {
  /** Nothing: such a mask is an error. */
  REFUSE,
  /** Zeros. */
  ZERO,
  /** NaN, so that nothing can mistake the row for attention. */
  NAN
}
