package dev.attn.metric;

import dev.attn.mask.RowRules;
import dev.attn.tensor.ElementType;
import java.util.Optional;

/**
 * Everything that decides what a number means: two numbers may be compared only if these agree.
 *
 * @param metric the id of the metric, for example {@code row.entropy}
 * @param settings what the metric was told, for example {@code keys=[0]}, or empty
 * @param variant the part of the metric, for example {@code self}, or empty if there is one
 * @param mask the expression of the mask; {@code various} if samples had different ones
 * @param rules what counted as a valid row
 * @param type the format of the weights
 * @param broken what was done with broken rows
 * @param rescaling whether rows were divided by their sums
 * @param average how rows became one number
 * @param logBase the unit of logarithms, if there are any
 */
public record Provenance(
    String metric,
    String settings,
    String variant,
    String mask,
    RowRules rules,
    ElementType type,
    BrokenRows broken,
    Rescaling rescaling,
    Average average,
    Optional<LogBase> logBase) {

  /**
   * Returns whether {@code other} measures the same, though perhaps under another mask. A value of
   * whole heads never measures what a mean over rows does.
   */
  boolean measuresLike(Provenance other) {
    return (average == Average.WHOLE) == (other.average == Average.WHOLE)
        && under("", Average.MICRO).equals(other.under("", Average.MICRO));
  }

  Provenance under(String newMask, Average newAverage) {
    return new Provenance(
        metric, settings, variant, newMask, rules, type, broken, rescaling, newAverage, logBase);
  }

  Provenance withVariant(String newVariant) {
    return new Provenance(
        metric, settings, newVariant, mask, rules, type, broken, rescaling, average, logBase);
  }

  /**
   * Returns everything in one line, for example {@code row.entropy mask=causal(13) rows=UNIT
   * tolerance=1.0E-4 type=f32 broken=FAIL rescaling=NONE average=MICRO log=NATS}.
   */
  @Override
  public String toString() {
    String tolerance =
        rules.tolerance().isPresent()
            ? Double.toString(rules.tolerance().getAsDouble())
            : "UNCHECKED";
    return metric
        + (settings.isEmpty() ? "" : "(" + settings + ")")
        + (variant.isEmpty() ? "" : "[" + variant + "]")
        + (" mask=" + mask + " rows=" + rules.rowSum() + " tolerance=" + tolerance)
        + (" type=" + type + " broken=" + broken + " rescaling=" + rescaling)
        + (" average=" + average + logBase.map(base -> " log=" + base).orElse(""));
  }
}
