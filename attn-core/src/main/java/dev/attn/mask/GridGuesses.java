package dev.attn.mask;

import java.util.function.Consumer;

/** Guesses at masks over the tokens of a grid, for every height and width that there could be. */
final class GridGuesses {

  private final AttentionMask mask;
  private final int height;
  private final int width;
  private final Consumer<AttentionMask> guesses;

  private GridGuesses(AttentionMask mask, int height, Consumer<AttentionMask> guesses) {
    this.mask = mask;
    this.height = height;
    this.width = mask.rows() / height;
    this.guesses = guesses;
  }

  static void offer(AttentionMask mask, Consumer<AttentionMask> guesses) {
    int n = mask.rows();
    if (n != mask.keys() || n < 2 || mask.row(0).isEmpty() || mask.row(n - 1).isEmpty()) {
      return;
    }
    new GridGuesses(mask, 1, guesses).neighbourhood(1);
    for (int height = 2; height < n; height++) {
      if (n % height == 0) {
        GridGuesses grid = new GridGuesses(mask, height, guesses);
        guesses.accept(Masks.axial(height, grid.width));
        grid.local();
        grid.swin();
        grid.neighbourhood(2);
      }
    }
  }

  /** The first token sees {@code reach + 1} tokens on each axis. */
  private void local() {
    Runs corner = mask.row(0);
    int across = corner.inside(0, width).cells();
    int down = (corner.end(corner.count() - 1) - 1) / width;
    if (across > 0) {
      guesses.accept(Masks.local2d(height, width, down, across - 1));
    }
  }

  private void swin() {
    for (int side = 1; side <= Math.min(height, width); side++) {
      for (int shift = 0; height % side == 0 && width % side == 0 && shift < side; shift++) {
        guesses.accept(Masks.swin(height, width, side, shift));
      }
    }
  }

  /** The last token sees the whole kernel on each axis, whether it is causal or not. */
  private void neighbourhood(int axes) {
    int n = height * width;
    Runs corner = mask.row(n - 1);
    int[] across = corner.inside(n - width, n).toArray();
    int[] down = column(corner);
    if (across.length == 0 || down.length == 0) {
      return;
    }
    for (int causal = 0; causal < 1 << axes; causal++) {
      int flag = causal & 1;
      guesses.accept(
          axes == 1
              ? Masks.neighbourhood(
                  new int[] {n},
                  new int[] {across.length},
                  new int[] {step(across)},
                  new int[] {flag})
              : Masks.neighbourhood(
                  new int[] {height, width},
                  new int[] {down.length, across.length},
                  new int[] {step(down), step(across)},
                  new int[] {causal >> 1, flag}));
    }
  }

  /** Returns the grid rows that {@code row} sees in the last grid column. */
  private int[] column(Runs row) {
    RunBuffer seen = new RunBuffer();
    for (int y = 0; y < height; y++) {
      seen.add(y, row.contains(y * width + width - 1) ? y + 1 : y);
    }
    return seen.toRuns().toArray();
  }

  private static int step(int[] places) {
    return places.length > 1 ? places[1] - places[0] : 1;
  }
}
