package dev.attn.render.layout;

import dev.attn.render.color.Normalization;
import dev.attn.render.figure.Grid;
import dev.attn.render.scene.Box;

/**
 * Where the bars of a chart lie.
 *
 * @param grid their values, one row for each group
 * @param norm of the value axis
 * @param slot width of a bar with what keeps it from the next one
 * @param gap between two groups
 * @param axis height of the value axis
 * @param headroom over it, for names
 */
record BarGeometry(Grid grid, Normalization norm, int slot, int gap, int axis, int headroom) {

  /** A bar at least this wide keeps a pixel from the next one. */
  private static final int APART = 3;

  BarGeometry withHeadroom(int newHeadroom) {
    return new BarGeometry(grid, norm, slot, gap, axis, newHeadroom);
  }

  Track groups() {
    return new Track(grid.rows(), grid.columns() * slot, gap, false, 1);
  }

  int width() {
    return groups().length();
  }

  int height() {
    return axis + headroom;
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

  /** Returns the box of a bar, as high as the axis for NaN. */
  Box bar(Box cells, int row, int column) {
    double value = grid.value(row, column);
    int wide = slot - (slot >= APART ? 1 : 0);
    int x = cells.x() + groups().start(row) + column * slot;
    if (Double.isNaN(value)) {
      return new Box(x, cells.y() + headroom, wide, axis);
    }
    int top = Math.min(level(value), level(foot()));
    int bottom = Math.max(level(value), level(foot()));
    return new Box(x, cells.y() + top, wide, bottom - top);
  }
}
