package dev.attn.render.scene;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * A rectangle of whole pixels; y grows downwards, the right and bottom edges are outside.
 *
 * @param x left edge
 * @param y top edge
 * @param width number of pixel columns, at least 0
 * @param height number of pixel rows, at least 0
 * @unit px
 */
public record Box(int x, int y, int width, int height) {

  /** Checks that the box is not inside out. */
  public Box {
    checkArgument(width >= 0, "width must be at least 0, got %s", width);
    checkArgument(height >= 0, "height must be at least 0, got %s", height);
  }

  /** Returns the first pixel column right of this box. */
  public int right() {
    return x + width;
  }

  /** Returns the first pixel row below this box. */
  public int bottom() {
    return y + height;
  }

  /** Returns this box grown by {@code pixels} on all four sides. */
  public Box grow(int pixels) {
    return new Box(x - pixels, y - pixels, width + 2 * pixels, height + 2 * pixels);
  }

  /** Returns the smallest box that holds this one and {@code other}. */
  public Box union(Box other) {
    int left = Math.min(x, other.x);
    int top = Math.min(y, other.y);
    return new Box(
        left,
        top,
        Math.max(right(), other.right()) - left,
        Math.max(bottom(), other.bottom()) - top);
  }

  /** Returns whether this box and {@code other} share a pixel. */
  public boolean intersects(Box other) {
    return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
  }

  /** Returns whether every pixel of {@code other} lies in this box. */
  public boolean contains(Box other) {
    return other.x >= x && other.y >= y && other.right() <= right() && other.bottom() <= bottom();
  }
}
