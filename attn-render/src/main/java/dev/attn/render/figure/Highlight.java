package dev.attn.render.figure;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import dev.attn.tensor.Span;
import java.util.List;
import java.util.OptionalInt;

/**
 * A frame around some cells, with a light line on both sides so that it shows on every colour.
 *
 * @param region which cells
 * @param color {@code 0xRRGGBB}, empty for the text colour of the theme
 */
public record Highlight(Region region, OptionalInt color) implements Overlay {

  /** Checks that nothing is missing. */
  public Highlight {
    requireNonNull(region, "region must not be null");
    requireNonNull(color, "color must not be null");
  }

  /** Which cells are framed. */
  public sealed interface Region {}

  /**
   * A rectangle of cells.
   *
   * @param rows half open, as are the columns
   * @param columns from the first to the one after the last
   */
  public record Block(Range rows, Range columns) implements Region {
    /** Checks that nothing is missing. */
    public Block {
      requireNonNull(rows, "rows must not be null");
      requireNonNull(columns, "columns must not be null");
    }
  }

  /**
   * Positions of one axis.
   *
   * @param from first of them
   * @param to the one after the last
   */
  public record Range(int from, int to) {

    /** All positions of an axis, however long it is. */
    static final Range ALL = new Range(0, Integer.MAX_VALUE);

    /** Checks that there is a position. */
    public Range {
      checkArgument(from >= 0, "highlight must begin at or after 0, got %s", from);
      checkArgument(to > from, "highlight must end after %s, got %s", from, to);
    }

    /** Returns the end on an axis of {@code count} positions. */
    public int end(int count) {
      return Math.min(to, count);
    }
  }

  /**
   * The cells with the largest values, each in a frame of its own.
   *
   * @param count how many, at least one
   */
  public record Top(int count) implements Region {

    /** Checks the count. */
    public Top {
      checkArgument(count >= 1, "top cells must be at least 1, got %s", count);
    }
  }

  private static Highlight of(Region region) {
    return new Highlight(region, OptionalInt.empty());
  }

  /** Returns a frame around one cell. */
  public static Highlight cell(int row, int column) {
    return of(new Block(new Range(row, row + 1), new Range(column, column + 1)));
  }

  /** Returns a frame around a row. */
  public static Highlight row(int row) {
    return of(new Block(new Range(row, row + 1), Range.ALL));
  }

  /** Returns a frame around a column. */
  public static Highlight column(int column) {
    return of(new Block(Range.ALL, new Range(column, column + 1)));
  }

  /** Returns a frame around the cells in which the rows of one span meet the columns of another. */
  public static Highlight block(Span rows, Span columns) {
    requireNonNull(rows, "rows must not be null");
    requireNonNull(columns, "columns must not be null");
    return of(
        new Block(new Range(rows.from(), rows.to()), new Range(columns.from(), columns.to())));
  }

  /**
   * Returns frames around the cells with the {@code count} largest values; of equal ones the first
   * in reading order. Masked and non-finite cells do not count.
   */
  public static Highlight top(int count) {
    return of(new Top(count));
  }

  /** Returns this frame in another colour. */
  public Highlight withColor(int newColor) {
    return new Highlight(region, OptionalInt.of(newColor));
  }

  /** Returns the rectangles to frame in a grid. */
  public List<Block> blocks(Grid grid) {
    requireNonNull(grid, "grid must not be null");
    if (region instanceof Block block) {
      return ImmutableList.of(block);
    }
    return Strongest.of(grid, ((Top) region).count()).stream()
        .map(cell -> (Block) cell(cell.row(), cell.column()).region())
        .toList();
  }

  /** Returns the single cells of all rectangles, in reading order unless they are the largest. */
  public List<Position> cells(Grid grid) {
    ImmutableList.Builder<Position> cells = ImmutableList.builder();
    for (Block block : blocks(grid)) {
      for (int r = block.rows().from(); r < block.rows().end(grid.rows()); r++) {
        for (int c = block.columns().from(); c < block.columns().end(grid.columns()); c++) {
          cells.add(new Position(r, c));
        }
      }
    }
    return cells.build();
  }

  Highlight transposed() {
    return region instanceof Block block
        ? new Highlight(new Block(block.columns(), block.rows()), color)
        : this;
  }
}
