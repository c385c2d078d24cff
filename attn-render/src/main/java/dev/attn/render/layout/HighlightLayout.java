package dev.attn.render.layout;

import dev.attn.render.figure.Grid;
import dev.attn.render.figure.Highlight;
import dev.attn.render.figure.Panel;
import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import dev.attn.render.scene.Role;

/**
 * Draws frames around cells: a line half inside and half outside of them, with a casing in the
 * colour of the background on both sides where cells are large enough.
 *
 * @param pen where to draw
 * @param id of the overlay
 * @param panel what it belongs to
 * @param place where the cells are
 */
record HighlightLayout(Pen pen, String id, Panel panel, Canvas.Place place) {

  void draw(Highlight highlight) {
    Grid grid = panel.tiles().tile(0, 0);
    int color = highlight.color().orElse(pen.canvas().theme().text());
    int index = 0;
    for (Highlight.Block block : highlight.blocks(grid)) {
      frame(id + ".frame[" + index + "]", box(block), color);
      index++;
    }
  }

  private Box box(Highlight.Block block) {
    int row = block.rows().from();
    int rowEnd = block.rows().end(place.rows().count());
    int column = block.columns().from();
    int columnEnd = block.columns().end(place.columns().count());
    return new Box(
        place.cells().x() + place.columns().start(column, columnEnd),
        place.cells().y() + place.rows().start(row, rowEnd),
        place.columns().length(column, columnEnd),
        place.rows().length(row, rowEnd));
  }

  private void frame(String name, Box cells, int color) {
    int thin = pen.lengths().frame();
    int line = pen.lengths().outline();
    int extent = Math.min(place.columns().extent(), place.rows().extent());
    int width = extent < 3 * line ? thin : line;
    if (extent >= 2 * line) {
      int background = pen.canvas().theme().background();
      Box around = cells.grow(2 * thin);
      add(name + ".casing", around, background, width + 2 * thin, Role.CASING);
    }
    add(name, cells.grow(thin), color, width, Role.OUTLINE);
  }

  private void add(String name, Box box, int color, int width, Role role) {
    pen.canvas().add(Canvas.Layer.FRAME, Mark.Rect.frame(name, role, box, color, width));
  }
}
