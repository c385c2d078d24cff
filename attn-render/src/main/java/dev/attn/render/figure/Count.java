package dev.attn.render.figure;

/** Numbers of things in words: one cell is, two cells are. */
final class Count {

  private Count() {}

  /** Returns {@code 1 cell} or {@code 12 cells}. */
  static String of(long count, String thing) {
    return count + " " + thing + (count == 1 ? "" : "s");
  }

  /** Returns {@code 3 of 12 cells}. */
  static String cells(long count, long total) {
    return count + " of " + of(total, "cell");
  }

  static String are(long count) {
    return count == 1 ? "is" : "are";
  }
}
