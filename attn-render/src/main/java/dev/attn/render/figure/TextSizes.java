package dev.attn.render.figure;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * How high the texts of a figure are. Labels shrink to 8 px where they do not fit, never below.
 *
 * @param label of axes, bars and legends, and values in cells
 * @param title of axes, panels and bars, and names of spans
 * @param figureTitle of the whole figure
 * @param note of notes under the figure
 * @unit px
 */
public record TextSizes(int label, int title, int figureTitle, int note) {

  /** Checks that every text has a pixel. */
  public TextSizes {
    for (int size : new int[] {label, title, figureTitle, note}) {
      checkArgument(size >= 1, "text size must be at least 1, got %s", size);
    }
  }

  /** Returns 11, 12, 14 and 10 px. */
  public static TextSizes defaults() {
    return new TextSizes(11, 12, 14, 10);
  }
}
