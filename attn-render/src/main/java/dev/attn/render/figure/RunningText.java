package dev.attn.render.figure;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

/**
 * The column labels of a panel of one row, written one after the other like text and broken into
 * lines, each on the colour of its cell.
 *
 * @param panel one row of values with a label each; it has no frame
 * @param width that lines have at most
 * @unit px
 */
public record RunningText(Panel panel, int width) implements PanelBlock {

  /** Checks that every value has a label. */
  public RunningText {
    requireNonNull(panel, "panel must not be null");
    checkArgument(
        panel.tiles().counted() == Tiles.Counted.CELLS && panel.tiles().rowPositions() == 1,
        "running text must have one row of values, got %s",
        panel.tiles().rowPositions());
    checkArgument(
        panel.columns().labels().size() == panel.tiles().columnPositions(),
        "running text must have %s labels, one for each value, got %s",
        panel.tiles().columnPositions(),
        panel.columns().labels().size());
    checkArgument(width >= 1, "line width must be at least 1, got %s", width);
  }
}
