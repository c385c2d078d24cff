package dev.attn.recompute;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.tensor.NumericArray;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** Vectors that change places. */
final class Permutations {

  private Permutations() {}

  static void checkPlaces(Set<Integer> places, int count) {
    for (int place : places) {
      if (place < 0 || place >= count) {
        throw new IndexOutOfBoundsException(
            "padded position must be in [0, " + count + "), got " + place);
      }
    }
  }

  /** Returns a random order of all places but the fixed ones (Fisher and Yates). */
  static int[] random(int count, Set<Integer> fixed, long seed) {
    int[] order = IntStream.range(0, count).toArray();
    int[] free = IntStream.range(0, count).filter(place -> !fixed.contains(place)).toArray();
    Random random = new Random(seed);
    for (int i = free.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int other = order[free[i]];
      order[free[i]] = order[free[j]];
      order[free[j]] = other;
    }
    return order;
  }

  static NumericArray apply(NumericArray vectors, VectorAxis axis, int[] from) {
    int axisLength = vectors.length(axis == VectorAxis.TOKENS ? 2 : 1);
    checkArgument(
        from.length == axisLength,
        "permutation must have a place for each of %s %s, got %s",
        axisLength,
        axis == VectorAxis.TOKENS ? "tokens" : "heads",
        from.length);
    double[] values = vectors.toDoubles();
    double[] moved = new double[values.length];
    int width = vectors.length(3);
    int block = axis == VectorAxis.TOKENS ? width : vectors.length(2) * width;
    for (int start = 0; start < values.length; start += axisLength * block) {
      for (int i = 0; i < axisLength; i++) {
        System.arraycopy(values, start + from[i] * block, moved, start + i * block, block);
      }
    }
    return Vectors.copy(moved, vectors);
  }
}
