package dev.attn.render.layout;

import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import dev.attn.render.scene.Role;
import dev.attn.render.text.Rotation;
import java.util.OptionalInt;

/**
 * A small square of a colour with what it means beside it.
 *
 * @param pen where to draw
 * @param id of the square
 * @param x its left edge
 */
record Swatch(Pen pen, String id, int x) {

  /** Draws it with its top at {@code y} and returns where the next one may begin. */
  int draw(int color, String label, int y) {
    int size = pen.lengths().swatch();
    Canvas canvas = pen.canvas();
    canvas.add(
        Canvas.Layer.FRAME,
        new Mark.Rect(
            id,
            Role.SWATCH,
            new Box(x, y, size, size),
            OptionalInt.of(color),
            OptionalInt.of(canvas.theme().line()),
            pen.lengths().frame()));
    TextLine line = pen.line(label, pen.lengths().labelSize(), Rotation.NONE);
    int left = x + size + pen.lengths().tick();
    pen.text(id + ".label", Role.BAR_LABEL, line, left, y + (size - line.height()) / 2);
    return y + size + pen.lengths().tick();
  }
}
