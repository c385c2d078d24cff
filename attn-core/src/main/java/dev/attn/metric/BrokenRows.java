package dev.attn.metric;

/** What a metric does with a row that is not attention under the mask. */
public enum BrokenRows {
  /** It refuses, and names the row and the reason. */
  FAIL,
  /** It leaves the row out and counts it in {@link MetricValue#rowsBroken}. */
  SKIP,
  /**
   * It divides the row by its sum if the sum is all that is wrong and there is something to divide,
   * and refuses otherwise.
   */
  RENORMALISE
}
