package dev.attn.render.figure;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.DensityGrid;
import dev.attn.render.color.Colormap;

/**
 * A mask with more cells than a picture has room for, scaled down to squares: each has a shade
 * between the two colours that says how many of its cells are allowed.
 *
 * <p>Nothing is sampled: every cell counts. A square with cells of both kinds never looks like one
 * with cells of one kind, however few the others are.
 *
 * @param mask all cells
 * @param squares how queries and keys become squares
 */
record MaskReduction(AttentionMask mask, MaskSquares squares) {

  private static final int SHADES = 256;

  /** How much of the other colour the palest partial square has. */
  private static final double LEAST_MIXED = 0.25;

  /** Returns the reduction of {@code mask} to at most {@code most} squares along each side. */
  static MaskReduction of(AttentionMask mask, int most) {
    return new MaskReduction(mask, MaskSquares.of(mask, most));
  }

  /**
   * Returns the share of allowed cells of every square, as {@link #colormap} has a shade for it.
   */
  Grid grid() {
    DensityGrid density = squares.densityOf(mask);
    float[][] shares = new float[density.pixelRows()][density.pixelKeys()];
    for (int r = 0; r < shares.length; r++) {
      for (int c = 0; c < shares[r].length; c++) {
        shares[r][c] = share(density.count(r, c), density.area(r, c));
      }
    }
    return Grid.copyOf(shares);
  }

  /** The first and the last shade are for shares of exactly 0 and 1. */
  private static float share(long allowed, long cells) {
    if (allowed == 0 || allowed == cells) {
      return allowed == 0 ? 0 : 1;
    }
    double share = (double) allowed / cells;
    return (float) Math.max(1.0 / SHADES, Math.min(share, (SHADES - 1.5) / SHADES));
  }

  /** Returns the two colours with the shades of partial squares between them. */
  static Colormap colormap(MaskMap.Colors colors) {
    int[] shades = new int[SHADES];
    for (int i = 0; i < SHADES; i++) {
      double share = i / (SHADES - 1.0);
      boolean partial = i > 0 && i < SHADES - 1;
      double mixed = partial ? LEAST_MIXED + (1 - 2 * LEAST_MIXED) * share : share;
      shades[i] = mix(colors.masked(), colors.allowed(), mixed);
    }
    return Colormap.copyOf("mask", shades);
  }

  private static int mix(int from, int to, double share) {
    int mixed = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int a = (from >> shift) & 0xff;
      int b = (to >> shift) & 0xff;
      mixed |= (int) Math.round(a + (b - a) * share) << shift;
    }
    return mixed;
  }
}
