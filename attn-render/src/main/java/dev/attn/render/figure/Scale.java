package dev.attn.render.figure;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.render.color.Colormap;
import dev.attn.render.color.Colormaps;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What turns values into colours, and how its bar is labelled. Panels with equal scales share one
 * pair of limits.
 *
 * @param spacing how values are spread over the colours
 * @param limits the rule for the two ends
 * @param colormap the colours
 * @param title what the values are, written along the bar
 * @param tickStep distance between ticks of the bar, empty for a round number that fits
 */
public record Scale(
    Spacing spacing,
    Limits limits,
    Colormap colormap,
    Optional<String> title,
    OptionalDouble tickStep) {

  /** Checks the tick step. */
  public Scale {
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
        Spacing.linear(),
        Limits.zeroToMax(),
        Colormaps.viridis(),
        Optional.empty(),
        OptionalDouble.empty());
  }

  /** Returns this scale with another spacing. */
  public Scale withSpacing(Spacing newSpacing) {
    return new Scale(newSpacing, limits, colormap, title, tickStep);
  }

  /** Returns this scale with another rule for its limits. */
  public Scale withLimits(Limits newLimits) {
    return new Scale(spacing, newLimits, colormap, title, tickStep);
  }

  /** Returns this scale with other colours. */
  public Scale withColormap(Colormap newColormap) {
    return new Scale(spacing, limits, newColormap, title, tickStep);
  }

  /** Returns this scale with a title along its bar. */
  public Scale withTitle(String newTitle) {
    return new Scale(spacing, limits, colormap, Optional.of(newTitle), tickStep);
  }

  /** Returns this scale with ticks at multiples of {@code newTickStep}. */
  public Scale withTickStep(double newTickStep) {
    return new Scale(spacing, limits, colormap, title, OptionalDouble.of(newTickStep));
  }

  /** Returns spacing and limits, for example {@code linear [0, 0.8]}. */
  @Override
  public String toString() {
    return spacing + " " + limits;
  }
}
