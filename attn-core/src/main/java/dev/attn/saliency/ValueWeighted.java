package dev.attn.saliency;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.RowSumPolicy;
import dev.attn.mask.Runs;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.ElementType;
import dev.attn.tensor.NumericArray;
import dev.attn.tensor.TensorShape;

/**
 * Attention weighted by how long the value vectors are: a large weight on a key whose value is
 * small moves little.
 *
 * <pre>
 * S(q, k) = a(q, k) · ‖v(k)‖, or that divided by the sum of its row
 * </pre>
 *
 * The vectors are those of the head, or better, what becomes of them in the output projection
 * ({@link TransformedValues}); or their norms are given.
 *
 * <p>Example: the weights {@code (0.6, 0.1, 0.3)} with norms {@code (0.01, 1, 1)} give {@code
 * (0.014778, 0.246305, 0.738916)} when rows are divided by their sums.
 *
 * <h2>Non-finite values</h2>
 *
 * Norms of allowed keys must be finite. A row of zeros cannot be divided and is NaN, and counted. A
 * masked row is all 0.
 *
 * @param map computed when it is read
 * @param rowsMasked rows of all heads that are 0 because they are masked
 * @param rowsUndefined rows of all heads that are NaN because their scores are all zero
 * @param how what was computed
 * @shape the map is {@code [layers, heads, queries, keys]}
 * @source common practice; norms behind the output projection as in Kobayashi et al. 2020,
 *     Attention is Not Only a Weight, arXiv:2004.10102
 * @cost one pass over the weights now, two to divide
 */
public record ValueWeighted(
    AttentionTensor map, long rowsMasked, long rowsUndefined, AttributionProvenance how) {

  static final String ID = "val.weighted";

  /** What is done to the scores of one row. */
  public enum Scaling {
    /** Nothing. */
    RAW,
    /** They are divided by their sum. */
    UNIT_ROWS
  }

  /**
   * The variant.
   *
   * @param scaling what is done to the scores of one row
   * @param rowSum what the rows of every head must add up to
   */
  public record Options(Scaling scaling, RowSumPolicy rowSum) {

    /** Returns RAW and UNIT. */
    public static Options defaults() {
      return new Options(Scaling.RAW, RowSumPolicy.UNIT);
    }

    /** Returns these options with another scaling. */
    public Options withScaling(Scaling newScaling) {
      return new Options(newScaling, rowSum);
    }

    /** Returns these options with another demand on row sums. */
    public Options withRowSum(RowSumPolicy newRowSum) {
      return new Options(scaling, newRowSum);
    }
  }

  /**
   * Returns weights times given norms.
   *
   * @param norms {@code [layers, heads, keys]}, or as many heads as there are value heads
   */
  public static ValueWeighted byNorms(
      AttentionTensor weights, AttentionMask mask, NumericArray norms, Options options) {
    return compute(weights, mask, norms, "GIVEN", options);
  }

  /**
   * Returns weights times the norms of value vectors.
   *
   * @param values {@code [layers, value heads, keys, head width]}
   */
  public static ValueWeighted byValues(
      AttentionTensor weights, AttentionMask mask, NumericArray values, Options options) {
    return compute(weights, mask, TransformedValues.of(values).norms(), "VALUE", options);
  }

  /** Returns weights times the norms of value vectors behind the output projection. */
  public static ValueWeighted byTransformedValues(
      AttentionTensor weights, AttentionMask mask, TransformedValues values, Options options) {
    return compute(weights, mask, values.norms(), "VALUE_OUTPUT", options);
  }

  private static ValueWeighted compute(
      AttentionTensor weights,
      AttentionMask mask,
      NumericArray norms,
      String source,
      Options options) {
    MaskedWeights rows = new MaskedWeights(weights, mask, options.rowSum());
    TensorShape shape = weights.shape();
    checkArgument(
        norms.rank() == 3 && norms.length(0) == shape.layers() && norms.length(2) == shape.keys(),
        "norms must have the shape [%s, heads, %s] like the weights, got %s",
        shape.layers(),
        shape.keys(),
        norms.shape());
    ValueHeads.check(norms.length(1), shape.heads());
    double[][][] factors = ValueHeads.cube(norms);
    checkFinite(factors, mask);
    rows.checkAll();
    AttentionTensor raw =
        AttentionTensor.computed(
            shape,
            ElementType.F64,
            (l, h, q, row) -> {
              rows.read(l, h, q, row);
              multiply(
                  row,
                  rows.allowed(q),
                  factors[l][ValueHeads.of(h, factors[l].length, shape.heads())]);
            });
    ScoreRows scores = new ScoreRows(raw, mask);
    boolean scaled = options.scaling() == Scaling.UNIT_ROWS;
    return new ValueWeighted(
        scaled ? scores.normalised() : raw,
        scores.masked(),
        scaled ? scores.undefined() : 0,
        rows.provenance(ID, "norm=" + source + " scaling=" + options.scaling()));
  }

  private static void multiply(double[] row, Runs allowed, double[] factors) {
    for (int run = 0; run < allowed.count(); run++) {
      for (int k = allowed.start(run); k < allowed.end(run); k++) {
        row[k] *= factors[k];
      }
    }
  }

  /** Checks the norms of all keys that some query may see. */
  private static void checkFinite(double[][][] norms, AttentionMask mask) {
    Runs unused = mask.unusedKeys();
    for (int l = 0; l < norms.length; l++) {
      for (int h = 0; h < norms[l].length; h++) {
        for (int k = 0; k < norms[l][h].length; k++) {
          checkArgument(
              (norms[l][h][k] >= 0 && Double.isFinite(norms[l][h][k])) || unused.contains(k),
              "norm must be finite and at least 0, got %s at [layer %s, head %s, key %s]",
              norms[l][h][k],
              l,
              h,
              k);
        }
      }
    }
  }
}
