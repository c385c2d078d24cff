package dev.attn.mask;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.tensor.ElementType;
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
   * Returns whether a row is surely valid that holds nothing but 0 on blocked keys and weights of
   * at least 0 with this sum on the others: half the tolerance leaves room for how they were added
   * up. {@code false} says nothing, and the row is to be {@linkplain #judge judged}.
   */
  public boolean provedBy(double sum) {
    double slack = tolerance.orElse(0) / 2;
    return tolerance.isPresent()
        && switch (rowSum) {
          case UNIT -> Math.abs(sum - 1) <= slack;
          case AT_MOST_ONE -> sum <= 1 + slack;
          case FREE -> Double.isFinite(sum);
        };
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
