package dev.attn.render.color;

import static java.util.Objects.requireNonNull;

/**
 * What colours and colormaps look like to people with a colour vision deficiency.
 *
 * <p>About one man in twelve and one woman in two hundred sees fewer hues than others do; a map
 * that tells values by hue alone tells them nothing.
 */
public final class ColorVision {

  /** Kinds of vision in which one sort of cones is missing. */
  public enum Deficiency {
    /** Without cones for long waves: red is dark. */
    PROTANOPIA,
    /** Without cones for middle waves: red and green look alike. The most common one. */
    DEUTERANOPIA,
    /** Without cones for short waves: blue and green look alike. Rare. */
    TRITANOPIA
  }

  private static double[][] matrix(Deficiency deficiency) {
    return switch (deficiency) {
      case PROTANOPIA ->
          new double[][] {
            {0.152286, 1.052583, -0.204868},
            {0.114503, 0.786281, 0.099216},
            {-0.003882, -0.048116, 1.051998}
          };
      case DEUTERANOPIA ->
          new double[][] {
            {0.367322, 0.860646, -0.227968},
            {0.280085, 0.672501, 0.047413},
            {-0.011820, 0.042940, 0.968881}
          };
      case TRITANOPIA ->
          new double[][] {
            {1.255528, -0.076749, -0.178779},
            {-0.078411, 0.930809, 0.147602},
            {0.004733, 0.691367, 0.303900}
          };
    };
  }

  /** A part of the range from which on two values should look different. */
  private static final double APART = 0.25;

  private ColorVision() {}

  /**
   * Returns how {@code rgb} looks to someone with the deficiency at full severity.
   *
   * @source Machado, Oliveira, Fernandes, 2009, A Physiologically-based Model for Simulation of
   *     Color Vision Deficiency, IEEE TVCG 15(6), table 1; doi:10.1109/TVCG.2009.113
   */
  public static int simulate(int rgb, Deficiency deficiency) {
    requireNonNull(deficiency, "deficiency must not be null");
    return ColorSpaces.rgb(ColorSpaces.srgb(seen(rgb, deficiency)));
  }

  /** Intensities as seen, cut to what a screen can show. */
  private static double[] seen(int rgb, Deficiency deficiency) {
    double[] intensities = ColorSpaces.intensities(ColorSpaces.srgb(rgb));
    double[] seen = ColorSpaces.times(matrix(deficiency), intensities);
    for (int i = 0; i < 3; i++) {
      seen[i] = Math.min(Math.max(seen[i], 0), 1);
    }
    return seen;
  }

  /**
   * Returns the distance of two colours in CIELAB: 0 for equal ones, about 2 for the smallest
   * difference that is seen side by side, 100 for black and white.
   *
   * @source CIE 15, 1976, the colour difference ΔE*ab
   */
  public static double distance(int rgb, int other) {
    return distance(lab(rgb), lab(other));
  }

  /** Returns the CIELAB lightness of a colour, from 0 for black to 100 for white. */
  public static double lightness(int rgb) {
    return lab(rgb)[0];
  }

  private static double[] lab(int rgb) {
    return ColorSpaces.lab(ColorSpaces.intensities(ColorSpaces.srgb(rgb)));
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(sum);
  }

  /**
   * Returns the smallest distance between any two entries of a map that are at least a quarter of
   * its range apart, as seen with a deficiency; in a cyclic map the way round counts too. Below 10
   * the map tells some values from others badly.
   */
  public static double smallestDistance(Colormap map, Deficiency deficiency) {
    requireNonNull(map, "map must not be null");
    requireNonNull(deficiency, "deficiency must not be null");
    double[][] seen = new double[map.size()][];
    for (int i = 0; i < seen.length; i++) {
      seen[i] = ColorSpaces.lab(seen(map.color(i), deficiency));
    }
    int apart = Math.max(1, (int) Math.ceil(APART * (map.size() - 1)));
    boolean ring = map.kind() == Colormap.Kind.CYCLIC;
    double smallest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < seen.length; i++) {
      int end = ring ? Math.min(seen.length, i + seen.length - apart + 1) : seen.length;
      for (int j = i + apart; j < end; j++) {
        smallest = Math.min(smallest, distance(seen[i], seen[j]));
      }
    }
    return smallest;
  }

  /** Returns the smallest of the distances with each deficiency. */
  public static double smallestDistance(Colormap map) {
    requireNonNull(map, "map must not be null");
    double smallest = Double.POSITIVE_INFINITY;
    for (Deficiency deficiency : Deficiency.values()) {
      smallest = Math.min(smallest, smallestDistance(map, deficiency));
    }
    return smallest;
  }

  /**
   * Returns the largest way back in lightness along a map: how far a later entry is on the wrong
   * side of an earlier one. 0 if the map only becomes lighter or only darker; below 1 the eye does
   * not see it.
   */
  public static double lightnessReversal(Colormap map) {
    requireNonNull(map, "map must not be null");
    double first = lightness(map.color(0));
    double last = lightness(map.color(map.size() - 1));
    double sign = last >= first ? 1 : -1;
    double reached = sign * first;
    double reversal = 0;
    for (int i = 1; i < map.size(); i++) {
      double now = sign * lightness(map.color(i));
      reversal = Math.max(reversal, reached - now);
      reached = Math.max(reached, now);
    }
    return reversal;
  }
}
