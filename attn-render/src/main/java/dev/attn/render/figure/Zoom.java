package dev.attn.render.figure;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

/**
 * A head to be drawn enlarged beside the overview.
 *
 * @param layer counted from 0
 * @param head counted from 0
 * @param labelSide where its row labels stand
 */
public record Zoom(int layer, int head, Side labelSide) {

  /** Checks the indices and the side. */
  public Zoom {
    requireNonNull(labelSide, "labelSide must not be null");
    checkArgument(layer >= 0, "zoom layer must be at least 0, got %s", layer);
    checkArgument(head >= 0, "zoom head must be at least 0, got %s", head);
    checkArgument(
        !labelSide.isHorizontal(), "zoom label side must be LEFT or RIGHT, got %s", labelSide);
  }

  /** Returns the zoom of one head, counted from 0, with row labels at the left. */
  public static Zoom of(int layer, int head) {
    return new Zoom(layer, head, Side.LEFT);
  }

  /** Returns this zoom with its row labels at another side. */
  public Zoom withLabelSide(Side newLabelSide) {
    return new Zoom(layer, head, newLabelSide);
  }
}
