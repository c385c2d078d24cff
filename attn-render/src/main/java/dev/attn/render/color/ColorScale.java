package dev.attn.render.color;

import java.util.Objects;

/**
 * A colormap with the normalization that leads to it: what turns a value into a colour.
 *
 * <p>A value on a limit has the end colour of the map. What lies beyond, by however little, is
 * under or over, infinities included; NaN is neither.
 *
 * @param map the colours
 * @param norm maps values to positions in the map
 */
public record ColorScale(Colormap map, Normalization norm) {

  /** Checks that nothing is missing. */
  public ColorScale {
    Objects.requireNonNull(map, "map must not be null");
    Objects.requireNonNull(norm, "norm must not be null");
  }

  /**
   * Returns the colour {@code 0xRRGGBB} of a value, with its own colours for NaN, under and over.
   */
  public int rgb(double value) {
    if (Double.isNaN(value)) {
      return map.nan();
    }
    return under(value) ? map.under() : over(value) ? map.over() : map.at(norm.position(value));
  }

  /**
   * Returns whether {@code value} is below the limits, and so is drawn as {@code map().under()}.
   */
  public boolean under(double value) {
    return value < norm.lo();
  }

  /** Returns whether {@code value} is above the limits, and so is drawn as {@code map().over()}. */
  public boolean over(double value) {
    return value > norm.hi();
  }
}
