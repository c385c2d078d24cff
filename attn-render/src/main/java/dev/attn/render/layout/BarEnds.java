package dev.attn.render.layout;

import dev.attn.render.color.Colormap;
import dev.attn.render.figure.ResolvedScale;
import dev.attn.render.figure.Side;
import dev.attn.render.scene.Box;

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
    if (BarArrow.isDrawn(scale, scale.over())) {
      new BarArrow(pen, id, new Edge(Side.TOP, frame)).draw("over", map.over());
    }
    if (BarArrow.isDrawn(scale, scale.under())) {
      new BarArrow(pen, id, new Edge(Side.BOTTOM, frame)).draw("under", map.under());
    }
    int y = frame.bottom() + pen.lengths().barOverhang() + pen.lengths().pad();
    if (scale.marksMasked()) {
      y = swatch("masked", map.masked(), y);
    }
    if (scale.data().nan() > 0) {
      swatch("NaN", map.nan(), y);
    }
  }

  private int swatch(String name, int color, int y) {
    return new Swatch(pen, id + "." + name, frame.x()).draw(color, name, y);
  }
}
