package dev.attn.render.layout;

import dev.attn.render.scene.Role;
import dev.attn.render.text.Rotation;
import java.util.List;

/**
 * Some lines of text, all turned one way: level ones stacked, turned ones side by side.
 *
 * @param lines from the top or, turned, from the left; at least one
 */
record TextBlock(List<TextLine> lines) {

  private boolean isLevel() {
    return lines.get(0).rotation() == Rotation.NONE;
  }

  int width() {
    int longest = 0;
    int all = 0;
    for (TextLine line : lines) {
      longest = Math.max(longest, line.width());
      all += line.width();
    }
    return isLevel() ? longest : all;
  }

  int height() {
    int longest = 0;
    int all = 0;
    for (TextLine line : lines) {
      longest = Math.max(longest, line.height());
      all += line.height();
    }
    return isLevel() ? all : longest;
  }

  /** Draws the block at a point; level lines end at its right edge, turned ones are centred. */
  void drawLeftOf(Pen pen, String id, Role role, int right, int middle) {
    int x = right - width();
    int y = middle - height() / 2;
    for (int i = 0; i < lines.size(); i++) {
      TextLine line = lines.get(i);
      String lineId = lines.size() == 1 ? id : id + "[" + i + "]";
      if (isLevel()) {
        pen.text(lineId, role, line, right - line.width(), y);
        y += line.height();
      } else {
        pen.text(lineId, role, line, x, middle - line.height() / 2);
        x += line.width();
      }
    }
  }
}
