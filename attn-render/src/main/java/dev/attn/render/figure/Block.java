package dev.attn.render.figure;

import java.util.List;

/** A part of a {@link Sheet}: a panel, or blocks side by side, stacked, or in aligned tracks. */
public sealed interface Block permits Panel, Row, Column, Matrix {

  /** Returns the panels of this block, in reading order. */
  List<Panel> panels();
}
