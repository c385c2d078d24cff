package dev.attn.tensor;

import java.util.Arrays;

/** Comparison of ranges of elements by value, in pieces of bounded size. */
final class ElementRanges {

  private static final int PIECE = 8192;

  private ElementRanges() {}

  static boolean equal(Elements a, long fromA, Elements b, long fromB, long count) {
    double[] left = new double[(int) Math.min(PIECE, count)];
    double[] right = new double[left.length];
    for (long done = 0; done < count; done += PIECE) {
      int length = (int) Math.min(PIECE, count - done);
      a.read(fromA + done, left, 0, length);
      b.read(fromB + done, right, 0, length);
      if (!Arrays.equals(left, 0, length, right, 0, length)) {
        return false;
      }
    }
    return true;
  }

  /** Returns a hash of at most the first piece: bounded in cost, and equal ranges hash equally. */
  static int hash(Elements elements, long from, long count) {
    double[] first = new double[(int) Math.min(PIECE, count)];
    elements.read(from, first, 0, first.length);
    return Arrays.hashCode(first);
  }
}
