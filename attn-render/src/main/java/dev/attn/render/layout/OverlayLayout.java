package dev.attn.render.layout;

import dev.attn.render.figure.Outline;
import dev.attn.render.figure.Overlay;
import dev.attn.render.figure.Panel;
import dev.attn.render.figure.StepLine;
import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import dev.attn.render.scene.Role;

/**
 * Draws what lies over the cells of a panel.
 *
 * @param pen where to draw
 * @param panel what it belongs to
 * @param place where the cells are
 * @param cell how large one is
 */
record OverlayLayout(Pen pen, Panel panel, Canvas.Place place, CellSizes.Cell cell) {

  void draw() {
    int index = 0;
    for (Overlay overlay : panel.overlays()) {
      String id = panel.id() + ".overlay[" + index + "]";
      if (overlay instanceof Outline outline) {
        outline(id, outline);
      } else if (overlay instanceof StepLine steps) {
        StepLineLayout line = new StepLineLayout(pen, id, place, steps);
        line.draw(2 * pen.lengths().outline(), pen.canvas().theme().background(), ".casing");
        line.draw(pen.lengths().outline(), pen.canvas().theme().text(), "");
      }
      index++;
    }
  }

  /**
   * Half in the gutter, half over the outermost pixels; around the position where cells are too
   * small. Around one cell it has a dark line inside, or it could not be told from a cell of its
   * own colour.
   */
  private void outline(String id, Outline outline) {
    int gutter = place.columns().gutter();
    int wide = pen.lengths().outline();
    Box position = place.position(outline.row(), outline.column());
    int room = Math.min(position.width(), position.height());
    boolean roomy = gutter > 0 ? Math.min(cell.width(), cell.height()) >= wide : room >= 4 * wide;
    if (!roomy) {
      int line = pen.lengths().frame();
      frame(id, position.grow(line), outline.color(), line);
      return;
    }
    Box box = position.grow(gutter);
    frame(id, box, outline.color(), wide);
    if (gutter == 0) {
      int line = pen.canvas().theme().line();
      frame(id + ".casing", box.grow(-wide), line, pen.lengths().frame());
    }
  }

  private void frame(String id, Box box, int color, int width) {
    pen.canvas().add(Canvas.Layer.FRAME, Mark.Rect.frame(id, Role.OUTLINE, box, color, width));
  }
}
