package dev.attn.render.figure;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Values written into cells, black or white, whichever is easier to read. Either all chosen cells
 * have a text or, where one does not fit, none has, and a note says so.
 *
 * <p>Masked cells and NaN have no text.
 *
 * @param selection which cells
 * @param decimals digits after the point, empty for two significant ones of the largest value
 */
public record CellText(Selection selection, OptionalInt decimals) implements Overlay {

  private static final int MOST_DECIMALS = 6;

  /** Which cells have a text. */
  public sealed interface Selection {}

  /** All of them. */
  public record All() implements Selection {}

  /**
   * Those with the largest values.
   *
   * @param count how many, at least one
   */
  public record Top(int count) implements Selection {

    /** Checks the count. */
    public Top {
      checkArgument(count >= 1, "top cells must be at least 1, got %s", count);
    }
  }

  /**
   * Those that pass a test.
   *
   * @param test of a cell; two selections are equal if their tests are the same object
   */
  public record Where(CellTest test) implements Selection {
    /** Checks that nothing is missing. */
    public Where {
      requireNonNull(test, "test must not be null");
    }
  }

  /** A question about a cell. */
  @FunctionalInterface
  public interface CellTest {

    /** Returns whether the cell has a text. */
    boolean passes(int row, int column, float value);
  }

  /** Checks the number of decimals. */
  public CellText {
    requireNonNull(selection, "selection must not be null");
    requireNonNull(decimals, "decimals must not be null");
    checkArgument(
        decimals.isEmpty() || (decimals.getAsInt() >= 0 && decimals.getAsInt() <= MOST_DECIMALS),
        "decimals must be in [0, %s], got %s",
        MOST_DECIMALS,
        decimals.orElse(0));
  }

  private static CellText of(Selection selection) {
    return new CellText(selection, OptionalInt.empty());
  }

  /** Returns a text for every cell. */
  public static CellText all() {
    return of(new All());
  }

  /** Returns a text for every cell whose value is not 0. */
  public static CellText nonZero() {
    return where((row, column, value) -> value != 0);
  }

  /** Returns a text for the cells with the {@code count} largest values. */
  public static CellText top(int count) {
    return of(new Top(count));
  }

  /** Returns a text for the cells that pass a test of row, column and value. */
  public static CellText where(CellTest test) {
    return of(new Where(test));
  }

  /** Returns these texts with this many digits after the point. */
  public CellText withDecimals(int newDecimals) {
    return new CellText(selection, OptionalInt.of(newDecimals));
  }

  /** Returns the cells of a grid that have a text, in reading order unless they are the largest. */
  public List<Position> cells(Grid grid) {
    requireNonNull(grid, "grid must not be null");
    if (selection instanceof Top top) {
      return Strongest.of(grid, top.count());
    }
    List<Position> cells = new ArrayList<>();
    for (int r = 0; r < grid.rows(); r++) {
      for (int c = 0; c < grid.columns(); c++) {
        if (!grid.masked(r, c) && chosen(r, c, grid.value(r, c))) {
          cells.add(new Position(r, c));
        }
      }
    }
    return cells;
  }

  private boolean chosen(int row, int column, float value) {
    return !Float.isNaN(value)
        && (!(selection instanceof Where where) || where.test().passes(row, column, value));
  }

  CellText transposed() {
    return selection instanceof Where where
        ? where((row, column, value) -> where.test().passes(column, row, value)).with(decimals)
        : this;
  }

  private CellText with(OptionalInt newDecimals) {
    return new CellText(selection, newDecimals);
  }
}
