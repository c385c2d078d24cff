package dev.attn.render.figure;

import java.util.function.Consumer;

/**
 * Exact percentiles of any number of values in constant memory: the upper half of a value's bits is
 * counted first, then the lower half of those that share the upper half.
 *
 * @param walk visits the values, always the same ones
 * @param count how many there are, at least one
 */
record Percentile(Consumer<CellWalk.Values> walk, long count) {

  private static final int HALF = 1 << 16;

  static Percentile of(Consumer<CellWalk.Values> walk) {
    long[] count = new long[1];
    walk.accept(value -> count[0]++);
    return new Percentile(walk, count[0]);
  }

  /** Returns the value with {@code percent} of the others below it, interpolated evenly. */
  double at(double percent) {
    double rank = percent / 100 * (count - 1);
    long below = (long) Math.floor(rank);
    double lower = ranked(below);
    double fraction = rank - below;
    return fraction == 0 ? lower : lower + (ranked(below + 1) - lower) * fraction;
  }

  /** Returns the value with exactly {@code rank} values before it in rising order. */
  private float ranked(long rank) {
    long[] high = new long[HALF];
    walk.accept(value -> high[key(value) >>> 16]++);
    long before = 0;
    int bin = 0;
    while (before + high[bin] <= rank) {
      before += high[bin++];
    }
    int found = bin;
    long[] low = new long[HALF];
    walk.accept(
        value -> {
          if (key(value) >>> 16 == found) {
            low[key(value) & (HALF - 1)]++;
          }
        });
    bin = 0;
    while (before + low[bin] <= rank) {
      before += low[bin++];
    }
    return value(found << 16 | bin);
  }

  /** Bits that are in the same order, unsigned, as the values. */
  private static int key(float value) {
    int bits = Float.floatToIntBits(value);
    return bits < 0 ? ~bits : bits ^ Integer.MIN_VALUE;
  }

  private static float value(int key) {
    return Float.intBitsToFloat(key < 0 ? key ^ Integer.MIN_VALUE : ~key);
  }
}
