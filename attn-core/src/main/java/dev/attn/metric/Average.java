package dev.attn.metric;

/** How rows became one number. */
public enum Average {
  /** All rows of all samples count alike. */
  MICRO,
  /** The rows are averaged within each sample, then the samples count alike. */
  MACRO,
  /**
   * A head was judged as a whole, so there is nothing to average over its rows. Such values of
   * several samples can be averaged by {@link #MACRO} only.
   */
  WHOLE
}
