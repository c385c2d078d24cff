package dev.attn.render.layout;

import dev.attn.render.scene.Box;
import dev.attn.render.scene.Mark;
import dev.attn.render.scene.Point;
import dev.attn.render.scene.Role;
import dev.attn.render.text.Rotation;
import dev.attn.render.text.TextMeasurer;

/**
 * One line of text of known size, not yet placed.
 *
 * @param text what it says
 * @param size of the font
 * @param rotation how it is turned
 * @param advance its length along the baseline
 * @param ascent from its top to the baseline
 * @param descent from the baseline to its bottom
 */
record TextLine(String text, int size, Rotation rotation, int advance, int ascent, int descent) {

  /** cos 45° = sin 45°, as a literal: the same bits everywhere. */
  private static final double DIAGONAL = 0.7071067811865476;

  static TextLine of(TextMeasurer measurer, String text, int size, Rotation rotation) {
    return new TextLine(
        text,
        size,
        rotation,
        measurer.width(text, size),
        measurer.ascent(size),
        measurer.descent(size));
  }

  static int diagonal(int length) {
    return (int) Math.ceil(length * DIAGONAL);
  }

  /** Room that a line of this height needs between two parallel ones at 45 degrees. */
  static int diagonalPitch(int lineHeight) {
    return (int) Math.ceil(lineHeight / DIAGONAL);
  }

  int lineHeight() {
    return ascent + descent;
  }

  int width() {
    return switch (rotation) {
      case NONE -> advance;
      case UP, DOWN -> lineHeight();
      case DIAGONAL -> diagonal(ascent) + diagonal(advance + descent);
    };
  }

  int height() {
    return switch (rotation) {
      case NONE -> lineHeight();
      case UP, DOWN -> advance;
      case DIAGONAL -> diagonal(advance + ascent) + diagonal(descent);
    };
  }

  /** How far right of its left edge a diagonal line touches the tick it belongs to. */
  int anchor(boolean atEnd) {
    int middle = (ascent - descent) / 2;
    int along = atEnd ? advance - middle : -middle;
    return diagonal(ascent) + (int) Math.round(along * DIAGONAL);
  }

  /** Returns the mark of this line with the top left corner of its box at a point. */
  Mark.Text at(String id, Role role, int x, int y, int color) {
    Point origin =
        switch (rotation) {
          case NONE -> new Point(x, y + ascent);
          case UP -> new Point(x + ascent, y + advance);
          case DOWN -> new Point(x + descent, y);
          case DIAGONAL -> new Point(x + diagonal(ascent), y + diagonal(advance + ascent));
        };
    return new Mark.Text(
        id, role, new Box(x, y, width(), height()), text, size, color, origin, rotation);
  }
}
