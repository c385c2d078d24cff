package dev.attn.aggregate;

import dev.attn.mask.RowRules;
import dev.attn.tensor.ElementType;

/**
 * Everything that decides what an aggregate means: two of them may be compared only if these agree.
 *
 * @param id the name of the quantity, for example {@code seg.block}
 * @param settings its variant and what it was told, as text
 * @param mask the expression of the mask
 * @param rules what counted as a valid row
 * @param type the format of the weights
 * @param unit what a number counts
 */
public record AggregateProvenance(
    String id, String settings, String mask, RowRules rules, ElementType type, String unit) {

  /**
   * Returns everything in one line, for example {@code seg.block(MASS) mask=causal(4) rows=UNIT
   * tolerance=1.0E-9 type=f64 unit=probability}.
   */
  @Override
  public String toString() {
    String tolerance =
        rules.tolerance().isPresent()
            ? Double.toString(rules.tolerance().getAsDouble())
            : "UNCHECKED";
    return id
        + ("(" + settings + ") mask=" + mask + " rows=" + rules.rowSum())
        + (" tolerance=" + tolerance + " type=" + type + " unit=" + unit);
  }
}
