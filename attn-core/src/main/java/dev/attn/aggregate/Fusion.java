package dev.attn.aggregate;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.ImmutableDoubleArray;
import com.google.common.primitives.ImmutableIntArray;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * How several rows of weights, one for each head or layer, become one row.
 *
 * <p>Only rows that are valid under their mask enter; a blocked cell of such a row counts as 0. Row
 * sums of 1 are kept by {@link HeadFusion#MEAN}, by weights and by {@link #last}; a SUM adds up to
 * the number of rows that entered, a MAX to 1 or more, a MIN to 1 or less. Nothing is rescaled
 * unless {@link #renormalised} asks for it.
 *
 * <p>Example: {@code Fusion.weighted(0.25, 0.75)} of the rows {@code {1, 0}} and {@code {0.2, 0.8}}
 * is {@code {0.4, 0.6}}.
 */
public final class Fusion {

  private static final double WEIGHT_TOLERANCE = 1e-9;

  private enum Members {
    ALL,
    LISTED,
    LAST
  }

  private final HeadFusion kind;
  private final ImmutableDoubleArray weights;
  private final Members which;
  private final ImmutableIntArray listed;
  private final boolean renormalises;

  private Fusion(
      HeadFusion kind,
      ImmutableDoubleArray weights,
      Members which,
      ImmutableIntArray listed,
      boolean renormalises) {
    this.kind = kind;
    this.weights = weights;
    this.which = which;
    this.listed = listed;
    this.renormalises = renormalises;
  }

  /** Returns the fusion of all members that treats them alike. */
  public static Fusion of(HeadFusion kind) {
    return new Fusion(kind, ImmutableDoubleArray.of(), Members.ALL, ImmutableIntArray.of(), false);
  }

  /**
   * Returns the weighted mean. Where the row of a member does not enter, the other weights are
   * divided by their sum.
   *
   * @param weights one for each member that is fused, at least 0 and adding up to 1
   */
  public static Fusion weighted(double... weights) {
    for (double weight : weights) {
      checkArgument(
          weight >= 0 && weight <= 1 + WEIGHT_TOLERANCE,
          "weight must be in [0, 1], got %s",
          weight);
    }
    double sum = CompensatedRow.total(weights);
    checkArgument(
        Math.abs(sum - 1) <= WEIGHT_TOLERANCE, "weights must add up to 1, got a sum of %s", sum);
    return new Fusion(
        HeadFusion.SUM,
        ImmutableDoubleArray.copyOf(weights),
        Members.ALL,
        ImmutableIntArray.of(),
        false);
  }

  /** Returns the fusion that takes the last member as it is: the last layer. */
  public static Fusion last() {
    return new Fusion(
        HeadFusion.MEAN, ImmutableDoubleArray.of(), Members.LAST, ImmutableIntArray.of(), false);
  }

  /**
   * Returns this fusion of some members only; one member gives that member as it is.
   *
   * @param members head or layer numbers; with weights, in the order of the weights
   */
  public Fusion over(int... members) {
    checkArgument(members.length > 0, "members must name at least one, got none");
    checkArgument(
        IntStream.of(members).distinct().count() == members.length,
        "members must be different, got %s",
        IntStream.of(members).boxed().toList());
    return new Fusion(
        kind, weights, Members.LISTED, ImmutableIntArray.copyOf(members), renormalises);
  }

  /**
   * Returns this fusion with every fused row divided by its sum. A row of zeros has no such scale:
   * heads without a common key have one under {@link HeadFusion#MIN}. It is masked in the result,
   * and counted by {@link MaskedAttention#zeroRows}.
   */
  public Fusion renormalised() {
    return new Fusion(kind, weights, which, listed, true);
  }

  boolean keepsRowSums() {
    return renormalises || kind == HeadFusion.MEAN || !weights.isEmpty();
  }

  /** Returns the members that are fused out of {@code size}. */
  int[] members(String axis, int size) {
    checkArgument(size > 0, "%s must be at least 1 to be fused, got 0", axis + "s");
    int[] members =
        switch (which) {
          case ALL -> IntStream.range(0, size).toArray();
          case LAST -> new int[] {size - 1};
          case LISTED -> listed.toArray();
        };
    for (int member : members) {
      Indices.check(axis, member, size);
    }
    checkArgument(
        weights.isEmpty() || weights.length() == members.length,
        "weights must be one for each of %s %ss, got %s",
        members.length,
        axis,
        weights.length());
    return members;
  }

  /** Returns the factor of the i-th of the fused members. */
  double weight(int i) {
    return weights.isEmpty() ? 1 : weights.get(i);
  }

  /** Returns an empty row of {@code length} keys that members can enter. */
  FusedRow start(int length) {
    return new FusedRow(kind, length);
  }

  boolean renormalises() {
    return renormalises;
  }

  /**
   * Writes a row that members with factors of sum {@code share} have entered; a row of zeros is
   * left as it is.
   */
  void finish(FusedRow fused, double share, double[] row) {
    fused.read(row);
    if (!weights.isEmpty()) {
      divide(row, share);
    }
    if (renormalises) {
      double sum = CompensatedRow.total(row);
      divide(row, sum == 0 ? 1 : sum);
    }
  }

  private static void divide(double[] row, double divisor) {
    for (int k = 0; k < row.length; k++) {
      row[k] /= divisor;
    }
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof Fusion other
        && kind == other.kind
        && weights.equals(other.weights)
        && which == other.which
        && listed.equals(other.listed)
        && renormalises == other.renormalises;
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, weights, which, listed, renormalises);
  }

  /** Returns every switch, for example {@code MAX over [1, 3], renormalised}. */
  @Override
  public String toString() {
    String name = weights.isEmpty() ? kind.toString() : "WEIGHTED" + weights;
    String some =
        switch (which) {
          case ALL -> "";
          case LAST -> " over the last";
          case LISTED -> " over " + listed;
        };
    return name + some + (renormalises ? ", renormalised" : "");
  }
}
