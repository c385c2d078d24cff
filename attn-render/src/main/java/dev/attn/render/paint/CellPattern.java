package dev.attn.render.paint;

import dev.attn.render.color.Contrast;
import dev.attn.render.scene.Box;

/** What is drawn on cells that have no value: a hatch on masked ones, a cross on NaN. */
final class CellPattern {

  private static final int HATCH_FROM = 6;
  private static final int HATCH_PERIOD = 4;
  private static final int CROSS_FROM = 8;
  private static final int CROSS_MARGIN = 2;

  private CellPattern() {}

  static boolean fitsHatch(int cellWidth, int cellHeight) {
    return Math.min(cellWidth, cellHeight) >= HATCH_FROM;
  }

  static boolean fitsCross(int cellWidth, int cellHeight) {
    return Math.min(cellWidth, cellHeight) >= CROSS_FROM;
  }

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
  static void cross(PixelBand band, Box cell, int ground) {
    int color = Contrast.blackOrWhite(ground);
    int width = cell.width() - 2 * CROSS_MARGIN;
    int height = cell.height() - 2 * CROSS_MARGIN;
    int steps = Math.max(width, height);
    for (int i = 0; i < steps; i++) {
      int dx = CROSS_MARGIN + i * width / steps;
      int dy = CROSS_MARGIN + i * height / steps;
      band.pixel(cell.x() + dx, cell.y() + dy, color);
      band.pixel(cell.right() - 1 - dx, cell.y() + dy, color);
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
