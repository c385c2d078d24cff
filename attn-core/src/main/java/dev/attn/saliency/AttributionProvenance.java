package dev.attn.saliency;

import dev.attn.mask.RowRules;
import dev.attn.tensor.ElementType;
import java.util.List;

/**
 * Everything that decides what an attribution means: two attributions may be compared only if these
 * agree.
 *
 * @param id the name of the method, for example {@code flow.rollout}
 * @param settings every variant of the method that was used, as text
 * @param mask the expression of the mask
 * @param rules what counted as a valid row of weights
 * @param type the format of the weights
 */
public record AttributionProvenance(
    String id, String settings, String mask, RowRules rules, ElementType type) {

  /** Returns this, with the mask {@code various} if the samples do not all have this one. */
  AttributionProvenance underMasksOf(List<GradientSample> samples) {
    boolean same = samples.stream().allMatch(sample -> sample.mask().toString().equals(mask));
    return same ? this : new AttributionProvenance(id, settings, "various", rules, type);
  }

  /**
   * Returns everything in one line, for example {@code flow.relevance(update=ADD) mask=causal(13)
   * rows=UNIT tolerance=1.0E-4 type=f32}.
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
        + (" tolerance=" + tolerance + " type=" + type);
  }
}
