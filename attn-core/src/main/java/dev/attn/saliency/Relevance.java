package dev.attn.saliency;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.mask.RowSumPolicy;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.TensorShape;
import java.util.List;

/**
 * Gradient relevance: which input tokens the loss depends on, through all layers of self-attention.
 *
 * <pre>
 * E = mean{h} max(0, A(h) · dLoss/dA(h))       negative parts are cut off before the mean
 * R = I, then R ← R + E · R for each layer
 * </pre>
 *
 * <p>R is never below I, and triangular for causal models. Where no product is positive, R is I;
 * where every gradient is 1, R is 2 to the number of layers times {@link Rollout}. Masked rows add
 * nothing.
 *
 * <p>Example: one layer with the weights {@code {{1, 0}, {0.5, 0.5}}} and the gradient {@code {{0,
 * 0}, {2, -4}}} gives {@code {{1, 0}, {1, 1}}}.
 *
 * <p>Models with two sequences have {@link BimodalRelevance}.
 *
 * @param map row q is what query q took, column k what came from token k; one row if one query was
 *     asked for
 * @param rowsMasked rows, over all layers, that added nothing because they are masked
 * @param how what was computed
 * @source Chefer, Gur and Wolf 2021, Generic Attention-model Explainability, arXiv:2103.15679,
 *     equations 5 and 6
 */
public record Relevance(AttentionMatrix map, long rowsMasked, AttributionProvenance how) {

  static final String ID = "flow.relevance";

  /** How a layer changes the relevance found so far. */
  public enum Update {
    /** {@code R ← R + E · R}: the residual connection keeps what was there. */
    ADD,
    /** {@code R ← E · R}, the paper's ablation "no aggregation". */
    NO_AGGREGATION
  }

  /**
   * The variant.
   *
   * @param update how a layer changes the relevance
   * @param rowSum what the rows of every head must add up to
   */
  public record Options(Update update, RowSumPolicy rowSum) {

    /** Returns ADD and UNIT. */
    public static Options defaults() {
      return new Options(Update.ADD, RowSumPolicy.UNIT);
    }

    /** Returns these options with another update. */
    public Options withUpdate(Update newUpdate) {
      return new Options(newUpdate, rowSum);
    }

    /** Returns these options with another demand on row sums. */
    public Options withRowSum(RowSumPolicy newRowSum) {
      return new Options(update, newRowSum);
    }
  }

  /** Returns the relevance of every query, with the default options. */
  public static Relevance of(GradientSample sample) {
    return of(sample, Options.defaults());
  }

  /**
   * Returns the relevance of every query.
   *
   * @param sample as many queries as keys
   * @shape {@code [tokens, tokens]}
   * @cost layers · tokens³ multiplications (a sixth of that under a causal mask), three matrices of
   *     doubles
   */
  public static Relevance of(GradientSample sample, Options options) {
    PositiveProducts products = products(sample, options);
    int tokens = sample.weights().shape().keys();
    double[][] map = Rows.identity(tokens);
    for (int l = 0; l < sample.weights().shape().layers(); l++) {
      map = update(options.update(), map, Products.of(products.layer(l), map, tokens));
    }
    return result(map, sample, products, options);
  }

  /**
   * Returns the row of one query, without computing the others: a row vector taken down through the
   * layers. For a loss at the last position this is the row of the last query.
   *
   * @shape {@code [1, tokens]}
   * @cost one pass over weights and gradient, layers · tokens² multiplications
   */
  public static Relevance ofQuery(GradientSample sample, int query, Options options) {
    PositiveProducts products = products(sample, options);
    int tokens = sample.weights().shape().keys();
    Rows.checkQuery(query, tokens);
    double[][] row = {Rows.unit(tokens, query)};
    for (int l = sample.weights().shape().layers() - 1; l >= 0; l--) {
      row = update(options.update(), row, Products.of(row, products.layer(l), tokens));
    }
    return result(row, sample, products, options);
  }

  /** Returns what becomes of {@code old} when {@code change} arrives. */
  static double[][] update(Update update, double[][] old, double[][] change) {
    if (update == Update.ADD) {
      for (int i = 0; i < change.length; i++) {
        for (int k = 0; k < change[i].length; k++) {
          change[i][k] += old[i][k];
        }
      }
    }
    return change;
  }

  private static PositiveProducts products(GradientSample sample, Options options) {
    TensorShape shape = sample.weights().shape();
    checkArgument(
        shape.queries() == shape.keys(),
        "weights must have as many queries as keys for %s, got %s; for cross-attention use"
            + " BimodalRelevance",
        ID,
        shape);
    return new PositiveProducts(sample, options.rowSum());
  }

  private static Relevance result(
      double[][] map, GradientSample sample, PositiveProducts products, Options options) {
    MaskedWeights weights = products.weights();
    return new Relevance(
        AttentionMatrix.copyOf(map),
        (long) sample.weights().shape().layers() * weights.maskedRows(),
        weights.provenance(ID, "update=" + options.update()).over(List.of(sample)));
  }
}
