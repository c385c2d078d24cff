package dev.attn.render.color;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.Objects;

/**
 * The colormaps that come with the library: 34 tables of 256 colours, each also in reverse.
 *
 * <p>Which one: viridis, magma, inferno, plasma or cividis for weights and scores; YlOrBr and the
 * other ColorBrewer sequences for print; coolwarm, RdBu and their kind for values about a centre;
 * phase for angles. turbo and cubehelix, the grey ramps and the rest are there because published
 * figures use them.
 */
public final class Colormaps {

  private static final ImmutableList<String> TABLES =
      ImmutableList.of("viridis", "magma", "inferno", "plasma", "cividis", "turbo", "phase");
  private static final ImmutableList<String> ANCHORED =
      ImmutableList.of(
          "YlOrBr",
          "YlOrRd",
          "YlGnBu",
          "PuBuGn",
          "Blues",
          "Greens",
          "Reds",
          "Oranges",
          "Purples",
          "Greys",
          "RdBu",
          "PiYG",
          "PRGn",
          "BrBG",
          "PuOr",
          "RdYlBu",
          "RdGy",
          "Spectral");
  private static final ImmutableList<String> RAMPS =
      ImmutableList.of("gray", "binary", "bwr", "seismic", "hot", "afmhot", "copper");
  private static final ImmutableSet<String> DIVERGING =
      ImmutableSet.of(
          "coolwarm",
          "RdBu",
          "PiYG",
          "PRGn",
          "BrBG",
          "PuOr",
          "RdYlBu",
          "RdGy",
          "Spectral",
          "bwr",
          "seismic");
  private static final int SIZE = 256;
  private static final String COOLWARM = "coolwarm";
  private static final String CUBEHELIX = "cubehelix";
  private static final ImmutableList<String> NAMES =
      ImmutableList.<String>builder()
          .addAll(TABLES)
          .add(COOLWARM)
          .addAll(ANCHORED)
          .addAll(RAMPS)
          .add(CUBEHELIX)
          .build();

  private Colormaps() {}

  /** Returns viridis: dark violet over green to yellow, even to the eye. The default. */
  public static Colormap viridis() {
    return named("viridis");
  }

  /** Returns magma: black over purple to pale yellow. */
  public static Colormap magma() {
    return named("magma");
  }

  /** Returns inferno: black over red to pale yellow. */
  public static Colormap inferno() {
    return named("inferno");
  }

  /** Returns plasma: blue over red to yellow. */
  public static Colormap plasma() {
    return named("plasma");
  }

  /**
   * Returns coolwarm: blue over light grey to red, for values about a centre.
   *
   * @source Moreland, 2009, Diverging Color Maps for Scientific Visualization, ISVC, LNCS 5876
   */
  public static Colormap coolwarm() {
    return named(COOLWARM);
  }

  /** Returns the names of all maps, without those of the reverses. */
  public static ImmutableList<String> names() {
    return NAMES;
  }

  /**
   * Returns the map of that name, case-sensitive; with {@code _r} at its end, the map in reverse.
   *
   * @param name one of {@link #names()}, or one of them followed by {@code _r}
   * @cost reads a table of about 2 KB
   */
  public static Colormap named(String name) {
    Objects.requireNonNull(name, "name must not be null");
    boolean reversed = name.endsWith("_r");
    String plain = reversed ? name.substring(0, name.length() - 2) : name;
    checkArgument(
        NAMES.contains(plain),
        "name must be a colormap or its reverse with _r, got %s; Colormaps.names() lists them",
        name);
    Colormap map = map(plain);
    return reversed ? map.reversed() : map;
  }

  private static Colormap map(String name) {
    int[] table = table(name, SIZE);
    if (DIVERGING.contains(name)) {
      return Colormap.diverging(name, table, table(name, SIZE + 1));
    }
    Colormap map = Colormap.copyOf(name, table);
    return name.equals("phase") ? map.withKind(Colormap.Kind.CYCLIC) : map;
  }

  private static int[] table(String name, int size) {
    if (TABLES.contains(name)) {
      return ColorTables.listed(name);
    }
    if (ANCHORED.contains(name)) {
      return ColorTables.anchored(name, size);
    }
    if (RAMPS.contains(name)) {
      return ColorTables.ramps(name, size);
    }
    return name.equals(COOLWARM) ? ColorTables.coolwarm(size) : ColorTables.cubehelix(size);
  }
}
