package dev.attn.render.layout;

import dev.attn.render.figure.Side;
import dev.attn.render.scene.Box;
import dev.attn.render.scene.Point;

/**
 * One edge of the cells of a panel: what lies outside of it is placed by how far along it and how
 * far away it is, whichever edge it is.
 *
 * @param side which edge
 * @param cells the box of all cells
 */
record Edge(Side side, Box cells) {

  boolean isHorizontal() {
    return side.isHorizontal();
  }

  /** Returns a box from {@code along} and {@code distance} on, {@code length} by {@code depth}. */
  Box box(int along, int distance, int length, int depth) {
    return switch (side) {
      case LEFT -> new Box(cells.x() - distance - depth, cells.y() + along, depth, length);
      case RIGHT -> new Box(cells.right() + distance, cells.y() + along, depth, length);
      case TOP -> new Box(cells.x() + along, cells.y() - distance - depth, length, depth);
      case BOTTOM -> new Box(cells.x() + along, cells.bottom() + distance, length, depth);
    };
  }

  /**
   * Returns the pixel at {@code along} that has {@code distance} pixels between it and the cells.
   */
  Point pixel(int along, int distance) {
    Box pixel = box(along, distance, 1, 1);
    return new Point(pixel.x(), pixel.y());
  }
}
