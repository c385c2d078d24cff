package dev.attn.render.encode;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;
import java.math.BigDecimal;
import java.util.Locale;

/** Numbers, colours and outlines as SVG writes them. */
final class SvgPaths {

  private static final int DECIMALS = 1000;
  private static final String COMMANDS = "MLQCZ";
  private static final int[] POINTS = {1, 1, 2, 3, 0};

  private SvgPaths() {}

  /** Returns a number with at most three decimals and no more digits than it needs. */
  static String number(double value) {
    return BigDecimal.valueOf(Math.round(value * DECIMALS), 3).stripTrailingZeros().toPlainString();
  }

  /** Returns a number with all its decimals. */
  static String exact(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  static String color(int rgb) {
    return String.format(Locale.US, "#%06x", rgb);
  }

  /** Returns a rectangle of whole pixels as a part of a path. */
  static String rectangle(int x, int y, int width, int height) {
    return "M" + x + " " + y + "h" + width + "v" + height + "h-" + width + "z";
  }

  /** Returns the path of an outline. */
  static String path(Shape shape, AffineTransform transform) {
    StringBuilder path = new StringBuilder();
    double[] points = new double[6];
    for (PathIterator each = shape.getPathIterator(transform); !each.isDone(); each.next()) {
      int segment = each.currentSegment(points);
      path.append(COMMANDS.charAt(segment));
      for (int i = 0; i < 2 * POINTS[segment]; i++) {
        String number = number(points[i]);
        path.append(i > 0 && !number.startsWith("-") ? " " : "").append(number);
      }
    }
    return path.toString();
  }
}
