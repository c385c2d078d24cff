package dev.attn.metric;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.mask.RowRules;
import dev.attn.mask.RowSumPolicy;
import dev.attn.tensor.ElementType;
import java.util.OptionalDouble;
import java.util.OptionalInt;

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
 * @param firstQuery the position of query row 0; if absent, the last query stands at the last key
 * @param inputs what metrics are told besides weights and mask
 */
public record MetricOptions(
    BrokenRows broken,
    RowSumPolicy rowSum,
    OptionalDouble tolerance,
    LogBase logBase,
    Positions positions,
    int firstKey,
    OptionalInt firstQuery,
    MetricInputs inputs) {

  private static final MetricOptions DEFAULTS =
      new MetricOptions(
          BrokenRows.FAIL,
          RowSumPolicy.UNIT,
          OptionalDouble.empty(),
          LogBase.NATS,
          Positions.END_ALIGNED,
          0,
          OptionalInt.empty(),
          MetricInputs.none());

  /** Checks the positions of the first key and the first query. */
  public MetricOptions {
    checkArgument(firstKey >= 0, "first key must be at least 0, got %s", firstKey);
    checkArgument(
        firstQuery.isEmpty() || positions == Positions.END_ALIGNED,
        "first query must be absent where positions are NONE, got %s",
        firstQuery.orElse(0));
  }

  /**
   * Returns FAIL, UNIT, the tolerance of the number format, NATS, END_ALIGNED, a first key at 0,
   * the last query at the last key and no inputs.
   */
  public static MetricOptions defaults() {
    return DEFAULTS;
  }

  /** Returns these options with another treatment of broken rows. */
  public MetricOptions withBroken(BrokenRows newBroken) {
    return new MetricOptions(
        newBroken, rowSum, tolerance, logBase, positions, firstKey, firstQuery, inputs);
  }

  /** Returns these options with another demand on row sums. */
  public MetricOptions withRowSum(RowSumPolicy newRowSum) {
    return new MetricOptions(
        broken, newRowSum, tolerance, logBase, positions, firstKey, firstQuery, inputs);
  }

  /** Returns these options with a given tolerance for every number format. */
  public MetricOptions withTolerance(double newTolerance) {
    OptionalDouble given = OptionalDouble.of(newTolerance);
    return new MetricOptions(
        broken, rowSum, given, logBase, positions, firstKey, firstQuery, inputs);
  }

  /** Returns these options with another unit of logarithms. */
  public MetricOptions withLogBase(LogBase newLogBase) {
    return new MetricOptions(
        broken, rowSum, tolerance, newLogBase, positions, firstKey, firstQuery, inputs);
  }

  /** Returns these options with another relation of queries to keys. */
  public MetricOptions withPositions(Positions newPositions) {
    return new MetricOptions(
        broken, rowSum, tolerance, logBase, newPositions, firstKey, firstQuery, inputs);
  }

  /**
   * Returns these options for a cache that has dropped its oldest keys, so that column 0 holds the
   * key at {@code position}. Sets of keys, as of sinks, always name positions.
   */
  public MetricOptions withFirstKey(int position) {
    return new MetricOptions(
        broken, rowSum, tolerance, logBase, positions, position, firstQuery, inputs);
  }

  /**
   * Returns these options with query row 0 at another position, and each further query one after
   * it: 0 for masks such as {@code Masks.causalTopLeft}, the first key plus keys minus queries for
   * those such as {@code Masks.causalBottomRight}, which is the default. A mask does not say where
   * its queries stand, so this and the mask must be chosen together.
   *
   * <p>Example: the rows {@code {1, 0, 0, 0}} and {@code {0.5, 0.5, 0, 0}} under {@code
   * Masks.causalTopLeft(2, 4)} have {@code pos.distance} 0.25 with a first query at 0.
   */
  public MetricOptions withFirstQuery(int position) {
    OptionalInt given = OptionalInt.of(position);
    return new MetricOptions(
        broken, rowSum, tolerance, logBase, positions, firstKey, given, inputs);
  }

  /** Returns these options with tokens, types, segments or gold labels. */
  public MetricOptions withInputs(MetricInputs newInputs) {
    return new MetricOptions(
        broken, rowSum, tolerance, logBase, positions, firstKey, firstQuery, newInputs);
  }

  /** Returns the column at which query row 0 stands; only where {@link #placesQueries}. */
  public int firstColumn(int queries, int keys) {
    return firstQuery.isPresent() ? firstQuery.getAsInt() - firstKey : keys - queries;
  }

  /**
   * Returns whether every query stands at one of the keys; where not, metrics of positions refuse.
   */
  public boolean placesQueries(int queries, int keys) {
    int first = firstColumn(queries, keys);
    return positions == Positions.END_ALIGNED && first >= 0 && first <= keys - queries;
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
