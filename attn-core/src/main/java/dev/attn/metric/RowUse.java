package dev.attn.metric;

/** What became of a row in a metric. */
public enum RowUse {
  /** It was scored. */
  USED,
  /** It is valid, but the metric says nothing about it. */
  UNDEFINED,
  /** The mask allows it no key. */
  MASKED,
  /** It is not attention under the mask. */
  BROKEN
}
