package dev.attn.render.text;

/** How a line of text is turned about the start of its baseline. */
public enum Rotation {
  /** Reads left to right. */
  NONE,
  /** Reads upwards to the right, turned 45 degrees counter-clockwise. */
  DIAGONAL,
  /** Reads from bottom to top, turned 90 degrees counter-clockwise. */
  UP,
  /** Reads from top to bottom, turned 90 degrees clockwise. */
  DOWN
}
