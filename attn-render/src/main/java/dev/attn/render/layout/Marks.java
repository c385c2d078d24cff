package dev.attn.render.layout;

import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import dev.attn.render.scene.Point;

/** Moves finished marks. */
final class Marks {

  private Marks() {}

  static Mark moved(Mark mark, int dx, int dy) {
    Box box =
        new Box(mark.box().x() + dx, mark.box().y() + dy, mark.box().width(), mark.box().height());
    if (mark instanceof Mark.Cells m) {
      return new Mark.Cells(
          m.id(), m.role(), box, m.grid(), m.scale(), m.cellWidth(), m.cellHeight(), m.masked());
    }
    if (mark instanceof Mark.Rect m) {
      return new Mark.Rect(m.id(), m.role(), box, m.fill(), m.border(), m.borderWidth());
    }
    if (mark instanceof Mark.Path m) {
      return new Mark.Path(
          m.id(),
          m.role(),
          box,
          m.points().stream().map(point -> moved(point, dx, dy)).toList(),
          m.curve(),
          m.width(),
          m.color());
    }
    Mark.Text m = (Mark.Text) mark;
    return new Mark.Text(
        m.id(),
        m.role(),
        box,
        m.text(),
        m.size(),
        m.color(),
        moved(m.origin(), dx, dy),
        m.rotation());
  }

  private static Point moved(Point point, int dx, int dy) {
    return new Point(point.x() + dx, point.y() + dy);
  }
}
