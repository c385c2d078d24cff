package dev.attn.render.figure;

import com.google.common.collect.ImmutableList;
import dev.attn.mask.AttentionMask;
import dev.attn.mask.DensityGrid;
import java.util.List;
import java.util.Optional;

/**
 * The squares that a mask is drawn as if it has more cells than a picture has room for.
 *
 * @param rows how queries become squares
 * @param columns how keys become squares
 */
record MaskSquares(SquareAxis rows, SquareAxis columns) {

  /** What is drawn of a shorter side, if need be by squares that stand for fewer keys than rows. */
  private static final int SHORT_SIDE = 256;

  /** Lines one square wide are hard to see if a square is a single pixel. */
  private static final int LEAST_PIXELS = 2;

  /** From so many squares on, an automatic size would leave less than that for each. */
  private static final int MOST_LARGE = 280;

  private static final String CODE = "mask-reduced";

  /** Returns squares for {@code mask}, at most {@code most} along each side. */
  static MaskSquares of(AttentionMask mask, int most) {
    int factor = SquareAxis.ceilDiv(Math.max(mask.rows(), mask.keys()), most);
    return new MaskSquares(axis(mask.rows(), factor, most), axis(mask.keys(), factor, most));
  }

  private static SquareAxis axis(int positions, int factor, int most) {
    int fewest = SquareAxis.ceilDiv(positions, Math.min(SHORT_SIDE, most));
    return SquareAxis.of(positions, Math.max(1, Math.min(factor, fewest)));
  }

  /** Returns whether a mask is too large to be drawn cell by cell. */
  static boolean needs(Grid cells, MaskMap.Detail detail) {
    boolean isEmpty = cells.rows() == 0 || cells.columns() == 0;
    return !isEmpty && Math.max(cells.rows(), cells.columns()) > detail.cells();
  }

  /** Returns how many squares there may be; a figure of a given size has margins too. */
  static int most(MaskMap.Detail detail, Look look) {
    if (look.sizing() instanceof Sizing.FigureSize size) {
      int shorter = Math.min(size.width(), size.height());
      return Math.min(detail.squares(), Math.max(1, shorter * 3 / 4));
    }
    return detail.squares();
  }

  DensityGrid densityOf(AttentionMask mask) {
    return mask.densityGrid(rows.squares(), columns.squares());
  }

  /** Returns {@code sheet} with squares that can be seen and with what must be said about them. */
  Sheet told(Sheet sheet, String meaning, Axis rowAxis, Axis columnAxis, int overlays) {
    return sheet
        .withNotes(notes(meaning, rowAxis, columnAxis, overlays))
        .withLook(look(sheet.look()));
  }

  /** Returns {@code look} with squares that can be seen, unless it says how large they are. */
  private Look look(Look look) {
    boolean small = Math.max(rows.squares(), columns.squares()) > MOST_LARGE;
    return small && look.sizing() instanceof Sizing.Auto
        ? look.withSizing(Sizing.cells(LEAST_PIXELS, LEAST_PIXELS))
        : look;
  }

  /** Returns whether a note says that cells of the panel are squares of a mask. */
  static boolean isReduction(Fact note) {
    return note.code().equals(CODE);
  }

  /** Returns how many rows and columns the mask has that a note is about, in words. */
  static String size(Fact reduction) {
    int rows = reduction.numbers().get(2).intValue();
    int columns = reduction.numbers().get(3).intValue();
    return Count.of(rows, "row") + " by " + Count.of(columns, "column");
  }

  private List<Fact> notes(String meaning, Axis rowAxis, Axis columnAxis, int overlays) {
    ImmutableList.Builder<Fact> notes = ImmutableList.builder();
    boolean even = rows.isEven() && columns.isEven();
    String size = (even ? "" : "up to ") + rows.largest() + " x " + columns.largest();
    notes.add(
        new Fact(
            CODE,
            "panel",
            List.of(
                (double) rows.largest(),
                (double) columns.largest(),
                (double) rows.positions(),
                (double) columns.positions()),
            "each square is " + size + " cells; " + meaning));
    missing("row", rowAxis, rows).ifPresent(notes::add);
    missing("column", columnAxis, columns).ifPresent(notes::add);
    if (overlays > 0) {
      String sentence =
          Count.of(overlays, "overlay")
              + (overlays == 1 ? " is" : " are")
              + " not drawn over a mask that is scaled down";
      notes.add(new Fact("overlays-missing", "panel", List.of((double) overlays), sentence));
    }
    return notes.build();
  }

  private static Optional<Fact> missing(String name, Axis axis, SquareAxis squares) {
    int all = axis.spans().size();
    int missing = all - squares.reduced(axis).spans().size();
    if (missing == 0) {
      return Optional.empty();
    }
    String spans = missing + " of " + Count.of(all, name + " span");
    return Optional.of(
        new Fact(
            "spans-missing",
            "panel." + name + "s",
            List.of((double) missing, (double) all),
            spans + " " + Count.are(missing) + " too narrow to be drawn"));
  }
}
