package dev.attn.metric;

/**
 * What {@code seg.block} says about the attention from the rows of one segment to the keys of
 * another.
 *
 * <p>Example: uniform causal attention over 4 tokens, in halves, has the MASS (1, 0), (0.583333,
 * 0.416667), the DENSITY (0.666667, none), (0.291667, 0.277778), and LIFT 1 wherever there is one.
 */
public enum BlockMeasure {
  /** The mean over the rows of their weight on the keys. */
  MASS,
  /** The weight / the cells that the mask allows; none where it allows no cell. */
  DENSITY,
  /** MASS / the MASS of rows that read all their keys alike; none where that is 0. */
  LIFT,
  /** The weight / the rows times the keys, also those that the mask blocks. */
  FULL_AREA
}
