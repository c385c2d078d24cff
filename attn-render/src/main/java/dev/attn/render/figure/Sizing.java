package dev.attn.render.figure;

import static com.google.common.base.Preconditions.checkArgument;

/** What decides the size of the cells, and with it that of the figure. */
public sealed interface Sizing {

  /** Returns the default: large cells for small data, small cells for large data. */
  static Sizing auto() {
    return new Auto();
  }

  /** Returns cells of a fixed size; the figure grows to fit. */
  static Sizing cells(int width, int height) {
    return new CellSize(width, height);
  }

  /** Returns a figure of a fixed size; the cells are the largest that fit. */
  static Sizing figure(int width, int height) {
    return new FigureSize(width, height);
  }

  /** Cells between 1 and 24 px, so that a panel is about 560 px long. */
  record Auto() implements Sizing {}

  /**
   * Cells of this size in every panel.
   *
   * @param width of a cell
   * @param height of a cell
   * @unit px
   */
  record CellSize(int width, int height) implements Sizing {

    /** Checks that a cell has a pixel. */
    public CellSize {
      checkArgument(width >= 1, "cell width must be at least 1, got %s", width);
      checkArgument(height >= 1, "cell height must be at least 1, got %s", height);
    }
  }

  /**
   * A figure of exactly this size; what whole cells leave over goes to the margins.
   *
   * @param width of the figure
   * @param height of the figure
   * @unit px
   */
  record FigureSize(int width, int height) implements Sizing {

    /** Checks that the figure has a pixel. */
    public FigureSize {
      checkArgument(width >= 1, "figure width must be at least 1, got %s", width);
      checkArgument(height >= 1, "figure height must be at least 1, got %s", height);
    }
  }
}
