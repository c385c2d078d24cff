package dev.attn.render.layout;

import dev.attn.render.color.ColorScale;
import dev.attn.render.figure.Fact;
import dev.attn.render.figure.Grid;
import dev.attn.render.figure.Panel;
import dev.attn.render.figure.Reduction;
import dev.attn.render.figure.ResolvedScale;
import dev.attn.render.figure.Tiles;
import java.util.List;
import java.util.Locale;

/**
 * How the cells of a panel are drawn: how large, and how many of the data each stands for.
 *
 * @param cell size of a drawn cell
 * @param blocks the cells of the data that it stands for
 * @param reduction what stands for them
 * @param scale the colours
 */
record PanelPlan(CellSizes.Cell cell, Blocks blocks, Reduction reduction, ResolvedScale scale) {

  ColorScale colors() {
    return scale.colors();
  }

  /** Returns a tile as it is drawn. */
  Grid reduced(Grid tile) {
    return blocks.reduces() ? new ReducedGrid(tile, blocks, reduction, scale.centre()) : tile;
  }

  /** Tells that cells stand for many, and how many NaN are not seen for that. */
  void tell(Panel panel, Canvas canvas) {
    if (!blocks.reduces()) {
      return;
    }
    String one = cell.width() == 1 && cell.height() == 1 ? "pixel" : "drawn cell";
    String what = reduction.name().toLowerCase(Locale.ROOT);
    String sentence =
        String.format(
            Locale.US,
            "each %s is the %s of %d x %d cells",
            one,
            what,
            blocks.rows(),
            blocks.columns());
    List<Double> numbers = List.of((double) blocks.rows(), (double) blocks.columns());
    canvas.note(new Fact("reduced", panel.id(), numbers, sentence));
    if (scale.data().nan() > 0) {
      tellNan(panel, canvas);
    }
  }

  private void tellNan(Panel panel, Canvas canvas) {
    Tiles tiles = panel.tiles();
    long hidden = 0;
    for (List<Grid> row : tiles.grids()) {
      for (Grid tile : row) {
        hidden += new ReducedGrid(tile, blocks, reduction, scale.centre()).hiddenNan();
      }
    }
    if (hidden > 0) {
      String what =
          hidden == 1 ? " cell that is not a number is" : " cells that are not a number are";
      String sentence = hidden + what + " hidden by others";
      canvas.note(new Fact("nan-hidden", panel.id(), List.of((double) hidden), sentence));
    }
  }
}
