package dev.attn.render.color;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A table of colours from low to high, with colours of their own for NaN, masked, under and over.
 *
 * <p>Colours are {@code 0xRRGGBB}. Two maps are equal if their names and all their colours are.
 */
public final class Colormap {

  private static final int DEFAULT_NAN = 0x9e9e9e;

  /** The colour of masked cells in maps that do not choose one of their own. */
  public static final int DEFAULT_MASKED = 0xececec;

  private static final String REVERSED = "_r";

  private static final int SIZE = 256;

  /** What the order of the colours says. */
  public enum Kind {
    /** From little to much. */
    SEQUENTIAL,
    /** Away from a neutral middle in two directions. */
    DIVERGING,
    /** The ends meet, as with angles. */
    CYCLIC
  }

  /**
   * A colour at a place of a map.
   *
   * @param at from 0 for the low end to 1 for the high end
   * @param color {@code 0xRRGGBB}
   */
  public record Stop(double at, int color) {

    /** Checks both. */
    public Stop {
      checkArgument(at >= 0 && at <= 1, "stop must be in [0, 1], got %s", at);
      checkColor("color", color);
    }

    /** Returns place and colour, for example {@code #fde725 at 1.0}. */
    @Override
    public String toString() {
      return "#" + Integer.toHexString(0x1000000 | color).substring(1) + " at " + at;
    }
  }

  /** The colours of cells that have no place in the table. */
  private record Special(int nan, int masked, int under, int over) {}

  private final String name;
  private final Kind kind;
  private final int[] colors;
  private final int[] centred;
  private final Special special;

  private Colormap(String name, Kind kind, int[] colors, int[] centred, Special special) {
    this.name = name;
    this.kind = kind;
    this.colors = colors;
    this.centred = centred;
    this.special = special;
  }

  /**
   * Returns a sequential map with a copy of {@code colors}, low end first. NaN is {@code #9e9e9e},
   * masked {@code #ececec}; under and over are the end colours.
   */
  public static Colormap copyOf(String name, int[] colors) {
    int[] own = Objects.requireNonNull(colors, "colors must not be null").clone();
    checkArgument(own.length > 0, "colors must not be empty, got 0 entries");
    for (int color : own) {
      checkColor("color", color);
    }
    return of(name, Kind.SEQUENTIAL, own, own);
  }

  /** A map whose middle is one entry of a second table of odd length. */
  static Colormap diverging(String name, int[] colors, int[] centred) {
    return of(name, Kind.DIVERGING, colors, centred);
  }

  private static Colormap of(String name, Kind kind, int[] colors, int[] centred) {
    Objects.requireNonNull(name, "name must not be null");
    Special special =
        new Special(DEFAULT_NAN, DEFAULT_MASKED, colors[0], colors[colors.length - 1]);
    return new Colormap(name, kind, colors, centred, special);
  }

  /**
   * Returns a sequential map of 256 entries through evenly spaced colours.
   *
   * <p>For example {@code Colormap.of("ink", Blend.OKLAB, 0xffffff, 0x08306b)}.
   *
   * @param colors at least two, {@code 0xRRGGBB}, low end first
   */
  public static Colormap of(String name, Blend blend, int... colors) {
    requireNonNull(name, "name must not be null");
    requireNonNull(blend, "blend must not be null");
    Objects.requireNonNull(colors, "colors must not be null");
    List<Stop> stops = new ArrayList<>();
    for (int i = 0; i < colors.length; i++) {
      stops.add(new Stop(colors.length == 1 ? 0 : i / (colors.length - 1.0), colors[i]));
    }
    return of(name, blend, stops);
  }

