package dev.attn.metric;

/** Where the pairs (i, j) with i ≤ j stand in a list that goes through them row by row. */
final class Triangle {

  private Triangle() {}

  /** Returns the number of such pairs of {@code size} things. */
  static int cells(int size) {
    return Math.toIntExact((long) size * (size + 1) / 2);
  }

  /** Returns the place of one pair. */
  static int index(int i, int j, int size) {
    return (int) ((long) i * (2L * size - i + 1) / 2) + j - i;
  }
}
