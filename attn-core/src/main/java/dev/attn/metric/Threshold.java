package dev.attn.metric;

/** What a weight is compared with. */
public enum Threshold {
  /** The threshold itself. */
  ABS,
  /** The threshold times the largest weight of the row. */
  REL
}
