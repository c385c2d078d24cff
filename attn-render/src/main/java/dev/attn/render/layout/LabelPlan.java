package dev.attn.render.layout;

import dev.attn.render.text.Rotation;
import java.util.List;

/**
 * Which labels of an axis are drawn, and how.
 *
 * @param shown their positions, in rising order
 * @param texts what is drawn at each of them
 * @param size of the font
 * @param rotation how they are turned
 * @param rung how far the ladder was climbed
 */
record LabelPlan(List<Integer> shown, List<String> texts, int size, Rotation rotation, Rung rung) {

  /** What had to be done so that labels fit, the least first. */
  enum Rung {
    NOTHING,
    /** Not enough, but the axis asked for it. */
    OBEYED,
    TURNED,
    SMALLER,
    THINNED,
    ENDS_ONLY
  }
}
