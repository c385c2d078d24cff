package dev.attn.render.figure;

/**
 * What stands for a block of cells where there are more cells than a picture has room for. Masked
 * cells and NaN never count: a block is masked if all its cells are, and NaN if all others are.
 */
public enum Reduction {
  /**
   * The largest value: no lone bright cell is lost. Under a scale with a centre the value farthest
   * from it, with its sign.
   */
  MAX,
  /** The mean of the finite values: a lone cell fades. */
  MEAN,
  /** The first value in reading order: a sample. */
  FIRST
}
