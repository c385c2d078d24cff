package dev.attn.render.paint;

import dev.attn.render.color.Contrast;
import dev.attn.render.scene.Box;
import dev.attn.render.scene.Point;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is drawn on cells that have no value: a hatch on masked ones, a cross on NaN. */
final class CellPattern {

  static final int HATCH_FROM = 6;
  static final int HATCH_PERIOD = 4;
  static final int CROSS_FROM = 8;
  private static final int CROSS_MARGIN = 2;

  private CellPattern() {}

  /** Rising lines of one pixel, which run on through all cells of {@code panel}. */
  static void hatch(PixelBand band, Box cell, Box panel, int ground) {
    int color = hatchColor(ground);
    for (int y = cell.y(); y < cell.bottom(); y++) {
      int phase = Math.floorMod(cell.x() - panel.x() + y - panel.y(), HATCH_PERIOD);
      int first = cell.x() + Math.floorMod(-phase, HATCH_PERIOD);
      for (int x = first; x < cell.right(); x += HATCH_PERIOD) {
        band.pixel(x, y, color);
      }
    }
  }

  /** Two diagonals, symmetric in both directions. */
  static List<Point> cross(int cellWidth, int cellHeight) {
    int width = cellWidth - 2 * CROSS_MARGIN;
    int height = cellHeight - 2 * CROSS_MARGIN;
    int steps = Math.max(width, height);
    Set<Point> pixels = new LinkedHashSet<>();
    for (int i = 0; i < steps; i++) {
      int dx = CROSS_MARGIN + i * width / steps;
      int y = CROSS_MARGIN + i * height / steps;
      pixels.add(new Point(dx, y));
      pixels.add(new Point(cellWidth - 1 - dx, y));
    }
    return List.copyOf(pixels);
  }

  static void cross(PixelBand band, Box cell, int ground) {
    int color = Contrast.blackOrWhite(ground);
    for (Point pixel : cross(cell.width(), cell.height())) {
      band.pixel(cell.x() + pixel.x(), cell.y() + pixel.y(), color);
    }
  }

  /** A shade darker than its ground, {@code #cfcfcf} on {@code #ececec}; lighter on a dark one. */
  static int hatchColor(int ground) {
    if (Contrast.blackOrWhite(ground) != 0) {
      return 0xffffff
          - shade(0xff - (ground >> 16 & 0xff)) * 0x10000
          - shade(0xff - (ground >> 8 & 0xff)) * 0x100
          - shade(0xff - (ground & 0xff));
    }
    return shade(ground >> 16 & 0xff) << 16 | shade(ground >> 8 & 0xff) << 8 | shade(ground & 0xff);
  }

  private static int shade(int level) {
    return (level * 0xcf + 0xec / 2) / 0xec;
  }
}
