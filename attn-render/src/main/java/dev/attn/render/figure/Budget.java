package dev.attn.render.figure;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Objects;

/**
 * How many cells a picture may have. A panel with more is drawn with one cell for each block of k x
 * k, and says so; limits, hashes and facts are still those of all values.
 *
 * @param side most cells along a side of a panel
 * @param pixels most pixels of all cells together, if they are as small as they can be; cells of a
 *     size that was asked for may have more
 * @param reduction what stands for a block
 */
public record Budget(int side, long pixels, Reduction reduction) {

  private static final int SIDE = 4096;

  /** Checks that something is drawn. */
  public Budget {
    checkArgument(side >= 1, "side must be at least 1, got %s", side);
    checkArgument(pixels >= 1, "pixels must be at least 1, got %s", pixels);
    Objects.requireNonNull(reduction, "reduction must not be null");
  }

  /** Returns 4096 cells per side, 4096 x 4096 pixels and the largest value of each block. */
  public static Budget defaults() {
    return new Budget(SIDE, (long) SIDE * SIDE, Reduction.MAX);
  }

  /** Returns a budget that no picture exceeds: every cell is drawn. */
  public static Budget unlimited() {
    return new Budget(Integer.MAX_VALUE, Long.MAX_VALUE, Reduction.MAX);
  }

  /** Returns this budget with another limit of cells along a side. */
  public Budget withSide(int newSide) {
    return new Budget(newSide, pixels, reduction);
  }

  /** Returns this budget with another limit of pixels. */
  public Budget withPixels(long newPixels) {
    return new Budget(side, newPixels, reduction);
  }

  /** Returns this budget with another value for each block. */
  public Budget withReduction(Reduction newReduction) {
    return new Budget(side, pixels, newReduction);
  }
}
