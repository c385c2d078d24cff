package dev.attn.render.paint;

import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import dev.attn.render.text.Typeface;
import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;

/** Someone else's graphics. Works on a copy, so that none of its settings change. */
final class GraphicsSurface implements Surface, AutoCloseable {

  private final Graphics2D sharp;
  private final Graphics2D smooth;
  private final Typeface typeface;

  GraphicsSurface(Graphics2D graphics, int width, int height, Typeface typeface) {
    this.typeface = typeface;
    sharp = copy(graphics, width, height);
    sharp.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_OFF);
    sharp.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
    smooth = copy(graphics, width, height);
    Smooth.prepare(smooth);
  }

  private static Graphics2D copy(Graphics2D graphics, int width, int height) {
    Graphics2D copy = (Graphics2D) graphics.create();
    copy.setComposite(AlphaComposite.SrcOver);
    copy.clipRect(0, 0, width, height);
    return copy;
  }

  @Override
  public void fill(Box box, int color) {
    sharp.setColor(new Color(color));
    sharp.fillRect(box.x(), box.y(), box.width(), box.height());
  }

  @Override
  public void cells(Mark.Cells cells) {
    try (PixelBand band = new PixelBand(cells.box(), typeface)) {
      band.cells(cells);
      sharp.drawImage(band.image(), cells.box().x(), cells.box().y(), null);
    }
  }

  @Override
  public void smooth(Shape shape, int x, int y, int color) {
    Smooth.fill(smooth, shape, x, y, color);
  }

  @Override
  public void text(Mark.Text text) {
    Smooth.text(this, text, typeface);
  }

  @Override
  public void close() {
    sharp.dispose();
    smooth.dispose();
  }
}
