package dev.attn.metric;

/** How {@code seg.lookback} weighs the context against what was generated since. */
public enum Lookback {
  /** By the mean weight per key, so that the longer part has no advantage. */
  MEAN,
  /** By the weight in total. */
  MASS
}
