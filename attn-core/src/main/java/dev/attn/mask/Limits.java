package dev.attn.mask;

import java.util.Arrays;

/** Checks of arguments, with the one wording that their messages have. */
final class Limits {

  private Limits() {}

  static void index(String name, int index, int size) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException(name + " must be in [0, " + size + "), got " + index);
    }
  }

  static int atLeast(String name, int least, int value) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + ", got " + value);
    }
    return value;
  }

  /** Checks {@code least <= value <= most}. */
  static int between(String name, int least, int most, int value) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " must be in [" + least + ", " + most + "], got " + value);
    }
    return value;
  }

  /** Checks that {@code [from, to)} is a range inside {@code [0, size)}; it may be empty. */
  static void range(String name, int from, int to, int size) {
    if (from < 0 || to < from || to > size) {
      throw new IllegalArgumentException(
          name + " range must lie in [0, " + size + "), got [" + from + ", " + to + ")");
    }
  }

  /** Returns the sum, which must fit an axis. */
  static int sum(String name, int... lengths) {
    long sum = 0;
    for (int length : lengths) {
      sum += length;
    }
    if (sum > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          name + " must add up to at most " + Integer.MAX_VALUE + ", got " + sum);
    }
    return (int) sum;
  }

  /** Returns the product, which must fit an axis. */
  static int product(String name, int... sizes) {
    long product = 1;
    for (int size : sizes) {
      if (size == 0) {
        return 0;
      }
      product = product > Integer.MAX_VALUE ? product : product * size;
    }
    if (product > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          name
              + " must have a product of at most "
              + Integer.MAX_VALUE
              + ", got "
              + Arrays.toString(sizes));
    }
    return (int) product;
  }

  /** Returns a sorted copy of {@code indices}, which must lie in {@code [0, size)}. */
  static int[] sortedIndices(String name, int[] indices, int size) {
    int[] sorted = indices.clone();
    Arrays.sort(sorted);
    for (int index : sorted) {
      if (index < 0 || index >= size) {
        throw new IllegalArgumentException(name + " must be in [0, " + size + "), got " + index);
      }
    }
    return sorted;
  }
}
