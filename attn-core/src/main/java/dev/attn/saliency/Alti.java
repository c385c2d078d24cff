package dev.attn.saliency;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.RowSumPolicy;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.ElementType;
import dev.attn.tensor.NumericArray;
import dev.attn.tensor.TensorShape;
import java.util.List;
import java.util.Optional;

/**
 * ALTI: how near each token's contribution is to the output of the attention block, its residual
 * connection and its layer normalisation, linearised.
 *
 * <pre>
 * s(i)    = Σ{j} Σ{h} a(h, i, j) · f(h, j) + x(i) + b         y(i) = LN(s(i))
 * T(i, j) = LN'(Σ{h} a(h, i, j) · f(h, j) + [i = j] · x(i))
 * c(i, j) = max(0, ‖y(i)‖₁ - ‖y(i) - T(i, j)‖₁)
 * </pre>
 *
 * where LN' is the normalisation with the standard deviation of s(i) and without its shift, and f
 * are {@link TransformedValues}. {@link #normalised} divides rows by their sums, {@link #rollout}
 * multiplies them over layers without a residual connection, which c contains.
 *
 * <p>Example: without normalisation, one head, weights 0.5 and 0.5, the vectors {@code (2, 0)} and
 * {@code (0, 4)}, and query 1 with x = {@code (0, 1)}: y = {@code (1, 3)}, the contributions are
 * {@code (1, 0)} and {@code (0, 3)}, the scores 1 and 3.
 *
 * @param scores c; 0 outside the mask
 * @param mask what the queries may attend to
 * @param rowsMasked rows of all layers that are 0 because they are masked
 * @param rowsUndefined rows of all layers that are all zero though they are not masked: they cannot
 *     be divided
 * @param how what was computed
 * @shape scores are {@code [layers, 1, tokens, tokens]}
 * @source Ferrando, Gállego and Costa-jussà 2022, Measuring the Mixing of Contextual Information in
 *     the Transformer, arXiv:2203.04212
 * @cost layers · tokens² · heads · width multiplications; holds the vectors of one layer, tokens ·
 *     heads · width doubles, and the scores
 */
public record Alti(
    AttentionTensor scores,
    AttentionMask mask,
    long rowsMasked,
    long rowsUndefined,
    AttributionProvenance how) {

  static final String ID = "val.alti";

  /**
   * The variant.
   *
   * @param norm the normalisation behind the block
   * @param outputBias b, the bias of the output projection, {@code [layers, width]}; absent for
   *     none
   * @param rowSum what the rows of every head must add up to
   */
  public record Options(LayerNorm norm, Optional<NumericArray> outputBias, RowSumPolicy rowSum) {

    /** Returns this normalisation, no bias and UNIT. */
    public static Options of(LayerNorm norm) {
      return new Options(norm, Optional.empty(), RowSumPolicy.UNIT);
    }

    /** Returns these options with a bias of the output projection, {@code [layers, width]}. */
    public Options withOutputBias(NumericArray bias) {
      return new Options(norm, Optional.of(bias), rowSum);
    }

    /** Returns these options with another demand on row sums. */
    public Options withRowSum(RowSumPolicy newRowSum) {
      return new Options(norm, outputBias, newRowSum);
    }
  }

  /**
   * Returns the scores.
   *
   * @param weights as many queries as keys
   * @param mask what the queries of every head may attend to
   * @param values what heads write for each key
   * @param inputs x, the inputs of the blocks, {@code [layers, tokens, width]}
   */
  public static Alti of(
      AttentionTensor weights,
      AttentionMask mask,
      TransformedValues values,
      NumericArray inputs,
      Options options) {
    TensorShape shape = weights.shape();
    check(shape, values, inputs, options);
    MaskedWeights rows = new MaskedWeights(weights, mask, options.rowSum());
    double[][][] scores = new double[shape.layers()][][];
    for (int l = 0; l < scores.length; l++) {
      scores[l] = new AltiLayer(l, rows, values.layer(l), inputs.slice(l), options).scores();
    }
    AttentionTensor tensor =
        AttentionTensor.computed(
            TensorShape.of(shape.layers(), 1, shape.queries(), shape.keys()),
            ElementType.F64,
            (l, h, q, row) -> System.arraycopy(scores[l][q], 0, row, 0, scores[l][q].length));
    ScoreRows result = new ScoreRows(tensor, mask);
    String settings =
        "norm="
            + options.norm().form()
            + (" epsilon=" + options.norm().epsilon())
            + (" outputBias=" + (options.outputBias().isPresent() ? "GIVEN" : "NONE"));
    return new Alti(
        tensor, mask, result.masked(), result.undefined(), rows.provenance(ID, settings));
  }

  private static void check(
      TensorShape shape, TransformedValues values, NumericArray inputs, Options options) {
    checkArgument(
        shape.queries() == shape.keys(),
        "weights must have as many queries as keys for %s, got %s",
        ID,
        shape);
    values.requireShape(shape);
    checkArgument(
        inputs.shape().equals(List.of(shape.layers(), shape.keys(), values.width())),
        "inputs must have the shape [%s, %s, %s], got %s",
        shape.layers(),
        shape.keys(),
        values.width(),
        inputs.shape());
    options.norm().requireShape(shape.layers(), values.width());
    List<Integer> bias = List.of(shape.layers(), values.width());
    options
        .outputBias()
        .ifPresent(
            given ->
                checkArgument(
                    given.shape().equals(bias),
                    "output bias must have the shape %s, got %s",
                    bias,
                    given.shape()));
  }

  /**
   * Returns rows divided by their sums: NaN where the sum is zero, zeros where masked.
   *
   * @shape {@code [layers, 1, tokens, tokens]}
   */
  public AttentionTensor normalised() {
    return new ScoreRows(scores, mask).normalised();
  }

  /** Returns the rollout; rows that cannot be divided become identity rows and are counted. */
  public Rollout rollout() {
    return new ScoreRows(scores, mask).rollout(ID);
  }
}
