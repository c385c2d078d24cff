package dev.attn.metric;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.mask.RowRules;
import dev.attn.mask.RowSumPolicy;
import dev.attn.tensor.ElementType;
import java.util.OptionalDouble;

/**
 * What holds for all metrics of one evaluation.
 *
 * @param broken what to do with rows that are not attention under the mask
 * @param rowSum what a row must add up to; with {@link RowSumPolicy#AT_MOST_ONE} metrics see each
 *     row divided by its sum, with {@link RowSumPolicy#FREE} as it is stored
 * @param tolerance how exact rows must be; if absent, what their number format allows
 * @param logBase the unit of logarithms
 * @param positions where queries stand among the keys
 * @param firstKey the position of column 0; more than 0 if a cache has dropped its oldest keys
 * @param inputs what metrics are told besides weights and mask
 */
public record MetricOptions(
    BrokenRows broken,
    RowSumPolicy rowSum,
    OptionalDouble tolerance,
    LogBase logBase,
    Positions positions,
    int firstKey,
    MetricInputs inputs) {

  private static final MetricOptions DEFAULTS =
      new MetricOptions(
          BrokenRows.FAIL,
          RowSumPolicy.UNIT,
          OptionalDouble.empty(),
          LogBase.NATS,
          Positions.END_ALIGNED,
          0,
          MetricInputs.none());

  /** Checks the position of the first key. */
  public MetricOptions {
    checkArgument(firstKey >= 0, "first key must be at least 0, got %s", firstKey);
  }

  /**
   * Returns FAIL, UNIT, the tolerance of the number format, NATS, END_ALIGNED, a first key at 0 and
   * no inputs.
   */
  public static MetricOptions defaults() {
    return DEFAULTS;
  }

  /** Returns these options with another treatment of broken rows. */
  public MetricOptions withBroken(BrokenRows newBroken) {
    return new MetricOptions(newBroken, rowSum, tolerance, logBase, positions, firstKey, inputs);
  }

  /** Returns these options with another demand on row sums. */
  public MetricOptions withRowSum(RowSumPolicy newRowSum) {
    return new MetricOptions(broken, newRowSum, tolerance, logBase, positions, firstKey, inputs);
  }

  /** Returns these options with a given tolerance for every number format. */
  public MetricOptions withTolerance(double newTolerance) {
    OptionalDouble given = OptionalDouble.of(newTolerance);
    return new MetricOptions(broken, rowSum, given, logBase, positions, firstKey, inputs);
  }

  /** Returns these options with another unit of logarithms. */
  public MetricOptions withLogBase(LogBase newLogBase) {
    return new MetricOptions(broken, rowSum, tolerance, newLogBase, positions, firstKey, inputs);
  }

  /** Returns these options with another relation of queries to keys. */
  public MetricOptions withPositions(Positions newPositions) {
    return new MetricOptions(broken, rowSum, tolerance, logBase, newPositions, firstKey, inputs);
  }

  /**
   * Returns these options for a cache that has dropped its oldest keys, so that column 0 holds the
   * key at {@code position}. Sets of keys, as of sinks, always name positions.
   */
  public MetricOptions withFirstKey(int position) {
    return new MetricOptions(broken, rowSum, tolerance, logBase, positions, position, inputs);
  }

  /** Returns these options with tokens, types, segments or gold labels. */
  public MetricOptions withInputs(MetricInputs newInputs) {
    return new MetricOptions(broken, rowSum, tolerance, logBase, positions, firstKey, newInputs);
  }

  RowRules rules(ElementType type, int keys) {
    RowRules rules = RowRules.of(type, keys).withRowSum(rowSum);
    return tolerance.isPresent() ? rules.withTolerance(tolerance.getAsDouble()) : rules;
  }

  Rescaling rescaling() {
    if (rowSum == RowSumPolicy.AT_MOST_ONE) {
      return Rescaling.RENORMALISED;
    }
    return broken == BrokenRows.RENORMALISE ? Rescaling.BROKEN_RENORMALISED : Rescaling.NONE;
  }
}
