package dev.attn.render.layout;

import dev.attn.render.color.Normalization;
import dev.attn.render.figure.Grid;
import dev.attn.render.figure.Position;
import dev.attn.render.scene.Box;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where the bars of a chart lie.
 *
 * @param grid their values, one row for each group
 * @param norm of the value axis
 * @param slot width of a bar with what keeps it from the next one
 * @param gap between two groups
 * @param axis height of the value axis
 * @param tip how far the mark at the end of a bar reaches that is longer than the axis
 * @param headroom over the axis, for tips and names
 * @param footroom below the axis, likewise
 */
record BarGeometry(
    Grid grid,
    Normalization norm,
    int slot,
    int gap,
    int axis,
    int tip,
    int headroom,
    int footroom) {

  /** A bar at least this wide keeps a pixel from the next one. */
  private static final int APART = 3;

  /** How high the mark of a bar without a value is at least, and at most. */
  private static final int LOWEST_BLANK = 4;

  private static final int HIGHEST_BLANK = 12;

  BarGeometry withHeadroom(int newHeadroom) {
    return new BarGeometry(grid, norm, slot, gap, axis, tip, newHeadroom, footroom);
  }

  BarGeometry withFootroom(int newFootroom) {
    return new BarGeometry(grid, norm, slot, gap, axis, tip, headroom, newFootroom);
  }

  Track groups() {
    return new Track(grid.rows(), grid.columns() * slot, gap, false, 1);
  }

  int width() {
    return groups().length();
  }

  int height() {
    return headroom + axis + footroom;
  }

  /** The row of pixels of a value, from the top. */
  int level(double value) {
    double position = Math.max(0, Math.min(1, norm.position(value)));
    return headroom + (int) Math.round((1 - position) * axis);
  }

  /** Where bars begin: at 0, or at the end of an axis that does not have it. */
  double foot() {
    return Math.max(norm.lo(), Math.min(norm.hi(), 0));
  }

  private double value(Position at) {
    return grid.value(at.row(), at.column());
  }

  boolean isBlank(Position at) {
    return Double.isNaN(value(at));
  }

  /** Whether a bar goes down from where bars begin. */
  boolean hangs(Position at) {
    return value(at) < foot();
  }

  /** Whether a bar would go on beyond an end of the axis. */
  boolean isCut(Position at) {
    return !grid.masked(at.row(), at.column()) && (value(at) > norm.hi() || value(at) < norm.lo());
  }

  /** How many bars go on beyond the upper end of the axis, or the lower one if {@code hanging}. */
  long cut(boolean hanging) {
    return positions().filter(at -> isCut(at) && value(at) < norm.lo() == hanging).count();
  }

  /** Returns the box of a bar; without a value that of a mark where bars begin. */
  Box bar(Box cells, Position at) {
    int wide = slot - (slot >= APART ? 1 : 0);
    int x = cells.x() + groups().start(at.row()) + at.column() * slot;
    int begin = level(foot());
    if (isBlank(at)) {
      int high = Math.max(LOWEST_BLANK, Math.min(wide, HIGHEST_BLANK));
      int top = Math.max(0, Math.min(begin - high / 2, height() - high));
      return new Box(x, cells.y() + top, wide, high);
    }
    int top = Math.min(level(value(at)), begin);
    int bottom = Math.max(level(value(at)), begin);
    return new Box(x, cells.y() + top, wide, bottom - top);
  }

  /** Returns where the mark of a bar lies that would go on beyond the axis. */
  Optional<Box> tip(Box cells, Position at) {
    if (!isCut(at)) {
      return Optional.empty();
    }
    Box bar = bar(cells, at);
    int y = value(at) < norm.lo() ? bar.bottom() : bar.y() - tip;
    return Optional.of(new Box(bar.x(), y, bar.width(), tip));
  }

  /** Returns the box of a bar with its mark. */
  Box whole(Box cells, Position at) {
    Box bar = bar(cells, at);
    return tip(cells, at).map(bar::union).orElse(bar);
  }

  /** Returns the boxes of all bars that are not empty. */
  List<Box> all(Box cells) {
    return positions().map(at -> whole(cells, at)).filter(box -> box.height() > 0).toList();
  }

  private Stream<Position> positions() {
    int columns = grid.columns();
    return IntStream.range(0, grid.rows() * columns)
        .mapToObj(i -> new Position(i / columns, i % columns));
  }
}
