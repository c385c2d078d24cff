package dev.attn.mask;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.tensor.ElementType;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The rules by which a row of attention weights is judged: what it must add up to, and how exactly.
 *
 * <p>The tolerance holds for the sum, for weight on blocked keys and for how far a weight may be
 * below 0. It follows from the number format, because each format rounds differently:
 *
 * <pre>
 * f64   1e-9
 * f32   1e-4
 * bf16  1e-2
 * f16   max(2e-3, 2⁻¹¹ + keys · 2⁻²⁵)     small weights of long rows lose bits
 * i8 u8 no sum is asked for (quantised), nothing else is forgiven
 * other 1e-9
 * </pre>
 *
 * @param rowSum what a row must add up to
 * @param tolerance the largest deviation that is accepted, or none if sums are not checked because
 *     the format cannot hold a distribution
 */
public record RowRules(RowSumPolicy rowSum, OptionalDouble tolerance) {

  /** Sums of rows in another order agree far better than this. */
  private static final double LEAST_TOLERANCE = 1e-9;

  /** Checks that the tolerance is a number of at least 0. */
  public RowRules {
    checkArgument(
        tolerance.isEmpty() || (tolerance.getAsDouble() >= 0 && tolerance.getAsDouble() < 1),
        "tolerance must be in [0, 1), got %s",
        tolerance.orElse(0));
  }

  /** Returns the rules for softmax rows of {@code keys} weights stored in this format. */
  public static RowRules of(ElementType type, int keys) {
    return new RowRules(RowSumPolicy.UNIT, standardTolerance(type, keys));
  }

  private static OptionalDouble standardTolerance(ElementType type, int keys) {
    return switch (type) {
      case F32 -> OptionalDouble.of(1e-4);
      case BF16 -> OptionalDouble.of(1e-2);
      case F16 -> OptionalDouble.of(Math.max(2e-3, 0x1p-11 + keys * 0x1p-25));
      case I8, U8 -> OptionalDouble.empty();
      default -> OptionalDouble.of(1e-9);
    };
  }

  /** Returns these rules with another demand on the row sum. */
  public RowRules withRowSum(RowSumPolicy policy) {
    return new RowRules(policy, tolerance);
  }

  /** Returns these rules with this tolerance, which also switches the check of the sum on. */
  public RowRules withTolerance(double newTolerance) {
    return new RowRules(rowSum, OptionalDouble.of(newTolerance));
  }

  /**
   * Returns whether {@link #judge} surely finds a row of floats valid, at a fraction of its cost:
   * blocked weights are all 0, and the others are at least 0 and add up to 1 within half the
   * tolerance. {@code false} says nothing, and the row is to be judged.
   *
   * @param row the stored weights, one for each key
   * @param allowed the keys that the mask allows in this row
   * @cost no number is made of blocked cells, which are only compared with each other
   */
  public boolean accepts(float[] row, Runs allowed) {
    // Below this, half the tolerance would leave no room for the order of the sum.
    if (rowSum != RowSumPolicy.UNIT || tolerance.orElse(0) < LEAST_TOLERANCE) {
      return false;
    }
    double sum = 0;
    int blocked = 0;
    for (int run = 0; run < allowed.count(); run++) {
      int start = allowed.start(run);
      if (!allZero(row, blocked, start)) {
        return false;
      }
      blocked = allowed.end(run);
      sum += nonNegativeSum(row, start, blocked);
    }
    return Math.abs(sum - 1) <= tolerance.getAsDouble() / 2 && allZero(row, blocked, row.length);
  }

  /** A range is 0 if its first number is, and every other one is like the one before it. */
  private static boolean allZero(float[] row, int from, int to) {
    return from == to
        || (Float.floatToRawIntBits(row[from]) == 0
            && Arrays.equals(row, from, to - 1, row, from + 1, to));
  }

  /** Returns the sum of a range, or NaN if a number has the sign bit; in four parts, for speed. */
  private static double nonNegativeSum(float[] row, int from, int to) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int signs = 0;
    int i = from;
    for (; i < to - 3; i += 4) {
      s0 += row[i];
      s1 += row[i + 1];
      s2 += row[i + 2];
      s3 += row[i + 3];
      signs |=
          Float.floatToRawIntBits(row[i])
              | Float.floatToRawIntBits(row[i + 1])
              | Float.floatToRawIntBits(row[i + 2])
              | Float.floatToRawIntBits(row[i + 3]);
    }
    for (; i < to; i++) {
      s0 += row[i];
      signs |= Float.floatToRawIntBits(row[i]);
    }
    return signs < 0 ? Double.NaN : (s0 + s1) + (s2 + s3);
  }

  /**
   * Judges one row.
   *
   * @param row the stored weights, one for each key
   * @param allowed the keys that the mask allows in this row
   */
  public RowVerdict judge(double[] row, Runs allowed) {
    if (allowed.isEmpty()) {
      return RowVerdict.MASKED;
    }
    double sum = 0;
    double least = 0;
    double largest = 0;
    double magnitude = 0;
    for (double weight : row) {
      sum += weight;
      magnitude += Math.abs(weight);
      least = Math.min(least, weight);
      largest = Math.max(largest, weight);
    }
    double leaked = leaked(row, allowed);
    return new RowVerdict(
        allowed.cells(), fault(magnitude, least, largest, leaked, sum), sum, leaked);
  }

  private Optional<RowFault> fault(
      double magnitude, double least, double largest, double leaked, double sum) {
    double slack = tolerance.orElse(0);
    if (!Double.isFinite(magnitude)) {
      return Optional.of(RowFault.NAN);
    }
    if (least < -slack) {
      return Optional.of(RowFault.NEGATIVE);
    }
    if (leaked > slack) {
      return Optional.of(RowFault.LEAK);
    }
    return acceptsSum(sum, largest) ? Optional.empty() : Optional.of(RowFault.SUM);
  }

  private boolean acceptsSum(double sum, double largest) {
    if (tolerance.isEmpty()) {
      // Sums of coarse formats say little, but raw codes such as 0 to 255 are no weights at all.
      return rowSum == RowSumPolicy.FREE || largest <= 1;
    }
    double slack = tolerance.getAsDouble();
    return switch (rowSum) {
      case UNIT -> Math.abs(sum - 1) <= slack;
      case AT_MOST_ONE -> sum <= 1 + slack;
      case FREE -> true;
    };
  }

  private static double leaked(double[] row, Runs allowed) {
    double leaked = 0;
    int blockedFrom = 0;
    for (int i = 0; i <= allowed.count(); i++) {
      int blockedTo = i < allowed.count() ? allowed.start(i) : row.length;
      for (int k = blockedFrom; k < blockedTo; k++) {
        leaked += Math.abs(row[k]);
      }
      blockedFrom = i < allowed.count() ? allowed.end(i) : blockedTo;
    }
    return leaked;
  }
}
