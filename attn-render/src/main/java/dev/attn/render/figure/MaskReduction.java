package dev.attn.render.figure;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.DensityGrid;
import dev.attn.render.color.Colormap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A mask with more cells than a picture has room for, scaled down to squares: each has a shade
 * between the two colours that says how many of its cells are allowed.
 *
 * <p>Nothing is sampled: every cell counts. A square with cells of both kinds never looks like one
 * with cells of one kind, however few the others are.
 *
 * @param mask all cells
 * @param rows how queries become squares
 * @param columns how keys become squares
 */
record MaskReduction(AttentionMask mask, SquareAxis rows, SquareAxis columns) {

  /** What is drawn of a shorter side, if need be by squares that stand for fewer keys than rows. */
  private static final int SHORT_SIDE = 256;

  private static final int SHADES = 256;

  /** Lines one square wide are hard to see if a square is a single pixel. */
  private static final int LEAST_PIXELS = 2;

  /** From so many squares on, an automatic size would leave less than that for each. */
  private static final int MOST_LARGE = 280;

  /** How much of the other colour the palest partial square has. */
  private static final double LEAST_MIXED = 0.25;

  /** Returns the reduction of {@code mask} to at most {@code most} squares along each side. */
  static MaskReduction of(AttentionMask mask, int most) {
    int factor = SquareAxis.ceilDiv(Math.max(mask.rows(), mask.keys()), most);
    return new MaskReduction(
        mask, axis(mask.rows(), factor, most), axis(mask.keys(), factor, most));
  }

  private static SquareAxis axis(int positions, int factor, int most) {
    int fewest = SquareAxis.ceilDiv(positions, Math.min(SHORT_SIDE, most));
    return SquareAxis.of(positions, Math.max(1, Math.min(factor, fewest)));
  }

  /** Returns {@code look} with squares that can be seen, unless it says how large they are. */
  Look look(Look look) {
    boolean small = Math.max(rows.squares(), columns.squares()) > MOST_LARGE;
    return small && look.sizing() instanceof Sizing.Auto
        ? look.withSizing(Sizing.cells(LEAST_PIXELS, LEAST_PIXELS))
        : look;
  }

  /**
   * Returns the share of allowed cells of every square, as {@link #colormap} has a shade for it.
   */
  Grid grid() {
    DensityGrid density = mask.densityGrid(rows.squares(), columns.squares());
    float[][] shares = new float[rows.squares()][columns.squares()];
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

  /** Returns what must be said under the picture. */
  List<Fact> notes(Axis rowAxis, Axis columnAxis) {
    List<Fact> notes = new ArrayList<>();
    boolean even = rows.isEven() && columns.isEven();
    notes.add(
        new Fact(
            "mask-reduced",
            "panel",
            List.of((double) rows.largest(), (double) columns.largest()),
            String.format(
                Locale.ROOT,
                "each square is %s%d x %d cells; shade = share that may attend",
                even ? "" : "up to ",
                rows.largest(),
                columns.largest())));
    missing("row", rowAxis, rows).ifPresent(notes::add);
    missing("column", columnAxis, columns).ifPresent(notes::add);
    return notes;
  }

  private static Optional<Fact> missing(String name, Axis axis, SquareAxis squares) {
    int all = axis.spans().size();
    int missing = all - squares.reduced(axis).spans().size();
    return missing == 0
        ? Optional.empty()
        : Optional.of(
            new Fact(
                "spans-missing",
                "panel." + name + "s",
                List.of((double) missing, (double) all),
                missing + " of " + all + " " + name + " spans are too narrow to be drawn"));
  }
}
