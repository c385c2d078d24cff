package dev.attn.render.color;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import java.util.Objects;

/**
 * A table of colours from low to high, with colours of their own for NaN, masked, under and over.
 *
 * <p>Colours are {@code 0xRRGGBB}. Two maps are equal if their names and all their colours are.
 */
public final class Colormap {

  private static final int DEFAULT_NAN = 0x9e9e9e;
  private static final int DEFAULT_MASKED = 0xececec;
  private static final String REVERSED = "_r";

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

  /**
   * Returns a map with a copy of {@code colors}, low end first. NaN is {@code #9e9e9e}, masked
   * {@code #ececec}; under and over are the end colours.
   */
  public static Colormap copyOf(String name, int[] colors) {
    Objects.requireNonNull(name, "name must not be null");
    int[] own = Objects.requireNonNull(colors, "colors must not be null").clone();
    checkArgument(own.length > 0, "colors must not be empty, got 0 entries");
    for (int color : own) {
      checkColor("color", color);
    }
    return new Colormap(name, own, DEFAULT_NAN, DEFAULT_MASKED, own[0], own[own.length - 1]);
  }

  /**
   * Returns this map turned round: the last colour first. Under and over change places, so that
   * each stays beside the end it was chosen for. The name gains or loses {@code _r}.
   */
  public Colormap reversed() {
    int[] turned = new int[colors.length];
    for (int i = 0; i < turned.length; i++) {
      turned[i] = colors[colors.length - 1 - i];
    }
    String turnedName =
        name.endsWith(REVERSED)
            ? name.substring(0, name.length() - REVERSED.length())
            : name + REVERSED;
    return new Colormap(turnedName, turned, nan, masked, over, under);
  }

  /** Returns this map with another colour for NaN. */
  public Colormap withNan(int color) {
    return new Colormap(name, colors, checkColor("nan", color), masked, under, over);
  }

  /** Returns this map with another colour for masked cells. */
  public Colormap withMasked(int color) {
    return new Colormap(name, colors, nan, checkColor("masked", color), under, over);
  }

  /** Returns this map with another colour for values below the limits. */
  public Colormap withUnder(int color) {
    return new Colormap(name, colors, nan, masked, checkColor("under", color), over);
  }

  /** Returns this map with another colour for values above the limits. */
  public Colormap withOver(int color) {
    return new Colormap(name, colors, nan, masked, under, checkColor("over", color));
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
    if (index < 0 || index >= colors.length) {
      throw new IndexOutOfBoundsException(
          "index must be in [0, " + colors.length + "), got " + index);
    }
    return colors[index];
  }

  /** Returns the colour at {@code t} in [0, 1]: entry {@code min(floor(t * size), size - 1)}. */
  public int at(double t) {
    if (!(t >= 0 && t <= 1)) {
      throw new IllegalArgumentException("t must be in [0, 1], got " + t);
    }
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

  @Override
  public boolean equals(Object other) {
    return other instanceof Colormap that
        && name.equals(that.name)
        && Arrays.equals(colors, that.colors)
        && nan == that.nan
        && masked == that.masked
        && under == that.under
        && over == that.over;
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, Arrays.hashCode(colors), nan, masked, under, over);
  }

  /** Returns the name. */
  @Override
  public String toString() {
    return name;
  }

  private static int checkColor(String what, int color) {
    if (color < 0 || color > 0xffffff) {
      throw new IllegalArgumentException(
          what + " must be in [0x000000, 0xffffff], got 0x" + Integer.toHexString(color));
    }
    return color;
  }
}
