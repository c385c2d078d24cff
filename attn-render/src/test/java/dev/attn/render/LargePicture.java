package dev.attn.render;

import dev.attn.render.color.Colormap;
import dev.attn.render.color.Colormaps;
import dev.attn.render.figure.Budget;
import dev.attn.render.figure.Figure;
import dev.attn.render.figure.Grid;
import dev.attn.render.figure.HeatMap;
import dev.attn.render.figure.Look;
import dev.attn.render.figure.Scale;
import dev.attn.render.figure.Sizing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * A program for a JVM with little memory: writes a map of 20,000 x 20,000 pixels, or of as many as
 * its second argument says, each cell of which is drawn.
 */
final class LargePicture {

  static final int SIDE = 20_000;

  private static final int CELL = 5;
  private static final int LEVELS = 11;

  private LargePicture() {}

  public static void main(String[] arguments) throws IOException {
    Output output = Output.defaults().withBudget(Budget.unlimited());
    int side = arguments.length > 1 ? Integer.parseInt(arguments[1]) : SIDE;
    Render.png(figure(side), Path.of(arguments[0]), output);
  }

  static Figure figure(int side) {
    Grid grid = Grid.of(side / CELL, side / CELL, LargePicture::value);
    return HeatMap.of(grid)
        .withScale(Scale.linear(0, 1))
        .withTitle("large")
        .withLook(Look.defaults().withSizing(Sizing.cells(CELL, CELL)));
  }

  private static float value(int row, int column) {
    return (row + column) % LEVELS / (LEVELS - 1f);
  }

  /** Colours by distance from the left edge of the cells. */
  static Map<Integer, Integer> colorsOfTheFirstRow() {
    Colormap map = Colormaps.viridis();
    Map<Integer, Integer> colors = new TreeMap<>();
    for (int x = 0; x < 40; x++) {
      colors.put(x, map.at(value(0, x / CELL)));
    }
    return colors;
  }
}
