package dev.attn.mask.testing;

/**
 * Two masks drawn over each other, cut to eleven rows and keys around one cell.
 *
 * <pre>
 * # both allow, . both block, + only actual, - only expected
 *       0123
 *   0   #...
 *   1   ##..
 *   2   .+#.
 *   3   ..##
 * </pre>
 */
final class Picture {

  private static final int MOST = 11;

  private final int rows;
  private final int keys;

  Picture(int rows, int keys) {
    this.rows = rows;
    this.keys = keys;
  }

  /** Returns the picture around query {@code q} and key {@code k}, each line begun by a newline. */
  String around(int q, int k, Cells actual, Cells expected) {
    int top = first(q, rows);
    int left = first(k, keys);
    int bottom = Math.min(rows, top + MOST);
    int right = Math.min(keys, left + MOST);
    int width = Integer.toString(bottom - 1).length();
    StringBuilder text =
        new StringBuilder("\n  # both allow, . both block, + only actual, - only expected");
    appendKeys(text, " ".repeat(width + 3), left, right);
    for (int i = top; i < bottom; i++) {
      String number = Integer.toString(i);
      text.append("\n  ").append(" ".repeat(width - number.length())).append(number).append(' ');
      for (int j = left; j < right; j++) {
        text.append(sign(actual.allows(i, j), expected.allows(i, j)));
      }
    }
    return text.toString();
  }

  private static int first(int centre, int size) {
    return Math.max(0, Math.min(centre - MOST / 2, size - MOST));
  }

  /** Writes the key numbers from top to bottom. */
  private static void appendKeys(StringBuilder text, String indent, int left, int right) {
    int digits = Integer.toString(right - 1).length();
    for (int line = digits; line > 0; line--) {
      StringBuilder numbers = new StringBuilder("\n").append(indent);
      for (int j = left; j < right; j++) {
        String number = Integer.toString(j);
        numbers.append(number.length() < line ? ' ' : number.charAt(number.length() - line));
      }
      text.append(numbers);
    }
  }

  private static char sign(boolean actual, boolean expected) {
    if (actual == expected) {
      return actual ? '#' : '.';
    }
    return actual ? '+' : '-';
  }
}
