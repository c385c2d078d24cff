package dev.attn.recompute;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import dev.attn.mask.EmptyRows;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How attention is computed from vectors.
 *
 * @param scale the factor on every inner product; 1/√width if absent
 * @param emptyRows what a row without an allowed key becomes
 * @param interventions changes to the vectors, applied in this order
 */
public record RecomputeOptions(
    OptionalDouble scale, EmptyRows emptyRows, List<Intervention> interventions) {

  /** Checks that the scale is finite. */
  public RecomputeOptions {
    checkArgument(
        scale.isEmpty() || Double.isFinite(scale.getAsDouble()),
        "scale must be finite, got %s",
        scale.orElse(0));
    interventions = List.copyOf(interventions);
  }

  /** Returns scale 1/√width, no interventions, and an error for a row without an allowed key. */
  public static RecomputeOptions defaults() {
    return new RecomputeOptions(OptionalDouble.empty(), EmptyRows.FORBID, List.of());
  }

  /** Returns these options with another factor on every inner product. */
  public RecomputeOptions withScale(double newScale) {
    return new RecomputeOptions(OptionalDouble.of(newScale), emptyRows, interventions);
  }

  /** Returns these options with another treatment of rows without an allowed key. */
  public RecomputeOptions withEmptyRows(EmptyRows newEmptyRows) {
    return new RecomputeOptions(scale, newEmptyRows, interventions);
  }

  /** Returns these options with one more intervention, applied after the present ones. */
  public RecomputeOptions with(Intervention intervention) {
    return new RecomputeOptions(
        scale,
        emptyRows,
        ImmutableList.<Intervention>builder().addAll(interventions).add(intervention).build());
  }
}
