package dev.attn.render.color;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * A table of colours from low to high, with colours of their own for NaN, masked, under and over.
 * Colours are {@code 0xRRGGBB}.
 */
public final class Colormap {

  private final String name;
  private final int[] colors;
  private final int nan;
  private final int masked;
  private final int under;
  private final int over;

  private Colormap(String name, int[] colors, int nan, int masked, int under, int over) {
    this.name = name;
    this.colors = colors;
    this.nan = nan;
    this.masked = masked;
    this.under = under;
    this.over = over;
  }

  /** Returns a map with a copy of {@code colors}, low end first. */
  public static Colormap copyOf(String name, int[] colors) {
    checkArgument(colors.length > 0, "colors must not be empty, got 0 entries");
    int[] own = colors.clone();
    return new Colormap(name, own, 0x9e9e9e, 0xececec, own[0], own[own.length - 1]);
  }

  /** Returns the name, for example {@code viridis} or {@code viridis_r}. */
  public String name() {
    return name;
  }

  /** Returns the number of colours. */
  public int size() {
    return colors.length;
  }

  /** Returns one colour of the table. */
  public int color(int index) {
    return colors[index];
  }

  /** Returns the colour at {@code t} in [0, 1]: entry {@code min(floor(t * size), size - 1)}. */
  public int at(double t) {
    return colors[Math.min((int) (t * colors.length), colors.length - 1)];
  }

  /** Returns the colour of NaN. */
  public int nan() {
    return nan;
  }

  /** Returns the colour of masked cells. */
  public int masked() {
    return masked;
  }

  /** Returns the colour of values below the limits. */
  public int under() {
    return under;
  }

  /** Returns the colour of values above the limits. */
  public int over() {
    return over;
  }
}
