package dev.attn.aggregate;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.Masks;
import dev.attn.tensor.AttentionLayer;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.Span;
import dev.attn.tensor.TensorShape;
import dev.attn.tensor.Tokens;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Attention over several heads, layers, rows, words or segments as one matrix.
 *
 * <p>Most verbs come twice. With {@link MaskedAttention} only rows that are valid under their mask
 * enter, and the result carries its mask: a row that nothing entered is masked there, and every
 * blocked cell is 0. With a plain tensor rows are taken as they are stored, masked ones too: audit
 * the result under the mask of the heads.
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
            shape,
            FusedRows.precision(layer.head(0).type()),
            (l, h, q, row) -> fuse(layer, q, fusion, row))
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
        FusedRows.precision(weights.type()),
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
        FusedRows.precision(weights.type()),
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
            FusedRows.precision(weights.type()),
            (l, h, layer, row) -> fuse(weights.layer(layer), query, fusion, row))
        .layer(0)
        .head(0);
  }

  /**
   * Returns each layer with its heads as one, from the rows that are in use; a cell is allowed
   * where one of the fused heads allows it.
   *
   * @shape {@code [layers, 1, queries, keys]}
   * @cost nothing now; reading a row reads it in all fused heads
   */
  public static MaskedAttention heads(MaskedAttention weights, Fusion fusion) {
    return FusedRows.heads(weights, fusion);
  }

  /**
   * Returns one fused head for each key-value head, from the query heads that read it. A fusion of
   * some members counts them inside each group.
   *
   * @shape {@code [layers, groups, queries, keys]}
   */
  public static MaskedAttention headGroups(MaskedAttention weights, KeyHeadMap map, Fusion fusion) {
    checkArgument(
        map.heads() == weights.shape().heads(),
        "key heads must be listed for each of %s heads, got %s",
        weights.shape().heads(),
        map.heads());
    return FusedRows.headGroups(weights, map, fusion);
  }

  /**
   * Returns each head with its layers as one. A product of layers is another thing: attention
   * rollout.
   *
   * @shape {@code [1, heads, queries, keys]}
   */
  public static MaskedAttention layers(MaskedAttention weights, Fusion fusion) {
    return FusedRows.layers(weights, fusion);
  }

  /**
   * Returns several parts as the layers of one tensor: layers that were captured one by one. Layers
   * that differ in heads, queries or keys cannot be stacked; fuse their heads first, or keep them
   * apart.
   *
   * @shape {@code [layers of all parts, heads, queries, keys]}
   */
  public static MaskedAttention stack(List<MaskedAttention> layers) {
    return LayerMaps.stack(layers);
  }

  /**
   * Returns the rows of some queries, heads fused, for each layer. Keys that a query may not read
   * are 0, and blocked in the mask, so that a picture may leave them blank.
   *
   * @param queries the rows in the order in which they are wanted; a row may be named twice
   * @shape {@code [layers, 1, queries.length, keys]}
   * @see #rowsOf
   */
  public static MaskedAttention queryRows(MaskedAttention weights, Fusion fusion, int... queries) {
    return queryRows(
        List.of(weights), fusion, IntStream.of(queries).mapToObj(q -> RunQuery.of(0, q)).toList());
  }

  /**
   * Returns query rows of several runs, heads fused, for each layer: one strip for each chosen row.
   *
   * @param runs of equal numbers of layers and keys
   * @param chosen the rows in the order in which they are wanted
   * @shape {@code [layers, 1, chosen, keys]}
   */
  public static MaskedAttention queryRows(
      List<MaskedAttention> runs, Fusion fusion, List<RunQuery> chosen) {
    checkArgument(!runs.isEmpty(), "runs must be at least one, got none");
    checkArgument(!chosen.isEmpty(), "queries must name at least one row, got none");
    TensorShape first = runs.get(0).shape();
    for (MaskedAttention run : runs) {
      checkArgument(
          run.shape().layers() == first.layers() && run.shape().keys() == first.keys(),
          "runs must have equal layers and keys to be compared, got %s after %s",
          run.shape(),
          first);
    }
    for (RunQuery row : chosen) {
      Indices.check("run", row.run(), runs.size());
      checkQuery(row.query(), runs.get(row.run()).shape().queries());
    }
    return LayerMaps.strips(runs.stream().map(run -> heads(run, fusion)).toList(), chosen);
  }

  /**
   * Returns every position of a token text, in rising order; it is an error if there is none.
   *
   * @param tokens the labels of the queries
   * @param text compared with the labels as they are
   */
  public static int[] rowsOf(Tokens tokens, String text) {
    int[] rows = tokens.positionsOf(text).stream().mapToInt(Integer::intValue).toArray();
    checkArgument(
        rows.length > 0,
        "token must be one of the %s labels, got \"%s\"; labels are compared as they are",
        tokens.size(),
        text);
    return rows;
  }

  /**
   * Returns what some queries read in each layer, heads fused and the rows in use averaged: row l
   * is the layer, column k the key. A layer in which no such row is in use is a masked row.
   *
   * @param queries the rows that are averaged
   * @shape {@code [1, 1, layers, keys]}
   */
  public static MaskedAttention layerTokenMap(
      MaskedAttention weights, Fusion fusion, int... queries) {
    checkArgument(queries.length > 0, "queries must name at least one row, got none");
    for (int query : queries) {
      checkQuery(query, weights.shape().queries());
    }
    return LayerMaps.layerTokenMap(heads(weights, fusion), queries);
  }

  /**
   * Returns how much each key receives in each layer, heads fused: the mean over the rows in use
   * that may read the key; NaN for a key that no row may read.
   *
   * <p>Example: uniform causal attention over 2 tokens gives {@code {0.75, 0.5}}.
   *
   * @shape {@code [layers, keys]}
   * @unit probability
   */
  public static AttentionMatrix receivedMap(MaskedAttention weights, Fusion fusion) {
    return LayerMaps.received(heads(weights, fusion));
  }

  /**
   * Returns how much each row reads of each span of keys; keys outside all spans are dropped.
   *
   * @shape {@code [layers, heads, queries, spans]}
   */
  public static MaskedAttention keySpans(MaskedAttention weights, List<Span> spans) {
    TensorShape shape = weights.shape();
    return merge(
        weights,
        TokenGroups.singles(shape.queries()),
        TokenGroups.of(shape.keys(), spans, Ungrouped.DROPPED));
  }

  /**
   * Returns pieces merged to words: the sum over the pieces read, the mean over the pieces that
   * read.
   *
   * @see #merge(MaskedAttention, TokenGroups, TokenGroups, RowMerge, KeyMerge)
   */
  public static MaskedAttention merge(
      MaskedAttention weights, TokenGroups queries, TokenGroups keys) {
    return merge(weights, queries, keys, RowMerge.MEAN, KeyMerge.SUM);
  }

  /**
   * Returns pieces merged to words, in every head: first the columns of each row, then the rows.
   *
   * <pre>
   * W = R A C      C(k, w) = 1 if key k is in group w       R(w, q) = 1/n for the n rows of group w in use
   * </pre>
   *
   * <p>Rows of the result stand for as many source rows as entered them, and a later merge counts
   * them so: merging words to sentences gives what merging pieces to sentences gives, for equal
   * variants. A mean of means would not. Row sums are kept by a column SUM with a row MEAN, FIRST
   * or LAST and no key dropped; {@link MaskedAttention#massPreserving} tells.
   *
   * <p>Example: uniform causal attention over 5 tokens, words 0 | 1, 2 | 3, 4: {@code {{1, 0, 0},
   * {0.416667, 0.583333, 0}, {0.225, 0.45, 0.325}}}.
   *
   * @shape {@code [layers, heads, query groups, key groups]}
   * @cost a mask of {@code query groups * key groups} cells now; reading a row reads its members
   */
  public static MaskedAttention merge(
      MaskedAttention weights,
      TokenGroups queries,
      TokenGroups keys,
      RowMerge rowMerge,
      KeyMerge keyMerge) {
    return MergedRows.of(weights, queries, keys, rowMerge, keyMerge);
  }

  /**
   * Returns how much attention goes from each segment to each other one where every query may see
   * every key.
   *
   * @see #segmentMass(AttentionMatrix, List, AttentionMask)
   */
  public static SegmentMass segmentMass(AttentionMatrix weights, List<Span> segments) {
    return segmentMass(weights, segments, Masks.full(weights.queries(), weights.keys()));
  }

  /**
   * Returns how much attention goes from each segment to each other one.
   *
   * <pre>
   * B(s, t) = 1/|s| · Σ{q in s} Σ{k in t} a(q, k)
   * </pre>
   *
   * Here |s| counts the rows of s that are not masked, and blocked cells are 0 whatever is stored.
   * Rows of B add up to 1 if the segments cover every key once. A segment of masked rows only has a
   * row of NaN. A row that is not attention under the mask is refused.
   *
   * <p>Example: uniform causal attention over 4 tokens, in halves, gives {@code {{1, 0}, {0.583333,
   * 0.416667}}}.
   *
   * @param weights one head, with as many queries as keys
   * @param segments ranges of tokens; row and column s of the result belong to segment s
   * @param mask what every query may attend to; rows without an allowed key are left out
   * @unit probability
   */
  public static SegmentMass segmentMass(
      AttentionMatrix weights, List<Span> segments, AttentionMask mask) {
    return SegmentMass.of(weights, segments, mask);
  }

  private static void fuse(AttentionLayer layer, int query, HeadFusion fusion, double[] row) {
    if (layer.head(0).fitsFloat()) {
      FusedFloats.fuse(layer, query, fusion, row);
      return;
    }
    if (layer.heads() == 1) {
      layer.head(0).row(query, row);
      if (fusion.adds()) {
        addZero(row);
      }
      return;
    }
    FusedRow fused = new FusedRow(fusion, row.length);
    for (int h = 0; h < layer.heads(); h++) {
      layer.head(h).row(query, row);
      fused.add(row, 1);
    }
    fused.read(row);
  }

  /** Makes 0 of -0, as a sum that begins with 0 does. */
  private static void addZero(double[] row) {
    for (int k = 0; k < row.length; k++) {
      row[k] += 0;
    }
  }

  private static void checkHeads(int heads) {
    checkArgument(heads > 0, "heads must be at least 1 to be fused, got %s", heads);
  }

  private static void checkQuery(int query, int queries) {
    Indices.check("query", query, queries);
  }
}
