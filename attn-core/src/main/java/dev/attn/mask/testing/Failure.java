package dev.attn.mask.testing;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.CellDifference;
import java.util.Locale;

/** The texts of failed assertions. */
final class Failure {

  private static final int LONGEST = 120;

  private Failure() {}

  /** Returns the expression of {@code mask}, cut if it is long. */
  static String name(AttentionMask mask) {
    String text = mask.toString();
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " (cut)";
  }

  /** Returns {@code 3 of 100 cells}, with digits in groups. */
  static String share(long part, long whole, String what) {
    return String.format(Locale.ROOT, "%,d of %,d %s", part, whole, what);
  }

  static long cells(AttentionMask mask) {
    return (long) mask.rows() * mask.keys();
  }

  /** Returns the error for a mask that differs from another one. */
  static AssertionError difference(
      String headline, AttentionMask actual, AttentionMask expected, CellDifference first) {
    int q = first.query();
    int k = first.key();
    String text =
        headline
            + ("\n  actual:   " + actual.explain(q, k))
            + ("\n  expected: " + expected.explain(q, k))
            + picture(actual, q, k, actual::allows, expected::allows);
    return new AssertionError(text);
  }

  /** Returns the error for a mask that breaks a rule which no other mask stands for. */
  static AssertionError broken(
      String headline, AttentionMask actual, int q, int k, Cells expected) {
    String text = headline + "\n  actual:   " + actual.explain(q, k);
    return new AssertionError(text + picture(actual, q, k, actual::allows, expected));
  }

  private static String picture(AttentionMask mask, int q, int k, Cells actual, Cells expected) {
    return new Picture(mask.rows(), mask.keys()).around(q, k, actual, expected);
  }
}
