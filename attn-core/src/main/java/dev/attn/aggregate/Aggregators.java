package dev.attn.aggregate;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.MaskAudit;
import dev.attn.tensor.AttentionLayer;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.ElementType;
import dev.attn.tensor.Span;
import dev.attn.tensor.TensorShape;
import java.util.List;

/**
 * Attention over several heads, layers, rows or segments as one matrix.
 *
 * <h2>Non-finite values</h2>
 *
 * Rows are fused as they are stored, masked ones too: audit the result under the mask of the heads.
 */
public final class Aggregators {

  private Aggregators() {}

  /**
   * Returns the heads of one layer as one matrix.
   *
   * @shape {@code [queries, keys]}
   * @cost nothing now; reading a row reads it in all heads
   */
  public static AttentionMatrix heads(AttentionLayer layer, HeadFusion fusion) {
    checkHeads(layer.heads());
    TensorShape shape = TensorShape.of(1, 1, layer.queries(), layer.keys());
    return AttentionTensor.computed(
            shape, precision(layer.head(0).type()), (l, h, q, row) -> fuse(layer, q, fusion, row))
        .layer(0)
        .head(0);
  }

  /**
   * Returns each layer with its heads as one matrix.
   *
   * @shape {@code [layers, 1, queries, keys]}
   * @cost nothing now; reading a row reads it in all heads of its layer
   */
  public static AttentionTensor heads(AttentionTensor weights, HeadFusion fusion) {
    TensorShape from = weights.shape();
    checkHeads(from.heads());
    return AttentionTensor.computed(
        TensorShape.of(from.layers(), 1, from.queries(), from.keys()),
        precision(weights.type()),
        (l, h, q, row) -> fuse(weights.layer(l), q, fusion, row));
  }

  /**
   * Returns the rows of some queries, heads fused, for each layer: strips to compare over layers.
   *
   * @param queries the rows in the order in which they are wanted; a row may be named twice
   * @shape {@code [layers, 1, queries.length, keys]}
   * @cost nothing now; reading a row reads it in all heads of its layer
   */
  public static AttentionTensor queryRows(
      AttentionTensor weights, HeadFusion fusion, int... queries) {
    TensorShape from = weights.shape();
    checkHeads(from.heads());
    checkArgument(queries.length > 0, "queries must name at least one row, got none");
    for (int query : queries) {
      checkQuery(query, from.queries());
    }
    int[] rows = queries.clone();
    return AttentionTensor.computed(
        TensorShape.of(from.layers(), 1, rows.length, from.keys()),
        precision(weights.type()),
        (l, h, q, row) -> fuse(weights.layer(l), rows[q], fusion, row));
  }

  /**
   * Returns what one query reads in each layer, heads fused: row l is the layer, column k the key.
   *
   * @shape {@code [layers, keys]}
   * @cost nothing now; reading a row reads it in all heads of one layer
   */
  public static AttentionMatrix layerTokenMap(
      AttentionTensor weights, int query, HeadFusion fusion) {
    TensorShape from = weights.shape();
    checkHeads(from.heads());
    checkQuery(query, from.queries());
    return AttentionTensor.computed(
            TensorShape.of(1, 1, from.layers(), from.keys()),
            precision(weights.type()),
            (l, h, layer, row) -> fuse(weights.layer(layer), query, fusion, row))
        .layer(0)
        .head(0);
  }

  /**
   * Returns how much attention goes from each segment to each other one, with every row counted.
   *
   * @see #segmentMass(AttentionMatrix, List, AttentionMask)
   */
  public static AttentionMatrix segmentMass(AttentionMatrix weights, List<Span> segments) {
    return SegmentMass.of(weights, segments, q -> true);
  }

  /**
   * Returns how much attention goes from each segment to each other one.
   *
   * <pre>
   * B(s, t) = 1/|s| · Σ{q in s} Σ{k in t} a(q, k)
   * </pre>
   *
   * Here |s| counts the rows of s that are not masked. Rows of B add up to 1 if the segments cover
   * every key once. A segment of masked rows only has a row of NaN.
   *
   * <p>Example: uniform causal attention over 4 tokens, in halves, gives {@code {{1, 0}, {0.583333,
   * 0.416667}}}.
   *
   * @param weights one head, with as many queries as keys
   * @param segments ranges of tokens; row and column s of the result belong to segment s
   * @param mask rows without an allowed key are left out
   * @shape {@code [segments, segments]}
   * @unit probability
   */
  public static AttentionMatrix segmentMass(
      AttentionMatrix weights, List<Span> segments, AttentionMask mask) {
    MaskAudit.requireShape(mask, weights.queries(), weights.keys());
    return SegmentMass.of(weights, segments, q -> !mask.row(q).isEmpty());
  }

  private static void fuse(AttentionLayer layer, int query, HeadFusion fusion, double[] row) {
    layer.head(0).row(query, row);
    double[] next = new double[layer.keys()];
    for (int h = 1; h < layer.heads(); h++) {
      layer.head(h).row(query, next);
      for (int k = 0; k < next.length; k++) {
        row[k] = fusion.add(row[k], next[k]);
      }
    }
    for (int k = 0; k < next.length; k++) {
      row[k] = fusion.finish(row[k], layer.heads());
    }
  }

  /** Fused weights are no more exact than the weights they come from. */
  private static ElementType precision(ElementType type) {
    return switch (type) {
      case F64, F32, F16, BF16 -> type;
      default -> ElementType.F64;
    };
  }

  private static void checkHeads(int heads) {
    checkArgument(heads > 0, "heads must be at least 1 to be fused, got %s", heads);
  }

  private static void checkQuery(int query, int queries) {
    if (query < 0 || query >= queries) {
      throw new IndexOutOfBoundsException("query must be in [0, " + queries + "), got " + query);
    }
  }
}
