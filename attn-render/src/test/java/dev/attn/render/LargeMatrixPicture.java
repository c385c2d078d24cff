package dev.attn.render;

import dev.attn.render.figure.Budget;
import dev.attn.render.figure.Figure;
import dev.attn.render.figure.Grid;
import dev.attn.render.figure.HeatMap;
import dev.attn.render.figure.Scale;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A program for a JVM with little memory: draws a matrix of 32,768 x 32,768 values, which would
 * fill 4 GB, with one cell for each block of 64 x 64.
 */
final class LargeMatrixPicture {

  static final int SIDE = 32_768;
  static final int BLOCK = 64;

  private LargeMatrixPicture() {}

  /** Small values everywhere, and a single large one far from the corners. */
  static Figure figure() {
    return HeatMap.of(Grid.of(SIDE, SIDE, (q, k) -> q == 20_000 && k == 12_345 ? 1 : 0.25f))
        .withScale(Scale.linear(0, 1));
  }

  static Output output() {
    return Output.defaults()
        .withBudget(Budget.defaults().withSide(SIDE / BLOCK))
        .withMetadata(Metadata.NONE);
  }

  public static void main(String[] arguments) throws IOException {
    Render.png(figure(), Path.of(arguments[0]), output());
  }
}
