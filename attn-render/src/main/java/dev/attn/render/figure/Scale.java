package dev.attn.render.figure;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.render.color.Colormap;
import dev.attn.render.color.Colormaps;
import dev.attn.render.color.Normalization;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What turns values into colours, and how its bar is labelled. Panels with equal scales share one
 * pair of limits.
 *
 * @param norm how values are spread between the limits; its own limits do not count and become 0
 *     and 1
 * @param limits the rule for the two ends
 * @param colormap the colours
 * @param title what the values are, written along the bar
 * @param tickStep distance between ticks of the bar, empty for a round number that fits
 */
public record Scale(
    Normalization norm,
    Limits limits,
    Colormap colormap,
    Optional<String> title,
    OptionalDouble tickStep) {

  /** Checks the tick step. */
  public Scale {
    norm = norm.withLimits(0, 1);
    checkArgument(
        tickStep.isEmpty()
            || (tickStep.getAsDouble() > 0 && Double.isFinite(tickStep.getAsDouble())),
        "tick step must be positive and finite, got %s",
        tickStep.orElse(0));
  }

  /** Returns an even scale between two limits. */
  public static Scale linear(double lo, double hi) {
    return zeroToMax().withLimits(Limits.fixed(lo, hi));
  }

  /** Returns an even scale from 0 to the largest value: the default of every figure. */
  public static Scale zeroToMax() {
    return new Scale(
        Normalization.linear(0, 1),
        Limits.zeroToMax(),
        Colormaps.viridis(),
        Optional.empty(),
        OptionalDouble.empty());
  }

  /** Returns a scale from 0 to the largest value that spreads small values: for softmax rows. */
  public static Scale sqrt() {
    return zeroToMax().withSpacing(Normalization.sqrt());
  }

  /** Returns a scale with this norm, and its limits as fixed ones. */
  public static Scale of(Normalization norm) {
    return linear(norm.lo(), norm.hi()).withSpacing(norm);
  }

  /** Returns this scale with values spread as {@code newNorm} does; the limits stay. */
  public Scale withSpacing(Normalization newNorm) {
    return new Scale(newNorm, limits, colormap, title, tickStep);
  }

  /** Returns this scale with another rule for its limits. */
  public Scale withLimits(Limits newLimits) {
    return new Scale(norm, newLimits, colormap, title, tickStep);
  }

  /** Returns this scale with other colours. */
  public Scale withColormap(Colormap newColormap) {
    return new Scale(norm, limits, newColormap, title, tickStep);
  }

  /** Returns this scale with a title along its bar. */
  public Scale withTitle(String newTitle) {
    return new Scale(norm, limits, colormap, Optional.of(newTitle), tickStep);
  }

  /** Returns this scale with ticks at multiples of {@code newTickStep}. */
  public Scale withTickStep(double newTickStep) {
    return new Scale(norm, limits, colormap, title, OptionalDouble.of(newTickStep));
  }

  /** Returns norm and limits, for example {@code linear [0, 0.8]}. */
  @Override
  public String toString() {
    String name = norm.toString();
    return name.substring(0, name.indexOf('[')) + limits;
  }
}
