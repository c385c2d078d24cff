package dev.attn.metric;

/**
 * How two rows agree on which keys matter more; each is 1 if they rank the keys alike.
 *
 * <p>Example: the rows (0, 0, 0, 1, 2)/3 and (1, 2, 0, 0, 0)/3 give -0.571429, -0.625 and +0.5: the
 * last formula calls rows alike that are nearly opposite.
 */
public enum RankAgreement {
  /** Kendall's τ-b: agreeing less disagreeing pairs of keys, corrected for ties. */
  KENDALL_TAU_B,
  /** Spearman's ρ: Pearson correlation of ranks, tied keys sharing the mean of their ranks. */
  SPEARMAN,
  /**
   * 1 - 6 Σ d² / (n (n² - 1)) on ranks without gaps. Wrong with ties; here only to repeat numbers
   * that were published with it.
   */
  DENSE_SHORT
}
