package dev.attn.render.figure;

import com.google.common.collect.ImmutableList;
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
    ImmutableList.Builder<Grid> grids = ImmutableList.builder();
    for (Panel panel : panels()) {
      for (List<Grid> row : panel.tiles().grids()) {
        grids.addAll(row);
      }
    }
    return grids.build();
  }
}
