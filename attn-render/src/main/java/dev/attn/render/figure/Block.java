package dev.attn.render.figure;

import java.util.List;

/**
 * A part of a {@link Sheet}: a panel, drawn as cells or otherwise, or blocks side by side, stacked,
 * or in aligned tracks.
 */
public sealed interface Block permits Panel, PanelBlock, Row, Column, Matrix {

  /** Returns the panels of this block, in reading order. */
  List<Panel> panels();

  /** Returns all data of this block, in reading order. */
  default List<Grid> grids() {
    return panels().stream()
        .flatMap(panel -> panel.tiles().grids().stream())
        .flatMap(List::stream)
        .toList();
  }
}
