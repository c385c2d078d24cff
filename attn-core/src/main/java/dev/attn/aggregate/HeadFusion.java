package dev.attn.aggregate;

/**
 * How the heads of one layer become one matrix, cell by cell.
 *
 * <p>For heads whose rows add up to 1 each fusion has its own row sums, and none of them is
 * rescaled. A NaN in any head makes the fused cell NaN.
 *
 * <p>Example: two heads with 0.2 and 0.6 in one cell give 0.4, 0.6, 0.2 and 0.8.
 */
public enum HeadFusion {
  /** The mean; rows keep their sum of 1. */
  MEAN,
  /** The largest weight; rows add up to 1 or more. */
  MAX,
  /** The smallest weight; rows add up to 1 or less. */
  MIN,
  /** The sum; rows add up to the number of heads. */
  SUM;

  /** Returns whether heads are added up; if not, one of them is chosen in each cell. */
  boolean adds() {
    return this == MEAN || this == SUM;
  }
}
