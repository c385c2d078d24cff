package dev.attn.render.layout;

import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import dev.attn.render.scene.Role;
import dev.attn.render.text.Rotation;
import dev.attn.render.text.TextMeasurer;
import java.util.ArrayList;
import java.util.List;

/**
 * What every part of a layout needs: how large text is, how long things are, where marks go.
 *
 * @param measurer the size of text
 * @param lengths the lengths that all figures share
 * @param canvas where marks go
 */
record Pen(TextMeasurer measurer, Lengths lengths, Canvas canvas) {

  TextLine line(String text, int size, Rotation rotation) {
    return TextLine.of(measurer, text, size, rotation);
  }

  /** Wraps a text and turns its lines. */
  List<TextLine> wrapped(Wrapping wrapping, int size, Rotation rotation) {
    List<TextLine> lines = new ArrayList<>();
    for (String line : wrapping.lines()) {
      lines.add(line(line, size, rotation));
    }
    return lines;
  }

  Wrapping wrap(String text, int size, int room) {
    return Wrapping.of(measurer, text, size, room);
  }

  void text(String id, Role role, TextLine line, int x, int y) {
    if (!line.text().isEmpty()) {
      int color = role == Role.NOTE ? canvas.theme().note() : canvas.theme().text();
      canvas.add(Canvas.Layer.TEXT, line.at(id, role, x, y, color));
    }
  }

  /** Draws level lines one below the other, centred on {@code x}. */
  void centred(String id, Role role, List<TextLine> lines, int x, int top) {
    int y = top;
    for (int i = 0; i < lines.size(); i++) {
      TextLine line = lines.get(i);
      text(numbered(id, i, lines.size()), role, line, x - line.width() / 2, y);
      y += line.height();
    }
  }

  /**
   * Draws lines that run along an edge, centred at {@code middle}, the block beginning at {@code
   * distance}; they read from the top or, turned, from the left.
   */
  void along(String id, Role role, List<TextLine> lines, Edge edge, int middle, int distance) {
    boolean nearFirst =
        switch (edge.side()) {
          case BOTTOM, RIGHT -> true;
          case TOP, LEFT -> false;
        };
    int at = distance;
    for (int n = 0; n < lines.size(); n++) {
      int i = nearFirst ? n : lines.size() - 1 - n;
      TextLine line = lines.get(i);
      int length = edge.isHorizontal() ? line.width() : line.height();
      int depth = edge.isHorizontal() ? line.height() : line.width();
      Box box = edge.box(middle - length / 2, at, length, depth);
      text(numbered(id, i, lines.size()), role, line, box.x(), box.y());
      at += depth;
    }
  }

  private static String numbered(String id, int index, int count) {
    return count == 1 ? id : id + "[" + index + "]";
  }

  /** Draws a filled rectangle in the line colour. */
  void rule(Canvas.Layer layer, String id, Role role, Box box) {
    canvas.add(layer, Mark.Rect.filled(id, role, box, canvas.theme().line()));
  }

  /** Draws the frame of a panel just outside its cells. */
  void frame(String id, Box cells) {
    int line = lengths.frame();
    int color = canvas.theme().line();
    canvas.add(
        Canvas.Layer.FRAME,
        Mark.Rect.frame(id + ".frame", Role.FRAME, cells.grow(line), color, line));
  }
}
