package dev.attn.render.figure;

/** How the labels of an axis are turned. */
public enum LabelAngle {
  /** Reads left to right. */
  LEVEL,
  /** Reads upwards to the right, at 45 degrees. */
  DIAGONAL,
  /** Reads from bottom to top. */
  UPRIGHT
}
