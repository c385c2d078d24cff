package dev.attn.mask;

import java.util.Arrays;
import java.util.Locale;

/** Checks of arguments, with the one wording that their messages have. */
final class Limits {

  /** A copy of a mask has at most so many cells unless its caller asks for more. */
  static final long LARGEST_DENSE = 1L << 26;

  /** So many cells take the memory that an array needs besides its elements. */
  private static final int CELLS_PER_ARRAY = 16;

  /** More heads than any model has; an array of so many is small. */
  private static final int MOST_HEADS = 1 << 16;

  private Limits() {}

  /** Checks a number of heads for which something is computed. */
  static int heads(int heads) {
    atLeast("heads", 1, heads);
    if (heads > MOST_HEADS) {
      throw new IllegalArgumentException("heads must be at most " + MOST_HEADS + ", got " + heads);
    }
    return heads;
  }

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

  /** Checks that a copy with an array for every row does not get too large. */
  static void dense(int rows, int keys, long mostCells) {
    dense("cells", mostCells, (long) rows * keys);
    // Rows cost memory of their own, however few keys they have.
    dense("rows", Math.max(mostCells, LARGEST_DENSE) / CELLS_PER_ARRAY, rows);
  }

  private static void dense(String what, long most, long got) {
    if (got > most) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "mask must have at most %,d %s to be copied, got %,d; walk its rows or pass a"
                  + " higher limit",
              most,
              what,
              got));
    }
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
