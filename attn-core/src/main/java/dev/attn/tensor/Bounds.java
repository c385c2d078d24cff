package dev.attn.tensor;

/** Checks of indices and ranges, with the one wording that their messages have. */
final class Bounds {

  private Bounds() {}

  static void index(String name, int index, int size) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException(name + " must be in [0, " + size + "), got " + index);
    }
  }

  static void range(String name, int from, int to, int size) {
    if (from < 0 || to < from || to > size) {
      throw new IndexOutOfBoundsException(
          name + " range must lie in [0, " + size + "), got [" + from + ", " + to + ")");
    }
  }

  static void room(String name, int length, int needed) {
    if (length < needed) {
      throw new IllegalArgumentException(
          name + " length must be at least " + needed + ", got " + length);
    }
  }
}
