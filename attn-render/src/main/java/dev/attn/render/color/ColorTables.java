package dev.attn.render.color;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;

/**
 * Builds tables of colours from the files beside this class and from formulas.
 *
 * <p>Entry i of n is the colour at x = i / (n − 1). The order of operations is part of the result:
 * some levels lie exactly between two bytes.
 */
final class ColorTables {

  private ColorTables() {}

  /** A table stored entry by entry. */
  static int[] listed(String name) {
    return colors(lines(name + ".hex"));
  }

  /** A table mixed from class colours, bytes as bytes. */
  static int[] anchored(String name, int size) {
    int[] anchors = colors(split(rows("brewer-anchors.tsv", name).get(0).get(1), " "));
    return table(
        size,
        between(channel(anchors, 16)),
        between(channel(anchors, 8)),
        between(channel(anchors, 0)));
  }

  /** A table mixed from the 33 control points of the map. */
  static int[] coolwarm(int size) {
    List<List<String>> points = rows("coolwarm-msh33.tsv");
    return table(
        size, between(scaled(points, 0)), between(scaled(points, 1)), between(scaled(points, 2)));
  }

  /** A table made of straight lines. */
  static int[] ramps(String name, int size) {
    List<List<String>> rows = rows("ramps.tsv", name);
    return table(
        size, ramp(rows.get(0).get(2)), ramp(rows.get(1).get(2)), ramp(rows.get(2).get(2)));
  }

  /**
   * A helix about the grey diagonal: start 0.5, −1.5 rotations, hue 1, gamma 1.
   *
   * @source Green, 2011, A colour scheme for the display of astronomical intensity images, Bull.
   *     Astr. Soc. India 39, 289
   */
  static int[] cubehelix(int size) {
    return table(size, helix(-0.14861, 1.78277), helix(-0.29227, -0.90649), helix(1.97294, 0));
  }

  private static DoubleUnaryOperator helix(double cosine, double sine) {
    return x -> {
      double amplitude = x * (1 - x) / 2;
      double angle = 2 * Math.PI * (0.5 / 3 - 1.5 * x);
      double deviation = cosine * StrictMath.cos(angle) + sine * StrictMath.sin(angle);
      return 255 * Math.min(Math.max(x + amplitude * deviation, 0), 1);
    };
  }

  private static int[] table(
      int size, DoubleUnaryOperator red, DoubleUnaryOperator green, DoubleUnaryOperator blue) {
    int[] table = new int[size];
    for (int i = 0; i < size; i++) {
      double x = i / (size - 1.0);
      table[i] = level(red, x) << 16 | level(green, x) << 8 | level(blue, x);
    }
    return table;
  }

  private static int level(DoubleUnaryOperator channel, double x) {
    return (int) Math.floor(channel.applyAsDouble(x) + 0.5);
  }

  /** Evenly spaced points joined by lines. */
  private static DoubleUnaryOperator between(double[] points) {
    return x -> {
      double y = x * (points.length - 1);
      int j = Math.min((int) Math.floor(y), points.length - 2);
      return points[j] + (points[j + 1] - points[j]) * (y - j);
    };
  }

  private static DoubleUnaryOperator ramp(String breakpoints) {
    double[][] points =
        split(breakpoints, " ").stream()
            .map(pair -> split(pair, ":").stream().mapToDouble(Double::parseDouble).toArray())
            .toArray(double[][]::new);
    return x -> {
      int end = 1;
      while (x > points[end][0]) {
        end++;
      }
      double[] p = points[end - 1];
      double[] q = points[end];
      return 255 * (p[1] + (q[1] - p[1]) * ((x - p[0]) / (q[0] - p[0])));
    };
  }

  private static List<String> split(String text, String separator) {
    return List.of(text.split(separator, 0));
  }

  private static int[] colors(List<String> hex) {
    int[] colors = new int[hex.size()];
    for (int i = 0; i < colors.length; i++) {
      colors[i] = Integer.parseInt(hex.get(i), 16);
    }
    return colors;
  }

  private static double[] channel(int[] colors, int shift) {
    double[] levels = new double[colors.length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = colors[i] >> shift & 0xff;
    }
    return levels;
  }

  private static double[] scaled(List<List<String>> points, int column) {
    return points.stream()
        .mapToDouble(point -> 255 * Double.parseDouble(point.get(column)))
        .toArray();
  }

  private static List<List<String>> rows(String file, String name) {
    return rows(file).stream().filter(row -> row.get(0).equals(name)).toList();
  }

  private static List<List<String>> rows(String file) {
    return lines(file).stream().map(line -> split(line, "\t")).toList();
  }

  private static List<String> lines(String file) {
    try (InputStream resource = ColorTables.class.getResourceAsStream(file)) {
      byte[] bytes = Objects.requireNonNull(resource, file + " must be in the jar").readAllBytes();
      return split(new String(bytes, StandardCharsets.UTF_8), "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(file + " must be readable", e);
    }
  }
}
