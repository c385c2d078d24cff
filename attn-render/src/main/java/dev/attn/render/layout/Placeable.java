package dev.attn.render.layout;

/** A part of a sheet whose size is known and whose place is not. */
interface Placeable {

  /** Returns the width of its cells. */
  int width();

  /** Returns the height of its cells. */
  int height();

  /** Returns what it needs around its cells. */
  Insets insets();

  /** Draws it with the top left corner of its cells at a point. */
  void place(int x, int y, Pen pen);
}
