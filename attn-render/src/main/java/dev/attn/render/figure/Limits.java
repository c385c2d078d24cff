package dev.attn.render.figure;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.Set;

/**
 * The rule that gives the two ends of a scale. Masked and non-finite cells never count; more can be
 * left out, so that a few large weights do not make all others look like 0.
 *
 * @param rule how the ends are found
 * @param ignored cells that do not count
 * @param ignoredTop percentage of the largest values that do not count either
 */
public record Limits(Rule rule, ImmutableSet<Part> ignored, double ignoredTop) {

  /** Cells that may be left out when limits are looked for. */
  public enum Part {
    /** Cells whose row and column have the same index. */
    DIAGONAL,
    /** All that is read from the first key, which often serves as a sink of attention. */
    FIRST_KEY
  }

  /** Checks that nothing is ignored where no data is looked at. */
  public Limits {
    requireNonNull(rule, "rule must not be null");
    requireNonNull(ignored, "ignored must not be null");
    checkArgument(
        ignoredTop >= 0 && ignoredTop < 100,
        "ignored top must be in [0, 100) percent, got %s",
        ignoredTop);
    checkArgument(
        !(rule instanceof Fixed) || (ignored.isEmpty() && ignoredTop == 0),
        "fixed limits must ignore nothing, as they do not depend on data, got %s",
        rule);
    checkArgument(
        !(rule instanceof Percentiles) || ignoredTop == 0,
        "percentiles must not ignore the top %s percent as well, got %s",
        ignoredTop,
        rule);
  }

  private static Limits of(Rule rule) {
    return new Limits(rule, ImmutableSet.of(), 0);
  }

  /** Returns limits that do not depend on the data. */
  public static Limits fixed(double lo, double hi) {
    return of(new Fixed(lo, hi));
  }

  /** Returns limits from 0 to the largest value. */
  public static Limits zeroToMax() {
    return of(new ZeroToMax());
  }

  /** Returns limits from the smallest value to the largest. */
  public static Limits dataRange() {
    return of(new DataRange());
  }

  /** Returns limits from the smallest value above 0 to the largest, as a log scale needs them. */
  public static Limits positive() {
    return of(new Positive());
  }

  /**
   * Returns limits that leave out outliers on both sides, for example {@code percentiles(2, 98)}.
   *
   * <p>Between two values a percentile is interpolated evenly: of 0, 1, 2, 3, 4 the 10th is 0.4.
   *
   * @param lo at least 0
   * @param hi at most 100
   */
  public static Limits percentiles(double lo, double hi) {
    return of(new Percentiles(lo, hi));
  }

  /** Returns limits as far below 0 as above, wide enough for every value. */
  public static Limits symmetric() {
    return symmetricAbout(0);
  }

  /** Returns limits as far below {@code centre} as above, wide enough for every value. */
  public static Limits symmetricAbout(double centre) {
    return of(new Symmetric(centre));
  }

  /** Returns these limits as found without the diagonal. */
  public Limits ignoringDiagonal() {
    return ignoring(Part.DIAGONAL);
  }

  /** Returns these limits as found without the first key. */
  public Limits ignoringFirstKey() {
    return ignoring(Part.FIRST_KEY);
  }

  private Limits ignoring(Part part) {
    Set<Part> parts = Sets.union(ignored, Set.of(part));
    return new Limits(rule, Sets.immutableEnumSet(parts), ignoredTop);
  }

  /**
   * Returns these limits with the largest values left out: the upper end is the percentile {@code
   * 100 − percent} of the values that count; for symmetric limits, of the distances.
   *
   * @param percent in [0, 100)
   */
  public Limits ignoringTop(double percent) {
    return new Limits(rule, ignored, percent);
  }

  /** Returns whether the limits are the same for all data. */
  public boolean isFixed() {
    return rule instanceof Fixed;
  }

  /** Returns the rule in short, for example {@code [0, max] without the first key}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(rule.toString());
    String joint = " without ";
    for (Part part : ignored) {
      text.append(joint).append(part == Part.DIAGONAL ? "the diagonal" : "the first key");
      joint = " and ";
    }
    if (ignoredTop > 0) {
      text.append(joint).append("the top ").append(plain(ignoredTop)).append(" %");
    }
    return text.toString();
  }

  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /** How the two ends are found. */
  public sealed interface Rule {}

  /**
   * The same for all data.
   *
   * @param lo lower end
   * @param hi upper end
   */
  public record Fixed(double lo, double hi) implements Rule {

    /** Checks that the limits are finite and in order. */
    public Fixed {
      checkArgument(Double.isFinite(lo), "lo must be finite, got %s", lo);
      checkArgument(Double.isFinite(hi), "hi must be finite, got %s", hi);
      checkArgument(hi > lo, "hi must be greater than lo %s, got %s", lo, hi);
    }

    @Override
    public String toString() {
      return "[" + plain(lo) + ", " + plain(hi) + "]";
    }
  }

  /** From 0 to the largest value. */
  public record ZeroToMax() implements Rule {
    @Override
    public String toString() {
      return "[0, max]";
    }
  }

  /** From the smallest value to the largest. */
  public record DataRange() implements Rule {
    @Override
    public String toString() {
      return "[min, max]";
    }
  }

  /** From the smallest value above 0 to the largest. */
  public record Positive() implements Rule {
    @Override
    public String toString() {
      return "[min above 0, max]";
    }
  }

  /**
   * From one percentile to another.
   *
   * @param lo at least 0
   * @param hi at most 100
   */
  public record Percentiles(double lo, double hi) implements Rule {

    /** Checks that both are percentages and in order. */
    public Percentiles {
      checkArgument(
          lo >= 0 && lo < hi && hi <= 100,
          "percentiles must be in [0, 100] and rise, got [%s, %s]",
          lo,
          hi);
    }

    @Override
    public String toString() {
      return "[percentile " + plain(lo) + ", percentile " + plain(hi) + "]";
    }
  }

  /**
   * As far below the centre as above.
   *
   * @param centre finite
   */
  public record Symmetric(double centre) implements Rule {

    /** Checks the centre. */
    public Symmetric {
      checkArgument(Double.isFinite(centre), "centre must be finite, got %s", centre);
    }

    @Override
    public String toString() {
      return centre == 0
          ? "[-max, max]"
          : "[" + plain(centre) + " - max, " + plain(centre) + " + max]";
    }
  }
}
