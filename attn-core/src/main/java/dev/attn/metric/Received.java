package dev.attn.metric;

/** How the attention that a key receives from the rows of a head is added up. */
public enum Received {
  /** The sum over all valid rows: it favours early keys where the mask is causal. */
  SUM,
  /** The mean over the valid rows that may see the key. */
  MEAN_OVER_ALLOWED
}
