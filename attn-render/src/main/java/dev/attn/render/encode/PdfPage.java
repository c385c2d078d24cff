package dev.attn.render.encode;

import dev.attn.render.paint.ScenePainter;
import dev.attn.render.paint.Surface;
import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPageContentStream;

/**
 * A page whose unit is a px of the scene, with y upwards from the bottom; everything but text.
 *
 * @param height of the scene
 */
record PdfPage(PDPageContentStream stream, PDDocument document, ScenePainter painter, int height)
    implements Surface {

  private static final float LEVELS = 255;

  /**
   * Readers that round image edges outwards would add a row of pixels to one that is on a pixel.
   */
  private static final float INSET = 1 / 64f;

  /** Returns where a row of the scene is. */
  double up(double y) {
    return height - y;
  }

  void color(int rgb) throws IOException {
    stream.setNonStrokingColor(
        (rgb >> 16 & 0xff) / LEVELS, (rgb >> 8 & 0xff) / LEVELS, (rgb & 0xff) / LEVELS);
  }

  @Override
  public void fill(Box box, int color) {
    try {
      color(color);
      stream.addRect(box.x(), (float) up(box.bottom()), box.width(), box.height());
      stream.fill();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void cells(Mark.Cells cells) {
    Box box = cells.box();
    try {
      stream.drawImage(
          PdfImages.of(painter.cells(cells), document),
          box.x() + INSET,
          (float) up(box.bottom()) + INSET,
          box.width() - 2 * INSET,
          box.height() - 2 * INSET);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void smooth(Shape shape, int x, int y, int color) {
    try {
      color(color);
      AffineTransform place = new AffineTransform(1, 0, 0, -1, x, up(y));
      fill(place.createTransformedShape(shape));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void text(Mark.Text text) {
    throw new IllegalStateException("text must be written on its own, got " + text.id());
  }

  /** Fills an outline in the present coordinates. */
  void fill(Shape shape) throws IOException {
    double[] p = new double[6];
    double x = 0;
    double y = 0;
    PathIterator each = shape.getPathIterator(null);
    if (each.isDone()) {
      return;
    }
    for (; !each.isDone(); each.next()) {
      switch (each.currentSegment(p)) {
        case PathIterator.SEG_MOVETO -> stream.moveTo((float) p[0], (float) p[1]);
        case PathIterator.SEG_LINETO -> stream.lineTo((float) p[0], (float) p[1]);
        case PathIterator.SEG_QUADTO -> cubic(x, y, p);
        case PathIterator.SEG_CUBICTO -> curve(p);
        default -> stream.closePath();
      }
      int end = last(each.currentSegment(p));
      x = end < 0 ? x : p[end];
      y = end < 0 ? y : p[end + 1];
    }
    stream.fill();
  }

  private static int last(int segment) {
    return switch (segment) {
      case PathIterator.SEG_CUBICTO -> 4;
      case PathIterator.SEG_QUADTO -> 2;
      case PathIterator.SEG_CLOSE -> -1;
      default -> 0;
    };
  }

  /** The format has no quadratic curves. */
  private void cubic(double x, double y, double[] p) throws IOException {
    curve(
        new double[] {
          (x + 2 * p[0]) / 3,
          (y + 2 * p[1]) / 3,
          (p[2] + 2 * p[0]) / 3,
          (p[3] + 2 * p[1]) / 3,
          p[2],
          p[3]
        });
  }

  private void curve(double[] p) throws IOException {
    stream.curveTo(
        (float) p[0], (float) p[1], (float) p[2], (float) p[3], (float) p[4], (float) p[5]);
  }
}
