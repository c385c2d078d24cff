package dev.attn.recompute;

import dev.attn.tensor.ElementType;

/**
 * Everything that decides what a number of the logit lens means: two may be compared only if these
 * agree. The lens reads states and not attention, so there is no mask.
 *
 * @param id the name of the quantity, for example {@code lens.jsd}
 * @param settings its variant and what it was told, as text, or empty
 * @param input how predictions were made
 * @param type the format of the states or logits
 * @param unit what a number counts; empty if it is a plain number
 */
public record LensProvenance(
    String id, String settings, String input, ElementType type, String unit) {

  LensProvenance of(String newId, String newSettings, String newUnit) {
    return new LensProvenance(newId, newSettings, input, type, newUnit);
  }

  /**
   * Returns everything in one line, for example {@code lens.settlingDepth(of=lens.jsd in bits
   * threshold=0.5) input=[ready logits] type=f32 unit=layers from 1}.
   */
  @Override
  public String toString() {
    return id
        + (settings.isEmpty() ? "" : "(" + settings + ")")
        + (" input=[" + input + "] type=" + type)
        + (unit.isEmpty() ? "" : " unit=" + unit);
  }
}
