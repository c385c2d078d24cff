package dev.attn.render.layout;

import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import dev.attn.render.scene.Point;
import dev.attn.render.scene.Role;
import dev.attn.render.scene.Scene;
import java.util.ArrayList;
import java.util.List;

/** The colours on which a mark lies. */
final class Underground {

  private final Scene scene;
  private final List<Mark> below;

  private Underground(Scene scene, List<Mark> below) {
    this.scene = scene;
    this.below = below;
  }

  /** Collects what lies under the mark with a place in the drawing order. */
  static Underground of(Scene scene, int index) {
    Box box = scene.marks().get(index).box().grow(2);
    List<Mark> below = new ArrayList<>();
    for (Mark mark : scene.marks().subList(0, index)) {
      if (covers(mark) && mark.box().intersects(box)) {
        below.add(mark);
      }
    }
    return new Underground(scene, below);
  }

  /** Of lines only casings count: the others are thin. */
  private static boolean covers(Mark mark) {
    return mark instanceof Mark.Cells || mark instanceof Mark.Rect || mark.role() == Role.CASING;
  }

  /** Returns the colour of a pixel before the mark is drawn. */
  int color(int x, int y) {
    Box pixel = new Box(x, y, 1, 1);
    for (int i = below.size() - 1; i >= 0; i--) {
      Mark mark = below.get(i);
      if (mark.box().contains(pixel)) {
        if (mark instanceof Mark.Cells cells) {
          return cell(cells, x, y);
        }
        if (mark instanceof Mark.Path path) {
          if (isOn(path, x, y)) {
            return path.color();
          }
          continue;
        }
        Mark.Rect rect = (Mark.Rect) mark;
        if (rect.fill().isPresent()) {
          return rect.fill().getAsInt();
        }
        if (rect.border().isPresent() && !inside(rect, pixel)) {
          return rect.border().getAsInt();
        }
      }
    }
    return scene.background();
  }

  /** Whether a point is no further from a straight line than half its width. */
  private static boolean isOn(Mark.Path path, int x, int y) {
    Point a = path.points().get(0);
    Point b = path.points().get(1);
    double dx = b.x() - a.x();
    double dy = b.y() - a.y();
    double away = Math.abs(dx * (y - a.y()) - dy * (x - a.x()));
    return away <= path.width() / 2.0 * Math.sqrt(dx * dx + dy * dy);
  }

  private static boolean inside(Mark.Rect frame, Box pixel) {
    Box box = frame.box();
    int width = Math.min(frame.borderWidth(), Math.min(box.width(), box.height()) / 2);
    return box.grow(-width).contains(pixel);
  }

  private static int cell(Mark.Cells cells, int x, int y) {
    int column = (x - cells.box().x()) / cells.cellWidth();
    int row = (y - cells.box().y()) / cells.cellHeight();
    return cells.grid().masked(row, column)
        ? cells.scale().map().masked()
        : cells.scale().rgb(cells.grid().value(row, column));
  }
}
