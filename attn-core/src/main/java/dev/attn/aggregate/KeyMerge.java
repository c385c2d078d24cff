package dev.attn.aggregate;

/** How the weights that one row has on the keys of a group become one weight. */
public enum KeyMerge {
  /** The sum: how much the row reads of the whole group. */
  SUM,
  /**
   * The mean over the keys of the group, blocked ones included as 0, each key counted as often as
   * it stands for source keys; row sums are not kept.
   */
  MEAN,
  /** The largest weight; row sums are not kept. */
  MAX
}
