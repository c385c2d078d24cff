package dev.attn.metric;

/** How the rows of several samples become one number. */
public enum Average {
  /** All rows of all samples count alike. */
  MICRO,
  /** The rows are averaged within each sample, then the samples count alike. */
  MACRO
}
