package dev.attn.render.paint;

import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import java.awt.Shape;

/**
 * What marks are painted on: pixels, a graphics of someone else, or the elements of a vector
 * format.
 */
public interface Surface {

  /** Colours every pixel of a box. */
  void fill(Box box, int color);

  /** Draws cells of whole pixels. */
  void cells(Mark.Cells cells);

  /** Fills an oblique or curved shape with smooth edges, moved by whole pixels. */
  void smooth(Shape shape, int x, int y, int color);

  /** Draws a line of text. */
  void text(Mark.Text text);
}
