package dev.attn.render.layout;

import dev.attn.render.color.Colormap;
import dev.attn.render.figure.ResolvedScale;
import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import dev.attn.render.scene.Point;
import dev.attn.render.scene.Role;
import java.util.List;

/**
 * Draws what the colours of a bar do not say: arrows where values lie beyond its ends, and swatches
 * for masked cells and NaN, each only if there are such cells.
 */
final class BarEnds {

  private final Pen pen;
  private final String id;
  private final ResolvedScale scale;
  private final Box frame;

  BarEnds(Pen pen, String id, ResolvedScale scale, Box frame) {
    this.pen = pen;
    this.id = id;
    this.scale = scale;
    this.frame = frame;
  }

  void draw() {
    Colormap map = pen.canvas().theme().colormap(scale.colors().map());
    int height = pen.lengths().barArrow();
    if (hasArrow(scale.over())) {
      arrow("over", map.over(), frame.y(), frame.y() - height);
    }
    if (hasArrow(scale.under())) {
      arrow("under", map.under(), frame.bottom(), frame.bottom() + height);
    }
    int y = frame.bottom() + pen.lengths().barOverhang() + pen.lengths().pad();
    if (scale.marksMasked()) {
      y = swatch("masked", map.masked(), y);
    }
    if (scale.data().nan() > 0) {
      swatch("NaN", map.nan(), y);
    }
  }

  private boolean hasArrow(long clipped) {
    return switch (scale.scale().extend()) {
      case AUTOMATIC -> clipped > 0;
      case BOTH -> true;
      case NONE -> false;
    };
  }

  /** A stack of rows, each shorter than the last, with an outline. */
  private void arrow(String name, int color, int base, int tip) {
    int height = Math.abs(tip - base);
    int top = Math.min(tip, base);
    for (int i = 0; i < height; i++) {
      int fromTip = tip < base ? i : height - 1 - i;
      int width = Math.max(2, frame.width() * (fromTip + 1) / (height + 1) / 2 * 2);
      Box row = new Box(frame.x() + (frame.width() - width) / 2, top + i, width, 1);
      pen.canvas()
          .add(
              Canvas.Layer.CELLS,
              Mark.Rect.filled(id + "." + name + "[" + i + "]", Role.BAR, row, color));
    }
    int foot = tip < base ? base : base - 1;
    int end = tip < base ? tip : tip - 1;
    int middle = frame.x() + (frame.width() - 1) / 2;
    List<Point> corners =
        List.of(
            new Point(frame.x(), foot),
            new Point(middle, end),
            new Point(frame.right() - 1 - (middle - frame.x()), end),
            new Point(frame.right() - 1, foot));
    Box box = new Box(frame.x(), Math.min(foot, end), frame.width(), height + 1);
    pen.canvas()
        .add(
            Canvas.Layer.FRAME,
            new Mark.Path(
                id + "." + name,
                Role.BAR,
                box,
                corners,
                Mark.Curve.CLOSED,
                pen.lengths().frame(),
                pen.canvas().theme().line()));
  }

  private int swatch(String name, int color, int y) {
    return new Swatch(pen, id + "." + name, frame.x()).draw(color, name, y);
  }
}
