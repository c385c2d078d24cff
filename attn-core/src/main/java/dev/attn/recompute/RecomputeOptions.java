package dev.attn.recompute;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import dev.attn.aggregate.KeyHeadMap;
import dev.attn.mask.AttentionBias;
import dev.attn.mask.EmptyRows;
import dev.attn.tensor.NumericArray;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How attention is computed from vectors.
 *
 * @param scale the factor on every inner product; 1/√width if absent
 * @param softCap the bound c of c · tanh(score / c); none if absent
 * @param bias what is added to a score for its head and positions
 * @param biasOrder whether the bias comes before or after the soft-cap
 * @param firstPosition the position of query row 0, which bias and rotation look at; if absent, the
 *     last query stands at the last key
 * @param sinkLogits a learned sink of every head, of shape {@code [layers, heads]}: exp of it is
 *     added to the sum that weights are divided by, so that rows add up to less than 1
 * @param keyHeads which key-value head each query head reads; neighbouring groups of equal size if
 *     absent
 * @param emptyRows what a row without an allowed key becomes
 * @param rotary the rotation of queries and keys; vectors are taken as they are if absent
 * @param interventions changes to the vectors, applied in this order
 */
public record RecomputeOptions(
    OptionalDouble scale,
    OptionalDouble softCap,
    Optional<AttentionBias> bias,
    BiasOrder biasOrder,
    OptionalInt firstPosition,
    Optional<NumericArray> sinkLogits,
    Optional<KeyHeadMap> keyHeads,
    EmptyRows emptyRows,
    Optional<Rotary> rotary,
    List<Intervention> interventions) {

  private static final RecomputeOptions DEFAULTS =
      new RecomputeOptions(
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          Optional.empty(),
          BiasOrder.AFTER_CAP,
          OptionalInt.empty(),
          Optional.empty(),
          Optional.empty(),
          EmptyRows.FORBID,
          Optional.empty(),
          List.of());

  /** Checks scale, soft-cap and sinks. */
  public RecomputeOptions {
    checkArgument(
        scale.isEmpty() || Double.isFinite(scale.getAsDouble()),
        "scale must be finite, got %s",
        scale.orElse(0));
    checkArgument(
        softCap.isEmpty() || (softCap.getAsDouble() > 0 && Double.isFinite(softCap.getAsDouble())),
        "soft-cap must be positive and finite, got %s",
        softCap.orElse(0));
    sinkLogits.ifPresent(RecomputeOptions::checkSinks);
    interventions = List.copyOf(interventions);
  }

  private static void checkSinks(NumericArray sinks) {
    checkArgument(
        sinks.rank() == 2, "sink logits must have shape [layers, heads], got %s", sinks.shape());
    for (double sink : sinks.toDoubles()) {
      checkArgument(
          sink < Double.POSITIVE_INFINITY,
          "sink logit must be a number below infinity, got %s",
          sink);
    }
  }

  /**
   * Returns scale 1/√width, no soft-cap, bias, sink, rotation or intervention, and an error for a
   * row without an allowed key.
   */
  public static RecomputeOptions defaults() {
    return DEFAULTS;
  }

  /** Returns these options with another factor on every inner product. */
  public RecomputeOptions withScale(double newScale) {
    return new RecomputeOptions(
        OptionalDouble.of(newScale),
        softCap,
        bias,
        biasOrder,
        firstPosition,
        sinkLogits,
        keyHeads,
        emptyRows,
        rotary,
        interventions);
  }

  /** Returns these options with scores bounded by {@code cap}. */
  public RecomputeOptions withSoftCap(double cap) {
    return new RecomputeOptions(
        scale,
        OptionalDouble.of(cap),
        bias,
        biasOrder,
        firstPosition,
        sinkLogits,
        keyHeads,
        emptyRows,
        rotary,
        interventions);
  }

  /** Returns these options with a bias, added after the soft-cap. */
  public RecomputeOptions withBias(AttentionBias newBias) {
    return withBias(newBias, BiasOrder.AFTER_CAP);
  }

  /** Returns these options with a bias. */
  public RecomputeOptions withBias(AttentionBias newBias, BiasOrder order) {
    return new RecomputeOptions(
        scale,
        softCap,
        Optional.of(newBias),
        order,
        firstPosition,
        sinkLogits,
        keyHeads,
        emptyRows,
        rotary,
        interventions);
  }

  /**
   * Returns these options with query row 0 at another position: 0 for top-left alignment, {@code
   * keys - queries} for bottom-right, which is the default. The mask is not moved: build it with
   * {@code Masks.causalTopLeft} or {@code Masks.causalBottomRight}.
   */
  public RecomputeOptions withFirstPosition(int position) {
    return new RecomputeOptions(
        scale,
        softCap,
        bias,
        biasOrder,
        OptionalInt.of(position),
        sinkLogits,
        keyHeads,
        emptyRows,
        rotary,
        interventions);
  }

  /**
   * Returns these options with a learned sink in every head. Rows then add up to less than 1: judge
   * them with {@code RowSumPolicy.AT_MOST_ONE}.
   *
   * @param logits of shape {@code [layers, heads]}; negative infinity is no sink
   */
  public RecomputeOptions withSinkLogits(NumericArray logits) {
    return new RecomputeOptions(
        scale,
        softCap,
        bias,
        biasOrder,
        firstPosition,
        Optional.of(logits),
        keyHeads,
        emptyRows,
        rotary,
        interventions);
  }

  /** Returns these options with another assignment of query heads to key-value heads. */
  public RecomputeOptions withKeyHeads(KeyHeadMap map) {
    return new RecomputeOptions(
        scale,
        softCap,
        bias,
        biasOrder,
        firstPosition,
        sinkLogits,
        Optional.of(map),
        emptyRows,
        rotary,
        interventions);
  }

  /** Returns these options with another treatment of rows without an allowed key. */
  public RecomputeOptions withEmptyRows(EmptyRows newEmptyRows) {
    return new RecomputeOptions(
        scale,
        softCap,
        bias,
        biasOrder,
        firstPosition,
        sinkLogits,
        keyHeads,
        newEmptyRows,
        rotary,
        interventions);
  }

  /** Returns these options with queries and keys rotated by position. */
  public RecomputeOptions withRotary(Rotary newRotary) {
    return new RecomputeOptions(
        scale,
        softCap,
        bias,
        biasOrder,
        firstPosition,
        sinkLogits,
        keyHeads,
        emptyRows,
        Optional.of(newRotary),
        interventions);
  }

  /** Returns these options with one more intervention, applied after the present ones. */
  public RecomputeOptions with(Intervention intervention) {
    return new RecomputeOptions(
        scale,
        softCap,
        bias,
        biasOrder,
        firstPosition,
        sinkLogits,
        keyHeads,
        emptyRows,
        rotary,
        ImmutableList.<Intervention>builder().addAll(interventions).add(intervention).build());
  }
}
