package dev.attn.saliency;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.aggregate.HeadFusion;
import dev.attn.mask.AttentionMask;
import dev.attn.mask.RowSumPolicy;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.AttentionTensor;
import java.util.OptionalInt;

/**
 * Attention rollout: how much of each input token reaches each token of a later layer, if attention
 * and residual connections were all that moved information.
 *
 * <pre>
 * R = B(L) · B(L-1) · ... · B(1)
 * </pre>
 *
 * where B(l) is layer l with its heads fused ({@link HeadFusion}), its small weights discarded
 * ({@link Discard}) and the residual connection joined ({@link Residual}).
 *
 * <p>Rows of R add up to 1, triangular maps stay triangular, and the identity gives the identity.
 * Rows without weights of their own become identity rows, and are counted: masked ones, those that
 * discarding emptied, and those whose fused weights were zero before (heads without a common key
 * under {@link HeadFusion#MIN}).
 *
 * <p>Example: two layers {@code {{1, 0}, {0.25, 0.75}}} without residual connection give {@code
 * {{1, 0}, {0.4375, 0.5625}}}.
 *
 * <h2>When not to use this</h2>
 *
 * It knows neither values nor the feed-forward layers, and nothing of the loss. Compare it with
 * {@link Relevance}, which does.
 *
 * @param map row q is what reached query q, column k what came from token k; one row if one query
 *     was asked for
 * @param rowsMasked identity rows, over all layers, that stand for masked rows
 * @param rowsEmptied identity rows, over all layers, that stand for rows that lost every weight
 * @param rowsZero identity rows, over all layers, that stand for rows that had no weight
 * @param how what was computed; its id is {@code flow.rolloutDiscard} if weights were discarded
 * @source Abnar and Zuidema 2020, Quantifying Attention Flow in Transformers, arXiv:2005.00928,
 *     whose form of the residual connection is RENORM_THEN_MIX with 0.5
 */
public record Rollout(
    AttentionMatrix map,
    long rowsMasked,
    long rowsEmptied,
    long rowsZero,
    AttributionProvenance how) {

  static final String ID = "flow.rollout";
  static final String DISCARD_ID = "flow.rolloutDiscard";

  /**
   * Which layers are multiplied, and how each is made.
   *
   * @param fusion how heads become one matrix
   * @param discard which small weights are dropped
   * @param residual how the residual connection joins
   * @param fromLayer the first layer
   * @param toLayer the layer after the last one; if absent, the number of layers
   * @param rowSum what the rows of every head must add up to
   */
  public record Options(
      HeadFusion fusion,
      Discard discard,
      Residual residual,
      int fromLayer,
      OptionalInt toLayer,
      RowSumPolicy rowSum) {

    /** Checks that the first layer is not negative. */
    public Options {
      checkArgument(fromLayer >= 0, "first layer must be at least 0, got %s", fromLayer);
    }

    /** Returns MEAN, nothing discarded, RENORM_THEN_MIX(0.5), all layers and UNIT. */
    public static Options defaults() {
      return new Options(
          HeadFusion.MEAN,
          Discard.none(),
          Residual.renormThenMix(0.5),
          0,
          OptionalInt.empty(),
          RowSumPolicy.UNIT);
    }

    /**
     * Returns the settings of the tool vit-explain: its way of discarding, and its division of
     * columns by sums of rows.
     */
    public static Options vitExplain(HeadFusion fusion, double discardedShare) {
      return defaults()
          .withFusion(fusion)
          .withDiscard(Discard.globalButFirstCell(discardedShare))
          .withResidual(Residual.columnScaled());
    }

    /** Returns these options with another fusion of heads. */
    public Options withFusion(HeadFusion newFusion) {
      return new Options(newFusion, discard, residual, fromLayer, toLayer, rowSum);
    }

    /** Returns these options with another choice of what is discarded. */
    public Options withDiscard(Discard newDiscard) {
      return new Options(fusion, newDiscard, residual, fromLayer, toLayer, rowSum);
    }

    /** Returns these options with another residual connection. */
    public Options withResidual(Residual newResidual) {
      return new Options(fusion, discard, newResidual, fromLayer, toLayer, rowSum);
    }

    /** Returns these options for the layers {@code [from, to)}. */
    public Options withLayers(int from, int to) {
      return new Options(fusion, discard, residual, from, OptionalInt.of(to), rowSum);
    }

    /** Returns these options with another demand on row sums. */
    public Options withRowSum(RowSumPolicy newRowSum) {
      return new Options(fusion, discard, residual, fromLayer, toLayer, newRowSum);
    }

    String id() {
      return discard.scope() == Discard.Scope.NONE ? ID : DISCARD_ID;
    }

    String settings(int to) {
      return "fusion="
          + fusion
          + (" discard=" + discard + " residual=" + residual)
          + (" layers=[" + fromLayer + ", " + to + ")");
    }
  }

  /** Returns the rollout of all layers with the default options. */
  public static Rollout of(AttentionTensor weights, AttentionMask mask) {
    return of(weights, mask, Options.defaults());
  }

  /**
   * Returns the rollout of every query.
   *
   * @param weights as many queries as keys
   * @param mask what the queries of every head may attend to
   * @shape {@code [tokens, tokens]}
   * @cost layers · tokens³ multiplications (a sixth of that under a causal mask), three matrices of
   *     doubles
   */
  public static Rollout of(AttentionTensor weights, AttentionMask mask, Options options) {
    MixedLayers layers = new MixedLayers(options.id(), weights, mask, options);
    double[][] map = layers.layer(layers.from());
    for (int l = layers.from() + 1; l < layers.to(); l++) {
      map = Products.of(layers.layer(l), map, layers.tokens());
    }
    return result(map, layers, options);
  }

  /**
   * Returns the row of one query of the rollout, without computing the others: a row vector taken
   * down through the layers.
   *
   * @param query the token of the last layer whose sources are asked for
   * @shape {@code [1, tokens]}
   * @cost one pass over the weights, layers · tokens² multiplications, one matrix of doubles
   */
  public static Rollout ofQuery(
      AttentionTensor weights, AttentionMask mask, int query, Options options) {
    MixedLayers layers = new MixedLayers(options.id(), weights, mask, options);
    Rows.checkQuery(query, layers.tokens());
    double[] row = Rows.unit(layers.tokens(), query);
    for (int l = layers.to() - 1; l >= layers.from(); l--) {
      row = Products.of(row, layers.layer(l), layers.tokens());
    }
    return result(new double[][] {row}, layers, options);
  }

  private static Rollout result(double[][] map, MixedLayers layers, Options options) {
    return new Rollout(
        AttentionMatrix.copyOf(map),
        layers.rowsMasked(),
        layers.rowsEmptied(),
        layers.rowsZero(),
        layers.provenance(options.id(), options.settings(layers.to())));
  }
}
