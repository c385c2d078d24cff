package dev.attn.render.figure;

/** How masked cells are drawn. They never count for the limits of a scale. */
public enum Masked {
  /** In a colour of their own, which no value has. */
  MARKED,
  /** As if their value were 0. */
  AS_ZERO,
  /** As background. */
  BLANK
}
