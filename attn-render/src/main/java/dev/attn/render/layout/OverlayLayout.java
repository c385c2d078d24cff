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

  /** Half in the gutter, half over the outermost pixels; never over a cell of a single pixel. */
  private void outline(String id, Outline outline) {
    int gutter = place.columns().gutter();
    boolean hidesCells = Math.min(cell.width(), cell.height()) <= pen.lengths().frame();
    int width = hidesCells ? Math.max(1, gutter) : pen.lengths().outline();
    Box box = place.position(outline.row(), outline.column()).grow(gutter);
    pen.canvas()
        .add(Canvas.Layer.FRAME, Mark.Rect.frame(id, Role.OUTLINE, box, outline.color(), width));
  }
}
