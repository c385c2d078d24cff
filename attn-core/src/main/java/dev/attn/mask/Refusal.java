package dev.attn.mask;

import java.util.Locale;
import java.util.OptionalInt;

/** Makes the reasons of {@link Expressible.Not}, with the one wording that they have. */
final class Refusal {

  private Refusal() {}

  static <T> Expressible<T> of(String reason) {
    return new Expressible.Not<>(reason, OptionalInt.empty(), OptionalInt.empty());
  }

  static <T> Expressible<T> atRow(int row, String reason) {
    return new Expressible.Not<>(reason, OptionalInt.of(row), OptionalInt.empty());
  }

  static <T> Expressible<T> at(int row, int key, String reason) {
    return new Expressible.Not<>(reason, OptionalInt.of(row), OptionalInt.of(key));
  }

  static <T> Expressible<T> notSquare(AttentionMask mask) {
    return of("mask of " + mask.rows() + "x" + mask.keys() + " is not square");
  }

  /** Says that {@code amount} of something is more than {@code most}. */
  static <T> Expressible<T> tooMany(long amount, String unit, int most) {
    return of(grouped(amount) + " " + unit + " exceed the limit of " + grouped(most));
  }

  /** Returns the number with its digits in groups of three: {@code 67,108,864}. */
  static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
