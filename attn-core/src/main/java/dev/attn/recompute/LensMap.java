package dev.attn.recompute;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.metric.LogBase;
import dev.attn.tensor.NumericArray;
import java.util.Arrays;
import java.util.Locale;

/**
 * One quantity of the logit lens at every layer and position.
 *
 * @param values the quantity; NaN where it is undefined
 * @param cellsUsed how many values are defined
 * @param cellsUndefined how many values are NaN
 * @param how what was computed
 * @shape the values are {@code [layers, positions]}
 */
public record LensMap(
    NumericArray values, long cellsUsed, long cellsUndefined, LensProvenance how) {

  /**
   * Returns distances to the prediction of the last layer that were computed elsewhere.
   *
   * @param distances of shape {@code [layers, positions]}
   * @param base their unit
   */
  public static LensMap ofDistances(NumericArray distances, LogBase base) {
    LogitLens.distances(distances);
    return counted(
        distances,
        new LensProvenance(LensCatalogue.JSD, "", "given distances", distances.type(), name(base)));
  }

  static LensMap counted(NumericArray values, LensProvenance how) {
    long undefined = Arrays.stream(values.toDoubles()).filter(Double::isNaN).count();
    return new LensMap(values, values.size() - undefined, undefined, how);
  }

  static String name(LogBase base) {
    return base.name().toLowerCase(Locale.ROOT);
  }

  /** Returns this map, which must be a distance to the last layer. */
  LensMap asDistance() {
    checkArgument(
        LensCatalogue.DISTANCES.contains(how.id()),
        "distance must be one of %s, got %s",
        LensCatalogue.DISTANCES,
        how.id());
    return this;
  }
}
