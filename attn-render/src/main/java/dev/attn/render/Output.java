package dev.attn.render;

/**
 * How a figure becomes pixels.
 *
 * @param scale factor on all lengths, text and cells: 1 for screens (96 px per inch), 3 for print
 */
public record Output(double scale) {

  /** Checks the scale. */
  public Output {
    if (!(scale > 0 && scale <= 16)) {
      throw new IllegalArgumentException("scale must be above 0 and at most 16, got " + scale);
    }
  }

  /** Returns scale 1. */
  public static Output defaults() {
    return new Output(1);
  }

  /** Returns this output at another scale; the figure is laid out anew, never stretched. */
  public Output withScale(double newScale) {
    return new Output(newScale);
  }
}
