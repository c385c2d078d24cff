package dev.attn.render.paint;

import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;

/** Paints single marks: what is a rectangle, what is smooth, and where each lies. */
public final class MarkPainter {

  private MarkPainter() {}

  /** Paints a mark. */
  public static void paint(Mark mark, Surface surface) {
    if (mark instanceof Mark.Cells cells) {
      surface.cells(cells);
    } else if (mark instanceof Mark.Rect rect) {
      rectangle(rect, surface);
    } else if (mark instanceof Mark.Path path) {
      PathPainter.draw(path, surface);
    } else if (mark instanceof Mark.Text text) {
      surface.text(text);
    }
  }

  private static void rectangle(Mark.Rect rect, Surface surface) {
    if (rect.fill().isPresent()) {
      surface.fill(rect.box(), rect.fill().getAsInt());
    }
    if (rect.border().isPresent()) {
      frame(rect.box(), rect.borderWidth(), rect.border().getAsInt(), surface);
    }
  }

  private static void frame(Box box, int wanted, int color, Surface surface) {
    int width = Math.min(wanted, Math.min(box.width(), box.height()));
    int inside = box.height() - 2 * width;
    surface.fill(new Box(box.x(), box.y(), box.width(), width), color);
    surface.fill(new Box(box.x(), box.bottom() - width, box.width(), width), color);
    if (inside > 0) {
      surface.fill(new Box(box.x(), box.y() + width, width, inside), color);
      surface.fill(new Box(box.right() - width, box.y() + width, width, inside), color);
    }
  }
}
