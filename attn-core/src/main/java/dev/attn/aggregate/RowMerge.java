package dev.attn.aggregate;

/**
 * How the query rows of one group become one row. Rows without an allowed key never enter.
 *
 * <p>Example: of the rows {@code {0.5, 0.5}} and {@code {0.25, 0.75}} the mean is {@code {0.375,
 * 0.625}}, the first {@code {0.5, 0.5}}, the last {@code {0.25, 0.75}} and the maximum {@code {0.5,
 * 0.75}}, which adds up to more than 1.
 */
public enum RowMerge {
  /** The mean, each row counted as often as it stands for source rows. */
  MEAN,
  /** The first row that has an allowed key. */
  FIRST,
  /** The last row that has an allowed key. */
  LAST,
  /** The largest weight of each column; row sums are not kept. */
  MAX
}
