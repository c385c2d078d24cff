package dev.attn.render.color;

/**
 * A colormap with the normalization that leads to it: what turns a value into a colour.
 *
 * @param map the colours
 * @param norm maps values to positions in the map
 */
public record ColorScale(Colormap map, Normalization norm) {

  /**
   * Returns the colour {@code 0xRRGGBB} of a value, with its own colours for NaN, under and over.
   */
  public int rgb(double value) {
    if (Double.isNaN(value)) {
      return map.nan();
    }
    double t = norm.position(value);
    return t < 0 ? map.under() : t > 1 ? map.over() : map.at(t);
  }
}
