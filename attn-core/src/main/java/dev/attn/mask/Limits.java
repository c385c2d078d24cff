package dev.attn.mask;

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
}
