package dev.attn.saliency;

import dev.attn.mask.RowRules;
import dev.attn.tensor.ElementType;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Everything that decides what an attribution means: two attributions may be compared only if these
 * agree.
 *
 * @param id the name of the method, for example {@code flow.rollout}
 * @param settings every variant of the method that was used, as text
 * @param mask the expression of the mask; {@code various} if samples had different ones
 * @param rules what counted as a valid row of weights
 * @param type the format of the weights
 * @param loss what the gradient is the slope of, if the caller said so; {@code various} if samples
 *     had different ones
 */
public record AttributionProvenance(
    String id,
    String settings,
    String mask,
    RowRules rules,
    ElementType type,
    Optional<String> loss) {

  private static final String VARIOUS = "various";

  static AttributionProvenance of(
      String id, String settings, String mask, RowRules rules, ElementType type) {
    return new AttributionProvenance(id, settings, mask, rules, type, Optional.empty());
  }

  /**
   * Returns this for gradients: with the loss of the samples, and with {@code various} for a mask
   * or a loss that they do not share.
   */
  AttributionProvenance over(List<GradientSample> samples) {
    String shared = shared(samples, sample -> sample.mask().toString());
    Optional<String> losses =
        samples.stream().allMatch(sample -> sample.loss().isEmpty())
            ? Optional.empty()
            : Optional.of(
                shared(samples, sample -> sample.loss().map(Loss::toString).orElse("unknown")));
    return new AttributionProvenance(id, settings, shared, rules, type, losses);
  }

  AttributionProvenance withSettings(String newSettings) {
    return new AttributionProvenance(id, newSettings, mask, rules, type, loss);
  }

  private static String shared(
      List<GradientSample> samples, Function<GradientSample, String> property) {
    String first = property.apply(samples.get(0));
    return samples.stream().allMatch(sample -> property.apply(sample).equals(first))
        ? first
        : VARIOUS;
  }

  /** Returns what a number counts, as {@link Attributions} says; empty if it is a plain number. */
  public String unit() {
    return Attributions.named(id).unit();
  }

  /**
   * Returns everything in one line, for example {@code flow.relevance(update=ADD) mask=causal(13)
   * rows=UNIT tolerance=1.0E-4 type=f32 loss=[cross entropy at 12 of horse]}.
   */
  @Override
  public String toString() {
    String tolerance =
        rules.tolerance().isPresent()
            ? Double.toString(rules.tolerance().getAsDouble())
            : "UNCHECKED";
    return id
        + (settings.isEmpty() ? "" : "(" + settings + ")")
        + (" mask=" + mask + " rows=" + rules.rowSum())
        + (" tolerance=" + tolerance + " type=" + type)
        + loss.map(text -> " loss=[" + text + "]").orElse("")
        + (unit().isEmpty() ? "" : " unit=" + unit());
  }
}
