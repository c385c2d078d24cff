package dev.attn.saliency;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.MaskAudit;
import dev.attn.mask.RowRules;
import dev.attn.mask.RowSumPolicy;
import dev.attn.mask.Runs;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.ElementType;
import dev.attn.tensor.NumericArray;
import dev.attn.tensor.TensorShape;
import java.util.Arrays;

/**
 * Value zeroing: how much the output of a layer for one token turns when the value of another token
 * is taken away.
 *
 * <pre>
 * C(i, j) = 1 - cos(h(i), h(i) with v(j) = 0)
 * </pre>
 *
 * The model is run by the caller, once as it is and once for each key; both hidden states come in.
 * It needs no attention weights. {@link #normalised} divides rows by their sums, {@link #rollout}
 * multiplies them over layers without a residual connection, which the hidden states contain.
 *
 * <p>Example: the state {@code (1, 0)} that becomes {@code (0, 1)} without key 0 and stays as it is
 * without key 1 has the scores {@code (1, 0)}.
 *
 * <p>The cosine is taken from the difference of the two unit vectors, so that states that agree
 * give exactly 0 and nearly equal ones lose no digits.
 *
 * @param scores C, computed when it is read; 0 outside the mask
 * @param mask what the queries may attend to
 * @param rowsMasked rows of all layers that are 0 because they are masked
 * @param rowsUndefined rows of all layers that are all zero though they are not masked: they cannot
 *     be divided
 * @param how what was computed
 * @shape scores are {@code [layers, 1, queries, keys]}
 * @source Mohebbi et al. 2023, Quantifying Context Mixing in Transformers, arXiv:2301.12971
 * @cost one pass over all states now, and one for each time that rows are read
 */
public record ValueZeroing(
    AttentionTensor scores,
    AttentionMask mask,
    long rowsMasked,
    long rowsUndefined,
    AttributionProvenance how) {

  static final String ID = "val.zeroing";

  /**
   * Returns the scores.
   *
   * @param states hidden states, {@code [layers, queries, width]}
   * @param zeroed hidden states of the same layers with the value of one key set to zero, {@code
   *     [layers, keys, queries, width]}
   */
  public static ValueZeroing of(NumericArray states, NumericArray zeroed, AttentionMask mask) {
    checkArgument(
        states.rank() == 3,
        "states must have the shape [layers, queries, width], got %s",
        states.shape());
    checkArgument(
        zeroed.rank() == 4
            && zeroed.length(0) == states.length(0)
            && zeroed.length(2) == states.length(1)
            && zeroed.length(3) == states.length(2),
        "zeroed states must have the shape [%s, keys, %s, %s] like the states, got %s",
        states.length(0),
        states.length(1),
        states.length(2),
        zeroed.shape());
    MaskAudit.requireShape(mask, states.length(1), zeroed.length(1));
    TensorShape shape = TensorShape.of(states.length(0), 1, states.length(1), zeroed.length(1));
    AttentionTensor scores =
        AttentionTensor.computed(
            shape,
            ElementType.F64,
            (l, h, q, row) ->
                score(states.slice(l).slice(q), zeroed.slice(l), mask.row(q), l, q, row));
    ScoreRows rows = new ScoreRows(scores, mask);
    RowRules rules = RowRules.of(states.type(), shape.keys()).withRowSum(RowSumPolicy.FREE);
    return new ValueZeroing(
        scores,
        mask,
        rows.masked(),
        rows.undefined(),
        AttributionProvenance.of(ID, "", mask.toString(), rules, states.type()));
  }

  private static void score(
      NumericArray state, NumericArray zeroed, Runs allowed, int layer, int query, double[] row) {
    Arrays.fill(row, 0);
    if (allowed.isEmpty()) {
      return;
    }
    double[] before = unit(state.toDoubles(), layer, query, "as it is");
    for (int run = 0; run < allowed.count(); run++) {
      for (int k = allowed.start(run); k < allowed.end(run); k++) {
        double[] after =
            unit(zeroed.slice(k).slice(query).toDoubles(), layer, query, "without key " + k);
        double squares = 0;
        for (int i = 0; i < after.length; i++) {
          squares += (after[i] - before[i]) * (after[i] - before[i]);
        }
        row[k] = squares / 2;
      }
    }
  }

  private static double[] unit(double[] state, int layer, int query, String when) {
    double norm = 0;
    for (double component : state) {
      norm = Double.isNaN(component) ? Double.NaN : Math.max(norm, Math.abs(component));
    }
    checkArgument(
        norm > 0 && Double.isFinite(norm),
        "hidden state must be finite and not zero, got norm %s at [layer %s, query %s, %s]",
        norm,
        layer,
        query,
        when);
    Rows.divide(state, Vectors.norm(state));
    return state;
  }

  /**
   * Returns rows divided by their sums: NaN where the sum is zero, zeros where masked.
   *
   * @shape {@code [layers, 1, queries, keys]}
   */
  public AttentionTensor normalised() {
    return new ScoreRows(scores, mask).normalised();
  }

  /** Returns the rollout; rows that cannot be divided become identity rows and are counted. */
  public Rollout rollout() {
    return new ScoreRows(scores, mask).rollout(ID);
  }
}
