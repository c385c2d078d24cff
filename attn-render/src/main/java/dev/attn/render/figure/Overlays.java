package dev.attn.render.figure;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;

/** What the overlays of a panel have in common. */
final class Overlays {

  private Overlays() {}

  /** Overlays of a map whose rows and columns change places. */
  static List<Overlay> transposed(List<Overlay> overlays) {
    return overlays.stream().map(Overlays::transposed).toList();
  }

  private static Overlay transposed(Overlay overlay) {
    if (overlay instanceof Outline outline) {
      return new Outline(outline.column(), outline.row(), outline.color());
    }
    if (overlay instanceof Highlight highlight) {
      return highlight.transposed();
    }
    if (overlay instanceof CellText text) {
      return text.transposed();
    }
    checkArgument(
        !(overlay instanceof StepLine),
        "step line must be in a map whose rows are not keys, got %s",
        overlay);
    return overlay;
  }

  /** Checks that overlays fit the values of a panel. */
  static void check(List<Overlay> overlays, Tiles tiles) {
    for (Overlay overlay : overlays) {
      if (overlay instanceof StepLine steps) {
        steps.fitting(tiles.rowPositions(), tiles.columnPositions());
      } else if (overlay instanceof Outline outline) {
        checkPosition("outline row", outline.row(), tiles.rowPositions());
        checkPosition("outline column", outline.column(), tiles.columnPositions());
      } else if (overlay instanceof Highlight highlight) {
        check(highlight, tiles);
      } else {
        checkSingle(overlay, tiles);
      }
    }
  }

  /** Checks that a panel is one grid with no overlays but highlights. */
  static void checkHighlights(String name, Panel panel) {
    checkArgument(
        panel.tiles().counted() == Tiles.Counted.CELLS,
        "%s must be of one grid, got %s x %s grids",
        name,
        panel.tiles().rows(),
        panel.tiles().columns());
    for (Overlay overlay : panel.overlays()) {
      checkArgument(
          overlay instanceof Highlight,
          "%s must have no overlays but highlights, got %s",
          name,
          overlay);
    }
  }

  private static void check(Highlight highlight, Tiles tiles) {
    if (highlight.region() instanceof Highlight.Block block) {
      checkRange("highlighted row", block.rows(), tiles.rowPositions());
      checkRange("highlighted column", block.columns(), tiles.columnPositions());
    } else {
      checkSingle(highlight, tiles);
    }
  }

  private static void checkRange(String name, Highlight.Range range, int count) {
    if (!range.equals(Highlight.Range.ALL)) {
      checkPosition(name, range.from(), count);
      checkPosition(name, range.to() - 1, count);
    }
  }

  private static void checkPosition(String name, int position, int count) {
    checkArgument(
        position >= 0 && position < count, "%s must be in [0, %s), got %s", name, count, position);
  }

  private static void checkSingle(Overlay overlay, Tiles tiles) {
    checkArgument(
        tiles.counted() == Tiles.Counted.CELLS,
        "%s must be in a panel of one grid, got %s x %s grids",
        overlay instanceof Rule ? "rule" : overlay instanceof CellText ? "cell text" : "top cells",
        tiles.rows(),
        tiles.columns());
  }
}
