package dev.attn.metric;

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
 */
public record MetricOptions(
    BrokenRows broken,
    RowSumPolicy rowSum,
    OptionalDouble tolerance,
    LogBase logBase,
    Positions positions) {

  /** Returns FAIL, UNIT, the tolerance of the number format, NATS and END_ALIGNED. */
  public static MetricOptions defaults() {
    return new MetricOptions(
        BrokenRows.FAIL,
        RowSumPolicy.UNIT,
        OptionalDouble.empty(),
        LogBase.NATS,
        Positions.END_ALIGNED);
  }

  /** Returns these options with another treatment of broken rows. */
  public MetricOptions withBroken(BrokenRows newBroken) {
    return new MetricOptions(newBroken, rowSum, tolerance, logBase, positions);
  }

  /** Returns these options with another demand on row sums. */
  public MetricOptions withRowSum(RowSumPolicy newRowSum) {
    return new MetricOptions(broken, newRowSum, tolerance, logBase, positions);
  }

  /** Returns these options with a given tolerance for every number format. */
  public MetricOptions withTolerance(double newTolerance) {
    return new MetricOptions(broken, rowSum, OptionalDouble.of(newTolerance), logBase, positions);
  }

  /** Returns these options with another unit of logarithms. */
  public MetricOptions withLogBase(LogBase newLogBase) {
    return new MetricOptions(broken, rowSum, tolerance, newLogBase, positions);
  }

  /** Returns these options with another relation of queries to keys. */
  public MetricOptions withPositions(Positions newPositions) {
    return new MetricOptions(broken, rowSum, tolerance, logBase, newPositions);
  }

  RowRules rules(ElementType type, int keys) {
    RowRules rules = RowRules.of(type, keys).withRowSum(rowSum);
    return tolerance.isPresent() ? rules.withTolerance(tolerance.getAsDouble()) : rules;
  }

  Rescaling rescaling() {
    return rowSum == RowSumPolicy.AT_MOST_ONE ? Rescaling.RENORMALISED : Rescaling.NONE;
  }
}
