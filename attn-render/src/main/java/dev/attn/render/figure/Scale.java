package dev.attn.render.figure;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import dev.attn.render.color.Colormap;
import dev.attn.render.color.Colormaps;
import dev.attn.render.color.Normalization;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What turns values into colours, and how its bar is labelled. Panels with equal scales share one
 * pair of limits.
 *
 * <p><b>Non-finite values.</b> NaN has a colour of its own; the infinities are drawn as whatever
 * lies beyond the limits. Neither counts for limits that are found in data.
 *
 * @param norm how values are spread between the limits; apart from those of classes its own limits
 *     do not count
 * @param limits the rule for the two ends
 * @param colormap the colours
 * @param title what the values are, written along the bar
 * @param tickStep distance between ticks of the bar, empty for a round number that fits
 * @param extend which ends of the bar have arrows
 * @param group keeps scales of equal rules apart, so that each finds its limits in panels of its
 *     own; empty for one pair of limits for all
 */
public record Scale(
    Normalization norm,
    Limits limits,
    Colormap colormap,
    Optional<String> title,
    OptionalDouble tickStep,
    Extend extend,
    Optional<String> group) {

  /** Checks that norm, limits and tick step go together. */
  public Scale {
    requireNonNull(norm, "norm must not be null");
    requireNonNull(limits, "limits must not be null");
    requireNonNull(colormap, "colormap must not be null");
    requireNonNull(title, "title must not be null");
    requireNonNull(tickStep, "tickStep must not be null");
    requireNonNull(extend, "extend must not be null");
    requireNonNull(group, "group must not be null");
    norm = withoutLimits(norm);
    checkArgument(
        tickStep.isEmpty()
            || (tickStep.getAsDouble() > 0 && Double.isFinite(tickStep.getAsDouble())),
        "tick step must be positive and finite, got %s",
        tickStep.orElse(0));
    checkLimits(norm, limits);
  }

  /**
   * Compares all parts, the very same scale at once. Written out like {@link #hashCode}, since
   * linking the methods that a record has of its own takes a noticeable part of the time that a
   * program needs for its first figure.
   */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof Scale that
            && norm.equals(that.norm)
            && limits.equals(that.limits)
            && colormap.equals(that.colormap)
            && title.equals(that.title)
            && tickStep.equals(that.tickStep)
            && extend == that.extend
            && group.equals(that.group));
  }

  /** Tells most scales apart; see {@link #equals}. */
  @Override
  public int hashCode() {
    return Objects.hash(norm.kind(), colormap.name(), title, tickStep, extend, group);
  }

  /** Two scales are equal if they spread values alike, whatever limits their norms came with. */
  private static Normalization withoutLimits(Normalization norm) {
    return switch (norm.kind()) {
      case LINEAR, POWER, SYMLOG -> norm.withLimits(0, 1);
      case LOG -> norm.withLimits(1, 10);
      case CENTRED -> Normalization.centred(norm.knots().get(1));
      case CLASSES -> norm;
    };
  }

  private static void checkLimits(Normalization norm, Limits limits) {
    switch (norm.kind()) {
      case LOG ->
          checkArgument(
              limits.rule() instanceof Limits.Positive
                  || (limits.rule() instanceof Limits.Fixed fixed && fixed.lo() > 0),
              "limits of a log scale must be above 0, got %s; take fixed ones or"
                  + " Limits.positive()",
              limits);
      case CENTRED ->
          checkArgument(
              !(limits.rule() instanceof Limits.Fixed fixed)
                  || (fixed.lo() < norm.knots().get(1) && norm.knots().get(1) < fixed.hi()),
              "limits must be on both sides of the centre %s, got %s",
              norm.knots().get(1),
              limits);
      case CLASSES ->
          checkArgument(
              limits.equals(Limits.fixed(norm.lo(), norm.hi())),
              "limits of classes must be their outer boundaries %s, got %s",
              Limits.fixed(norm.lo(), norm.hi()),
              limits);
      default -> {}
    }
  }

  /** Returns an even scale between two limits. */
  public static Scale linear(double lo, double hi) {
    return zeroToMax().withLimits(Limits.fixed(lo, hi));
  }

  /** Returns an even scale from 0 to the largest value: the default of every figure. */
  public static Scale zeroToMax() {
    return plain(Normalization.linear(0, 1), Limits.zeroToMax());
  }

  /** Returns an even scale from the smallest value to the largest. */
  public static Scale dataRange() {
    return zeroToMax().withLimits(Limits.dataRange());
  }

  /** Returns a scale from 0 to the largest value that spreads small values: for softmax rows. */
  public static Scale sqrt() {
    return power(0.5);
  }

  /**
   * Returns a scale from 0 to the largest value with a power of the even spacing.
   *
   * @param exponent below 1 to spread small values, above 1 to spread large ones
   */
  public static Scale power(double exponent) {
    return plain(Normalization.power(exponent), Limits.zeroToMax());
  }

  /** Returns a logarithmic scale from the smallest value above 0 to the largest. */
  public static Scale log() {
    return plain(Normalization.log(1, 10), Limits.positive());
  }

  /**
   * Returns a logarithmic scale between two limits.
   *
   * @param lo above 0
   */
  public static Scale log(double lo, double hi) {
    return plain(Normalization.log(1, 10), Limits.fixed(lo, hi));
  }

  /**
   * Returns a scale as wide below 0 as above, even near 0 and logarithmic far from it, in blue and
   * red.
   *
   * @param even distance from 0 within which values are spaced about evenly
   */
  public static Scale symlog(double even) {
    return plain(Normalization.symlog(even), Limits.symmetric()).withColormap(Colormaps.coolwarm());
  }

  /** Returns an even scale as wide below 0 as above, in blue and red: for differences. */
  public static Scale diverging() {
    return zeroToMax().withLimits(Limits.symmetric()).withColormap(Colormaps.coolwarm());
  }

  /**
   * Returns a scale from the smallest value to the largest, each side of {@code centre} with a
   * slope of its own, in blue and red.
   */
  public static Scale centred(double centre) {
    return plain(Normalization.centred(centre), Limits.dataRange())
        .withColormap(Colormaps.coolwarm());
  }

  /**
   * Returns a scale of flat colours, one for each class of values.
   *
   * @param boundaries of the classes, at least two, rising
   */
  public static Scale classes(double... boundaries) {
    return of(Normalization.classes(boundaries));
  }

  /** Returns a scale with this norm, and its limits as fixed ones. */
  public static Scale of(Normalization norm) {
    requireNonNull(norm, "norm must not be null");
    return plain(norm, Limits.fixed(norm.lo(), norm.hi()));
  }

  private static Scale plain(Normalization norm, Limits limits) {
    return new Scale(
        norm,
        limits,
        Colormaps.viridis(),
        Optional.empty(),
        OptionalDouble.empty(),
        Extend.AUTOMATIC,
        Optional.empty());
  }

  /** Returns this scale with values spread as {@code newNorm} does; the limits stay. */
  public Scale withSpacing(Normalization newNorm) {
    return new Scale(newNorm, limits, colormap, title, tickStep, extend, group);
  }

  /** Returns this scale with another rule for its limits. */
  public Scale withLimits(Limits newLimits) {
    return new Scale(norm, newLimits, colormap, title, tickStep, extend, group);
  }

  /** Returns this scale with other colours. */
  public Scale withColormap(Colormap newColormap) {
    return new Scale(norm, limits, newColormap, title, tickStep, extend, group);
  }

  /** Returns this scale with a title along its bar. */
  public Scale withTitle(String newTitle) {
    return new Scale(
        norm,
        limits,
        colormap,
        Optional.of(requireNonNull(newTitle, "title must not be null")),
        tickStep,
        extend,
        group);
  }

  /** Returns this scale with ticks at multiples of {@code newTickStep}. */
  public Scale withTickStep(double newTickStep) {
    return new Scale(norm, limits, colormap, title, OptionalDouble.of(newTickStep), extend, group);
  }

  /** Returns this scale with arrows at other ends of its bar. */
  public Scale withExtend(Extend newExtend) {
    return new Scale(norm, limits, colormap, title, tickStep, newExtend, group);
  }

  /**
   * Returns this scale kept apart from equal ones of other groups: its limits are found in the
   * panels of this group alone, and it has a bar of its own.
   */
  public Scale withGroup(String newGroup) {
    return new Scale(
        norm,
        limits,
        colormap,
        title,
        tickStep,
        extend,
        Optional.of(requireNonNull(newGroup, "group must not be null")));
  }

  /** Returns what facts call this scale: its title or its rule, and its group if it has one. */
  String name() {
    String name = title.orElse(toString());
    return group.map(each -> name + " (" + each + ")").orElse(name);
  }

  /** Returns norm and limits, for example {@code linear [0, 0.8]}. */
  @Override
  public String toString() {
    String name = norm.toString();
    return norm.kind() == Normalization.Kind.CLASSES
        ? name
        : name.substring(0, name.indexOf('[')) + limits;
  }
}