  /**
   * Returns a sequential map of 256 entries through colours at places of their own.
   *
   * @param stops at least two, rising, the first at 0, the last at 1
   */
  public static Colormap of(String name, Blend blend, List<Stop> stops) {
    requireNonNull(name, "name must not be null");
    requireNonNull(stops, "stops must not be null");
    Objects.requireNonNull(blend, "blend must not be null");
    CustomTables.check(stops);
    int[] table = CustomTables.through(stops, blend, SIZE);
    int[] centred = CustomTables.through(stops, blend, SIZE + 1);
    return of(name, Kind.SEQUENTIAL, table, centred);
  }

  /**
   * Returns a diverging map of 256 entries between any two colours, by way of a light grey: the
   * construction of coolwarm. Both colours should be saturated and equally light.
   *
   * @source Moreland, 2009, Diverging Color Maps for Scientific Visualization, ISVC, LNCS 5876
   */
  public static Colormap diverging(String name, int low, int high) {
    double[] from = ColorSpaces.srgb(checkColor("low", low));
    double[] to = ColorSpaces.srgb(checkColor("high", high));
    return diverging(
        name, CustomTables.diverging(from, to, SIZE), CustomTables.diverging(from, to, SIZE + 1));
  }

  /** Returns this map with its order of colours said to be of another kind. */
  public Colormap withKind(Kind newKind) {
    Objects.requireNonNull(newKind, "kind must not be null");
    return new Colormap(name, newKind, colors, centred, special);
  }

  /**
   * Returns this map with an odd number of entries if it is diverging, so that its middle is
   * exactly one colour: of 256 entries none is in the middle, of 257 one is. Other maps stay as
   * they are.
   */
  public Colormap withNeutralCentre() {
    return kind == Kind.DIVERGING ? new Colormap(name, kind, centred, centred, special) : this;
  }

  /**
   * Returns this map turned round: the last colour first. Under and over change places, so that
   * each stays beside the end it was chosen for. The name gains or loses {@code _r}.
   */
  public Colormap reversed() {
    String turnedName =
        name.endsWith(REVERSED)
            ? name.substring(0, name.length() - REVERSED.length())
            : name + REVERSED;
    Special turned = new Special(special.nan, special.masked, special.over, special.under);
    return new Colormap(turnedName, kind, turned(colors), turned(centred), turned);
  }

  private static int[] turned(int[] colors) {
    int[] turned = new int[colors.length];
    for (int i = 0; i < turned.length; i++) {
      turned[i] = colors[colors.length - 1 - i];
    }
    return turned;
  }

  private Colormap with(Special newSpecial) {
    return new Colormap(name, kind, colors, centred, newSpecial);
  }

  /** Returns this map with another colour for NaN. */
  public Colormap withNan(int color) {
    return with(new Special(checkColor("nan", color), special.masked, special.under, special.over));
  }

  /** Returns this map with another colour for masked cells. */
  public Colormap withMasked(int color) {
    return with(new Special(special.nan, checkColor("masked", color), special.under, special.over));
  }

  /** Returns this map with another colour for values below the limits. */
  public Colormap withUnder(int color) {
    return with(new Special(special.nan, special.masked, checkColor("under", color), special.over));
  }

  /** Returns this map with another colour for values above the limits. */
  public Colormap withOver(int color) {
    return with(new Special(special.nan, special.masked, special.under, checkColor("over", color)));
  }

  /** Returns the name, for example {@code viridis} or {@code viridis_r}. */
  public String name() {
    return name;
  }

  /** Returns what the order of the colours says. */
  public Kind kind() {
    return kind;
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
    return special.nan;
  }

  /** Returns the colour of masked cells. */
  public int masked() {
    return special.masked;
  }

  /** Returns the colour of values below the limits. */
  public int under() {
    return special.under;
  }

  /** Returns the colour of values above the limits. */
  public int over() {
    return special.over;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Colormap that
        && name.equals(that.name)
        && kind == that.kind
        && Arrays.equals(colors, that.colors)
        && Arrays.equals(centred, that.centred)
        && special.equals(that.special);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, kind, Arrays.hashCode(colors), Arrays.hashCode(centred), special);
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
