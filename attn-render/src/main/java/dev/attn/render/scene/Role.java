package dev.attn.render.scene;

/** What a mark is for, so that checks and encoders need not guess from its looks. */
public enum Role {
  BACKGROUND,
  CELLS,
  FRAME,
  TICK,
  TICK_LABEL,
  AXIS_TITLE,
  TITLE,
  SPAN,
  SPAN_LABEL,
  BAR,
  BAR_LABEL,
  SWATCH,
  OUTLINE,
  /** What keeps a line apart from cells of its own colour. */
  CASING,
  RULE,
  LINK,
  CELL_TEXT,
  CAPTION,
  NOTE
}
