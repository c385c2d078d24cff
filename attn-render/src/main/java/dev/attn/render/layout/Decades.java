package dev.attn.render.layout;

import dev.attn.render.color.Normalization;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Powers of ten on a logarithmic bar, then their doubles and halves where there is room.
 *
 * @param norm where values lie
 * @param apart least distance of two ticks, as a part of the bar
 */
record Decades(Normalization norm, double apart) {

  private static final int COARSEST = 64;
  private static final int ENOUGH = 5;

  List<Double> values(Ticks.Ends ends) {
    TreeSet<Double> values = new TreeSet<>();
    if (ends == Ticks.Ends.NAMED) {
      values.add(norm.lo());
      values.add(norm.hi());
    }
    add(0, apart, values);
    for (int stride = COARSEST; stride >= 1; stride /= 2) {
      addPowers(1, stride, values);
    }
    if (values.size() < ENOUGH) {
      addPowers(5, 1, values);
      addPowers(2, 1, values);
    }
    return new ArrayList<>(values);
  }

  /**
   * Adds multiples of the powers of ten whose exponents are multiples of {@code stride}. The powers
   * themselves may come nearer to an end than to each other: without one, a decade is missing.
   */
  private void addPowers(int factor, int stride, TreeSet<Double> values) {
    double reach = Math.max(Math.abs(norm.lo()), Math.abs(norm.hi()));
    int highest = (int) Math.floor(StrictMath.log10(reach));
    double least = Math.min(Math.abs(norm.lo()), Math.abs(norm.hi()));
    double fromEnds = factor == 1 ? apart / 2 : apart;
    boolean crossesZero = norm.lo() <= 0 && norm.hi() >= 0;
    int lowest = crossesZero ? highest - COARSEST : (int) Math.floor(StrictMath.log10(least));
    for (int exponent = highest; exponent >= lowest; exponent--) {
      if (Math.floorMod(exponent, stride) == 0) {
        double value = Double.parseDouble(factor + "e" + exponent);
        add(value, fromEnds, values);
        add(-value, fromEnds, values);
      }
    }
  }

  private void add(double value, double fromEnds, TreeSet<Double> values) {
    if (value >= norm.lo()
        && value <= norm.hi()
        && values.stream()
            .allMatch(
                v ->
                    Math.abs(norm.position(v) - norm.position(value))
                        >= (isEnd(v) ? fromEnds : apart))) {
      values.add(value);
    }
  }

  private boolean isEnd(double value) {
    return value == norm.lo() || value == norm.hi();
  }
}
