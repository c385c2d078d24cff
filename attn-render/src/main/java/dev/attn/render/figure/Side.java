package dev.attn.render.figure;

/** An edge of a panel. */
public enum Side {
  TOP,
  BOTTOM,
  LEFT,
  RIGHT;

  /** Returns whether this is the top or the bottom edge. */
  public boolean isHorizontal() {
    return this == TOP || this == BOTTOM;
  }
}
