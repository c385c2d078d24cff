package dev.attn.render.layout;

import dev.attn.render.figure.Budget;
import dev.attn.render.figure.Panel;
import dev.attn.render.figure.ResolvedScale;
import java.util.function.Function;

/**
 * Decides how many cells of the data one drawn cell stands for.
 *
 * @param budget how many may be drawn
 * @param least how many it stands for at least, so that the figure has the size asked for
 * @param panels how many panels share the budget of pixels
 * @param smallest edge of the smallest cell in px
 */
record Reductions(Budget budget, int least, int panels, int smallest) {

  Reductions withLeast(int factor) {
    return new Reductions(budget, factor, panels, smallest);
  }

  PanelPlan plan(Panel panel, ResolvedScale scale, Function<Blocks, CellSizes.Cell> sizes) {
    Blocks blocks = Blocks.within(panel, budget.side()).atLeast(least).fitting(panel);
    CellSizes.Cell cell = sizes.apply(blocks);
    while (exceeds(panel, blocks, cell)) {
      Blocks larger = new Blocks(blocks.rows() + 1, blocks.columns() + 1).fitting(panel);
      if (larger.equals(blocks)) {
        break;
      }
      blocks = larger;
      cell = sizes.apply(blocks);
    }
    return new PanelPlan(cell, blocks, budget.reduction(), scale);
  }

  /** Cells larger than the smallest were asked for, or have room. */
  private boolean exceeds(Panel panel, Blocks blocks, CellSizes.Cell cell) {
    if (Math.min(cell.width(), cell.height()) > smallest) {
      return false;
    }
    long rows = (long) panel.tiles().rows() * blocks.rows(panel.tiles()) * cell.height();
    long columns = (long) panel.tiles().columns() * blocks.columns(panel.tiles()) * cell.width();
    return rows * columns > budget.pixels() / panels;
  }
}
