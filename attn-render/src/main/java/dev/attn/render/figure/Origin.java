package dev.attn.render.figure;

/** Where row 0 is drawn; labels, spans and outlines go with it. */
public enum Origin {
  /** Row 0 at the top. */
  TOP,
  /** Row 0 at the bottom. */
  BOTTOM
}
