package dev.attn.metric;

import dev.attn.mask.RowRules;
import dev.attn.tensor.ElementType;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Everything that decides what a number means: two numbers may be compared only if these agree.
 *
 * @param metric the id of the metric, for example {@code row.entropy}
 * @param settings what the metric was told, for example {@code keys=[0]}, or empty
 * @param variant the part of the metric, for example {@code self}, or empty if there is one
 * @param unit what the value counts, for example {@code tokens} or {@code nats}; empty if it is a
 *     plain number
 * @param pattern the expression of the cells that the metric looks for, empty if it looks for none
 *     or for gold labels; {@code various} if samples had different ones
 * @param mask the expression of the mask; {@code various} if samples had different ones
 * @param firstQuery where query 0 stands, if the metric looks at positions and was told
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
    String unit,
    String pattern,
    String mask,
    OptionalInt firstQuery,
    RowRules rules,
    ElementType type,
    BrokenRows broken,
    Rescaling rescaling,
    Average average,
    Optional<LogBase> logBase) {

  private static final String VARIOUS = "various";

  /**
   * Returns whether {@code other} measures the same, though perhaps under another mask or with
   * another pattern. A value of whole heads never measures what a mean over rows does.
   */
  boolean measuresLike(Provenance other) {
    return (average == Average.WHOLE) == (other.average == Average.WHOLE)
        && pattern.isEmpty() == other.pattern.isEmpty()
        && bare().equals(other.bare());
  }

  private Provenance bare() {
    return withPattern("").withMask("").averaged(Average.MICRO);
  }

  /** Returns this with {@code various} where {@code other} has another mask or pattern. */
  Provenance joined(Provenance other) {
    return withMask(mask.equals(other.mask) ? mask : VARIOUS)
        .withPattern(pattern.equals(other.pattern) ? pattern : VARIOUS);
  }

  /** Returns what holds for another metric of the same rows. */
  public Provenance named(String newMetric, String newUnit) {
    return with(newMetric, settings, variant, newUnit, pattern, mask, average);
  }

  /** Returns this with other settings. */
  public Provenance withSettings(String newSettings) {
    return with(metric, newSettings, variant, unit, pattern, mask, average);
  }

  /** Returns this for another part of the metric. */
  public Provenance withVariant(String newVariant) {
    return with(metric, settings, newVariant, unit, pattern, mask, average);
  }

  private Provenance withPattern(String newPattern) {
    return with(metric, settings, variant, unit, newPattern, mask, average);
  }

  /** Returns this under another mask. */
  public Provenance withMask(String newMask) {
    return with(metric, settings, variant, unit, pattern, newMask, average);
  }

  /** Returns this with rows averaged in another way. */
  Provenance averaged(Average newAverage) {
    return with(metric, settings, variant, unit, pattern, mask, newAverage);
  }

  private Provenance with(
      String newMetric,
      String newSettings,
      String newVariant,
      String newUnit,
      String newPattern,
      String newMask,
      Average newAverage) {
    return new Provenance(
        newMetric,
        newSettings,
        newVariant,
        newUnit,
        newPattern,
        newMask,
        firstQuery,
        rules,
        type,
        broken,
        rescaling,
        newAverage,
        logBase);
  }

  /** Returns metric, settings and part, for example {@code sink.mass(keys=[0])}. */
  String name() {
    return metric
        + (settings.isEmpty() ? "" : "(" + settings + ")")
        + (variant.isEmpty() ? "" : "[" + variant + "]");
  }

  /** Returns what the number rests on, from the pattern to the unit of logarithms. */
  String conditions() {
    String tolerance =
        rules.tolerance().isPresent()
            ? Double.toString(rules.tolerance().getAsDouble())
            : "UNCHECKED";
    return (pattern.isEmpty() ? "" : "pattern=" + pattern + " ")
        + ("mask=" + mask)
        + (firstQuery.isPresent() ? " firstQuery=" + firstQuery.getAsInt() : "")
        + (" rows=" + rules.rowSum() + " tolerance=" + tolerance)
        + (" type=" + type + " broken=" + broken + " rescaling=" + rescaling)
        + (" average=" + average + logBase.map(base -> " log=" + base).orElse(""));
  }

  /**
   * Returns everything in one line, for example {@code row.entropy mask=causal(13) rows=UNIT
   * tolerance=1.0E-4 type=f32 broken=FAIL rescaling=NONE average=MICRO log=NATS unit=nats}.
   */
  @Override
  public String toString() {
    return name() + " " + conditions() + (unit.isEmpty() ? "" : " unit=" + unit);
  }
}
