package dev.attn.render.layout;

import dev.attn.render.color.Normalization;
import dev.attn.render.figure.Grid;
import java.util.OptionalDouble;

/**
 * Where points come to lie, with units equally long in both directions.
 *
 * @param left number at the left edge
 * @param bottom number at the lower edge
 * @param unit pixels of 1
 * @param width in px
 * @param height in px
 */
record Plane(double left, double bottom, double unit, int width, int height) {

  /** How much lower than wide, or narrower than high, a plane may be. */
  private static final int MOST_ASPECT = 3;

  /**
   * Returns the plane of some points.
   *
   * @param span px of the longer side
   * @param around px between the outermost points and the frame
   */
  static Plane of(Grid points, int span, int around) {
    double[] x = range(points, 0);
    double[] y = range(points, 1);
    double reach = Math.max(x[1] - x[0], y[1] - y[0]);
    int room = Math.max(1, span - 2 * around);
    double unit = reach > 0 ? room / reach : room;
    int least = Math.max(1, span / MOST_ASPECT);
    int width = Math.max(least, (int) Math.round((x[1] - x[0]) * unit) + 2 * around);
    int height = Math.max(least, (int) Math.round((y[1] - y[0]) * unit) + 2 * around);
    double left = (x[0] + x[1]) / 2 - width / unit / 2;
    double bottom = (y[0] + y[1]) / 2 - height / unit / 2;
    return new Plane(left, bottom, unit, width, height);
  }

  private static double[] range(Grid points, int column) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < points.rows(); i++) {
      min = Math.min(min, points.value(i, column));
      max = Math.max(max, points.value(i, column));
    }
    return new double[] {min, max};
  }

  /** Returns the column of pixels of a number, from the left. */
  int x(double value) {
    return (int) Math.round((value - left) * unit);
  }

  /** Returns the row of pixels of a number, from the top. */
  int y(double value) {
    return (int) Math.round(height - (value - bottom) * unit);
  }

  Normalization horizontal() {
    return Normalization.linear(left, left + width / unit);
  }

  Normalization vertical() {
    return Normalization.linear(bottom, bottom + height / unit);
  }

  /** Returns the distance between two ticks, the same in both directions. */
  double tickStep(int perTick) {
    Normalization longer = width >= height ? horizontal() : vertical();
    Ticks ticks =
        Ticks.of(
            longer,
            OptionalDouble.empty(),
            Ticks.Ends.ROUND_ONLY,
            Math.max(width, height),
            perTick);
    return ticks.values().get(1) - ticks.values().get(0);
  }
}
