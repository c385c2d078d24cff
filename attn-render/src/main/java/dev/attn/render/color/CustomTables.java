package dev.attn.render.color;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import java.util.function.DoubleFunction;

/** Builds tables from colours that a caller gives. */
final class CustomTables {

  private static final int CONTROL_POINTS = 32;

  private CustomTables() {}

  /** A table of {@code size} entries through stops that begin at 0, rise, and end at 1. */
  static int[] through(List<Colormap.Stop> stops, Blend blend, int size) {
    return table(size, position -> between(stops, blend, position));
  }

  static void check(List<Colormap.Stop> stops) {
    checkArgument(stops.size() >= 2, "stops must be at least 2, got %s", stops.size());
    checkArgument(stops.get(0).at() == 0, "first stop must be at 0, got %s", stops.get(0));
    Colormap.Stop last = stops.get(stops.size() - 1);
    checkArgument(last.at() == 1, "last stop must be at 1, got %s", last);
    for (int i = 1; i < stops.size(); i++) {
      checkArgument(stops.get(i).at() > stops.get(i - 1).at(), "stops must rise, got %s", stops);
    }
  }

  private static double[] between(List<Colormap.Stop> stops, Blend blend, double position) {
    int end = 1;
    while (position > stops.get(end).at()) {
      end++;
    }
    Colormap.Stop from = stops.get(end - 1);
    Colormap.Stop to = stops.get(end);
    double fraction = (position - from.at()) / (to.at() - from.at());
    double[] low = ColorSpaces.srgb(from.color());
    double[] high = ColorSpaces.srgb(to.color());
    if (blend == Blend.SRGB) {
      return ColorSpaces.mix(low, high, fraction);
    }
    double[] mixed =
        ColorSpaces.mix(
            ColorSpaces.oklab(ColorSpaces.intensities(low)),
            ColorSpaces.oklab(ColorSpaces.intensities(high)),
            fraction);
    return ColorSpaces.srgb(ColorSpaces.fromOklab(mixed));
  }

  /** A diverging table: control points of the construction, joined by lines in sRGB. */
  static int[] diverging(double[] low, double[] high, int size) {
    double[][] points = new double[CONTROL_POINTS + 1][];
    for (int i = 0; i <= CONTROL_POINTS; i++) {
      points[i] = Msh.diverging(low, high, i / (double) CONTROL_POINTS);
    }
    return table(
        size,
        position -> {
          double y = position * CONTROL_POINTS;
          int j = Math.min((int) Math.floor(y), CONTROL_POINTS - 1);
          return ColorSpaces.mix(points[j], points[j + 1], y - j);
        });
  }

  private static int[] table(int size, DoubleFunction<double[]> color) {
    int[] table = new int[size];
    for (int i = 0; i < size; i++) {
      table[i] = ColorSpaces.rgb(color.apply(i / (size - 1.0)));
    }
    return table;
  }
}
