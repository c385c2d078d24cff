package dev.attn.render.paint;

import dev.attn.render.color.ColorScale;
import dev.attn.render.color.Normalization;

/**
 * The values at which the colours of a scale change, found once so that very many values can be
 * coloured by comparisons: each as {@link ColorScale#rgb} would.
 *
 * <p>Norms rise, and neighbouring floats lie so much farther apart than doubles that no rounding
 * exchanges them: the values of one entry of the table are those between two steps.
 */
final class ColorSteps {

  /** Entries by which an even spacing is left short, so that rounding never makes it too far. */
  private static final float MARGIN = 1f / 1024;

  private final ColorScale scale;
  private final int[] colors;

  /** The smallest value of each entry of the table, and infinity. */
  private final float[] first;

  private final float last;
  private final float entriesPerUnit;
  private final boolean even;

  ColorSteps(ColorScale scale) {
    this.scale = scale;
    Normalization norm = scale.norm();
    colors = new int[scale.map().size()];
    first = new float[colors.length + 1];
    first[colors.length] = Float.POSITIVE_INFINITY;
    for (int i = 0; i < colors.length; i++) {
      int entry = i;
      colors[i] = scale.map().color(i);
      first[i] =
          ordered(
              placeOfFirst(
                  value ->
                      value > norm.hi()
                          || (value >= norm.lo()
                              && norm.position(value) * colors.length >= entry)));
    }
    last = ordered(placeOfFirst(value -> value > norm.hi()) - 1);
    entriesPerUnit = (float) (colors.length / (norm.hi() - norm.lo()));
    even = isEven();
  }

  /** Whether the even spacing gives every value its entry or the one before it. */
  private boolean isEven() {
    for (int i = 0; i < colors.length; i++) {
      float end = i == colors.length - 1 ? last : Math.nextDown(first[i + 1]);
      if (!(first[i] <= end) || near(first[i]) < i - 1 || near(end) > i) {
        return false;
      }
    }
    return true;
  }

  /** Writes the colour of each value. */
  void color(float[] values, int[] target) {
    if (even) {
      colorEvenly(values, target);
      return;
    }
    for (int i = 0; i < values.length; i++) {
      boolean inside = values[i] >= first[0] && values[i] <= last;
      target[i] = inside ? colors[search(values[i])] : scale.rgb(values[i]);
    }
  }

  private void colorEvenly(float[] values, int[] target) {
    float lo = first[0];
    for (int i = 0; i < values.length; i++) {
      float value = values[i];
      if (value >= lo && value <= last) {
        int entry = near(value);
        target[i] = colors[value >= first[entry + 1] ? entry + 1 : entry];
      } else {
        target[i] = scale.rgb(value);
      }
    }
  }

  /** Never falls when the value rises, so that its ends tell of all values of an entry. */
  private int near(float value) {
    return (int) ((value - first[0]) * entriesPerUnit - MARGIN);
  }

  private int search(float value) {
    int entry = 0;
    for (int step = Integer.highestOneBit(colors.length); step > 0; step /= 2) {
      if (entry + step < colors.length && value >= first[entry + step]) {
        entry += step;
      }
    }
    return entry;
  }

  private interface Test {
    boolean holds(float value);
  }

  /** The place in the order of floats of the smallest one that passes, as all larger ones do. */
  private static int placeOfFirst(Test test) {
    int fails = place(Float.NEGATIVE_INFINITY) - 1;
    int passes = place(Float.POSITIVE_INFINITY);
    while (passes - (long) fails > 1) {
      int middle = (int) (((long) fails + passes) >> 1);
      if (test.holds(ordered(middle))) {
        passes = middle;
      } else {
        fails = middle;
      }
    }
    return passes;
  }

  /** Floats in the order of their places: -0 before 0, the infinities at the ends. */
  private static int place(float value) {
    return signFolded(Float.floatToRawIntBits(value));
  }

  private static float ordered(int place) {
    return Float.intBitsToFloat(signFolded(place));
  }

  private static int signFolded(int bits) {
    return bits ^ (bits >> 31 & Integer.MAX_VALUE);
  }
}
