package dev.attn.aggregate;

/** The check of an index, with the one wording that its message has. */
final class Indices {

  private Indices() {}

  static void check(String name, int index, int size) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException(name + " must be in [0, " + size + "), got " + index);
    }
  }
}
