package dev.attn.metric;

/** Which rows {@code pat.match} counts. */
public enum PatternScope {
  /** Every row, also those in which the pattern has no cell: a perfect head stays below 1. */
  GLOBAL,
  /** The rows that may see a cell of the pattern. */
  ROW_RESTRICTED
}
