package dev.attn.metric;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;

/**
 * The score of one head by one metric, and what it rests on.
 *
 * <p>The four counts add up to the number of query rows.
 *
 * @param value the mean over the rows used, or the score of the head as a whole; NaN if no row was
 *     used
 * @param rowsUsed rows that entered the value
 * @param rowsMasked rows left out because the mask allows no key
 * @param rowsBroken rows left out because they are not attention under the mask
 * @param rowsUndefined valid rows left out because the metric says nothing about them
 * @param how what was computed
 */
public record MetricValue(
    double value,
    long rowsUsed,
    long rowsMasked,
    long rowsBroken,
    long rowsUndefined,
    Provenance how) {

  /**
   * Returns the average over samples, in {@code double}, with all counts added up.
   *
   * <p>Samples without a used row are left out. The samples must measure the same; only their masks
   * and patterns may differ, as those of texts of different length do. Values of whole heads
   * ({@link Average#WHOLE}) have no rows to pool and can only be averaged by {@link Average#MACRO}.
   *
   * <p>Example: a sample with rows 1, 1, 1 and one with the row 0 give 0.75 in {@link
   * Average#MICRO} and 0.5 in {@link Average#MACRO}.
   */
  public static MetricValue average(List<MetricValue> samples, Average average) {
    checkArgument(!samples.isEmpty(), "samples must be at least one, got none");
    Provenance first = samples.get(0).how();
    checkArgument(average != Average.WHOLE, "average must be MICRO or MACRO, got WHOLE");
    checkArgument(
        first.average() != Average.WHOLE || average == Average.MACRO,
        "average must be MACRO for %s, a value of whole heads, got %s",
        first.metric(),
        average);
    CompensatedSum weighted = new CompensatedSum();
    long used = 0;
    long masked = 0;
    long broken = 0;
    long undefined = 0;
    double weights = 0;
    Provenance how = first;
    for (MetricValue sample : samples) {
      checkArgument(
          sample.how().average() != Average.MACRO && sample.how().measuresLike(first),
          "samples must be single values that measure the same, got %s and %s",
          first,
          sample.how());
      if (sample.rowsUsed() > 0) {
        double weight = average == Average.MICRO ? sample.rowsUsed() : 1;
        weighted.add(weight * sample.value());
        weights += weight;
      }
      used += sample.rowsUsed();
      masked += sample.rowsMasked();
      broken += sample.rowsBroken();
      undefined += sample.rowsUndefined();
      how = how.joined(sample.how());
    }
    return new MetricValue(
        weighted.value() / weights, used, masked, broken, undefined, how.averaged(average));
  }

  /** Returns what the value counts, for example {@code tokens}; empty if it is a plain number. */
  public String unit() {
    return how.unit();
  }

  /**
   * Returns everything in one line, for example {@code pos.distance=0.25 tokens used=2 masked=0
   * broken=0 undefined=0 mask=causal(2) ...}.
   */
  @Override
  public String toString() {
    return (how.name() + "=" + value + (unit().isEmpty() ? "" : " " + unit()))
        + (" used=" + rowsUsed + " masked=" + rowsMasked + " broken=" + rowsBroken)
        + (" undefined=" + rowsUndefined + " " + how.conditions());
  }
}
