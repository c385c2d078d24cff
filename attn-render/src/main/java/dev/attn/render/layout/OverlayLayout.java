package dev.attn.render.layout;

import dev.attn.render.color.ColorScale;
import dev.attn.render.figure.CellText;
import dev.attn.render.figure.Highlight;
import dev.attn.render.figure.Outline;
import dev.attn.render.figure.Overlay;
import dev.attn.render.figure.Panel;
import dev.attn.render.figure.Rule;
import dev.attn.render.figure.StepLine;
import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import dev.attn.render.scene.Role;
import java.util.List;

/**
 * Draws what lies over the cells of a panel.
 *
 * @param pen where to draw
 * @param panel what it belongs to
 * @param place where the cells are
 * @param cell how large one is
 * @param colors what turns values into colours
 */
record OverlayLayout(
    Pen pen, Panel panel, Canvas.Place place, CellSizes.Cell cell, ColorScale colors) {

  void draw() {
    int index = 0;
    for (Overlay overlay : panel.overlays()) {
      String id = panel.id() + ".overlay[" + index + "]";
      if (overlay instanceof Outline outline) {
        outline(id, outline);
      } else if (overlay instanceof StepLine steps) {
        List<Integer> edges = steps.depths().stream().map(depth -> depth - 1).toList();
        new StepLineLayout(pen, id, place, edges).drawWithCasing(StepLineLayout.Ends.ALL);
      } else if (overlay instanceof Rule rule) {
        new RuleLayout(pen, id, place, panel.cells().orientation()).draw(rule);
      } else if (overlay instanceof Highlight highlight) {
        new HighlightLayout(pen, id, panel, place).draw(highlight);
      } else if (overlay instanceof CellText text) {
        new CellTextLayout(pen, panel, place, cell, colors).draw(text);
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
      Box inner = box.grow(-wide);
      int thin = pen.lengths().frame();
      pen.canvas()
          .add(Canvas.Layer.FRAME, Mark.Rect.frame(id + ".casing", Role.CASING, inner, line, thin));
    }
  }

  private void frame(String id, Box box, int color, int width) {
    pen.canvas().add(Canvas.Layer.FRAME, Mark.Rect.frame(id, Role.OUTLINE, box, color, width));
  }
}
