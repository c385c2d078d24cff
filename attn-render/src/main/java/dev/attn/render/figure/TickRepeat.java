package dev.attn.render.figure;

/** Under which of several stacked strips the column labels are drawn. */
public enum TickRepeat {
  /** Under every strip. */
  EVERY_STRIP,
  /** Under the last strip only. */
  LAST_STRIP
}
