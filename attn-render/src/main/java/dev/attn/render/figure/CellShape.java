package dev.attn.render.figure;

/** What an automatic cell size does to a panel. */
public enum CellShape {
  /** Cells are as high as wide. */
  SQUARE,
  /** Cells may be higher than wide, so that each row has room for its label. */
  STRIP
}
