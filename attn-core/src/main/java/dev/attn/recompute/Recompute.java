package dev.attn.recompute;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.aggregate.KeyHeadMap;
import dev.attn.mask.AttentionMask;
import dev.attn.mask.EmptyRows;
import dev.attn.mask.MaskAudit;
import dev.attn.mask.MaskShape;
import dev.attn.mask.Masks;
import dev.attn.mask.Runs;
import dev.attn.metric.CompensatedSum;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.ElementType;
import dev.attn.tensor.NumericArray;
import dev.attn.tensor.TensorShape;
import java.util.Arrays;

/**
 * Attention from query, key and value vectors.
 *
 * <pre>
 * score(q, k)  = c · tanh(scale · ⟨query q, key k⟩ / c) + bias(q, k)      without a soft-cap: c = ∞
 * weight(q, k) = exp(score(q, k)) / Σ{j allowed} exp(score(q, j)),   0 where k is not allowed
 * output(q)    = Σ{k} weight(q, k) · value k
 * </pre>
 *
 * A blocked key is left out of the sum; nothing is added to its score, so a soft-cap cannot bring
 * it back: of the scores -40, -45 and a blocked one, with c = 50, the blocked key gets 0, and would
 * get 4.7e-8 if it had been blocked by adding -∞ before the cap. A learned sink adds exp(z) to the
 * sum. There may be fewer key heads than query heads (grouped queries): with H query heads and G
 * key heads, query head h reads key head ⌊h · G / H⌋ unless {@link RecomputeOptions#withKeyHeads}
 * says otherwise.
 *
 * <p>Example: width 1, scale 1, queries 0 and ln 3, keys 0 and 1, causal: rows {@code {1, 0}} and
 * {@code {0.25, 0.75}}.
 *
 * <h2>Non-finite values</h2>
 *
 * A vector with NaN or an infinity makes the rows NaN that depend on it; {@code MaskAudit} then
 * calls them broken.
 */
public final class Recompute {

  private Recompute() {}

  /** Returns attention with the default options. */
  public static AttentionTensor attention(
      NumericArray queries, NumericArray keys, AttentionMask mask) {
    return attention(queries, keys, mask, RecomputeOptions.defaults());
  }

  /**
   * Returns the attention weights of every head, in double.
   *
   * @param queries of shape {@code [layers, heads, queries, width]}
   * @param keys of shape {@code [layers, key heads, keys, width]}; the number of key heads divides
   *     that of the query heads
   * @shape {@code [layers, heads, queries, keys]}
   * @unit probability
   * @cost interventions copy what they change; each row takes {@code keys * width} multiplications
   *     every time it is read, and nothing is kept
   */
  public static AttentionTensor attention(
      NumericArray queries, NumericArray keys, AttentionMask mask, RecomputeOptions options) {
    Scores scores = scores(queries, keys, options);
    TensorShape shape =
        TensorShape.of(queries.length(0), queries.length(1), queries.length(2), keys.length(2));
    MaskAudit.requireShape(mask, shape.queries(), shape.keys());
    AttentionMask bound = options.emptyRows().bind(mask);
    Softmax softmax = new Softmax(scores);
    double emptyCell = options.emptyRows().weight(shape.keys());
    return AttentionTensor.computed(
        shape,
        ElementType.F64,
        (l, h, q, row) -> {
          Runs allowed = bound.row(q);
          Arrays.fill(row, allowed.isEmpty() ? emptyCell : 0);
          softmax.row(l, h, q, allowed, row);
        });
  }

  /** Returns the scores of these vectors, which must fit each other and the options. */
  static Scores scores(NumericArray queries, NumericArray keys, RecomputeOptions options) {
    Vectors.checkRank("queries", queries);
    Vectors.checkRank("keys", keys);
    checkLayers("keys", keys, "queries", queries.length(0));
    KeyHeadMap keyHeads = keyHeads("keys", keys.length(1), queries.length(1), options);
    checkArgument(
        queries.length(3) == keys.length(3),
        "keys must have width %s like the queries, got %s",
        queries.length(3),
        keys.length(3));
    checkArgument(
        queries.length(3) > 0, "queries must have width at least 1, got %s", queries.length(3));
    options.bias().ifPresent(bias -> checkHeads("bias", bias.heads(), queries.length(1)));
    options
        .sinkLogits()
        .ifPresent(
            sinks ->
                checkArgument(
                    sinks.length(0) == queries.length(0) && sinks.length(1) == queries.length(1),
                    "sink logits must have shape [%s, %s] like layers and heads, got %s",
                    queries.length(0),
                    queries.length(1),
                    sinks.shape()));
    return new Scores(queries, keys, keyHeads, options);
  }

  /**
   * Returns how far a captured map is from a recomputed one, every row counted.
   *
   * @see #compare(AttentionTensor, AttentionTensor, AttentionMask)
   */
  public static AttentionDifference compare(AttentionTensor captured, AttentionTensor recomputed) {
    TensorShape shape = captured.shape();
    return compare(captured, recomputed, Masks.full(shape.queries(), shape.keys()));
  }

  /**
   * Returns how far a captured map is from a recomputed one: the largest difference of two cells,
   * of which the first is named, and total variation distances of rows.
   *
   * <p>A map that was captured in float agrees to about 1e-6 if vectors, scale, mask and rotation
   * are those of the model.
   *
   * @param mask rows without an allowed key are left out, whatever they hold
   */
  public static AttentionDifference compare(
      AttentionTensor captured, AttentionTensor recomputed, AttentionMask mask) {
    checkArgument(
        recomputed.shape().equals(captured.shape()),
        "recomputed weights must have shape %s like the captured ones, got %s",
        captured.shape(),
        recomputed.shape());
    MaskAudit.requireShape(mask, captured.shape().queries(), captured.shape().keys());
    return Comparison.of(captured, recomputed, mask);
  }

  /**
   * Returns what each query takes from the values: weights times values, in double.
   *
   * @param weights of shape {@code [layers, heads, queries, keys]}
   * @param values of shape {@code [layers, value heads, keys, width]}; the number of value heads
   *     divides that of the heads
   * @param options of which only interventions on values matter here
   * @shape {@code [layers, heads, queries, width]}
   * @cost {@code queries * keys * width} multiplications for each head
   */
  public static NumericArray output(
      AttentionTensor weights, NumericArray values, RecomputeOptions options) {
    TensorShape shape = weights.shape();
    return sum(weights, values, Masks.full(shape.queries(), shape.keys()), options);
  }

  /**
   * Returns what each query takes from the values that it may attend to: a blocked key is left out
   * of the sum, so that a NaN in its value cannot reach the output.
   *
   * @param weights of shape {@code [layers, heads, queries, keys]}
   * @param values of shape {@code [layers, value heads, keys, width]}
   * @param options of which interventions on values matter, and what a row without a key becomes
   * @shape {@code [layers, heads, queries, width]}
   * @cost {@code width} multiplications for each allowed cell of each head
   */
  public static NumericArray output(
      AttentionTensor weights, NumericArray values, AttentionMask mask, RecomputeOptions options) {
    MaskAudit.requireShape(mask, weights.shape().queries(), weights.shape().keys());
    AttentionMask visible = options.emptyRows().bind(mask);
    boolean fillsRows =
        options.emptyRows() == EmptyRows.UNIFORM || options.emptyRows() == EmptyRows.NAN;
    Runs empty = visible.emptyRows();
    for (int i = 0; fillsRows && i < empty.count(); i++) {
      MaskShape shape = MaskShape.topLeft(mask.rows(), mask.keys());
      visible = visible.or(Masks.rows(shape, empty.start(i), empty.end(i)));
    }
    return sum(weights, values, visible, options);
  }

  private static NumericArray sum(
      AttentionTensor weights,
      NumericArray values,
      AttentionMask visible,
      RecomputeOptions options) {
    TensorShape shape = weights.shape();
    Vectors.checkRank("values", values);
    checkLayers("values", values, "weights", shape.layers());
    KeyHeadMap keyHeads = keyHeads("values", values.length(1), shape.heads(), options);
    checkArgument(
        values.length(2) == shape.keys(),
        "values must be one for each of the %s keys, got %s",
        shape.keys(),
        values.length(2));
    Vectors changed = Vectors.of(Target.VALUE, values, options, 0);
    int width = changed.width();
    long cells = (long) shape.layers() * shape.heads() * shape.queries() * width;
    double[] output = new double[Math.toIntExact(cells)];
    double[] row = new double[shape.keys()];
    double[] value = new double[width];
    CompensatedSum[] sums = new CompensatedSum[width];
    int at = 0;
    for (int l = 0; l < shape.layers(); l++) {
      for (int h = 0; h < shape.heads(); h++) {
        for (int q = 0; q < shape.queries(); q++, at += width) {
          weights.layer(l).head(h).row(q, row);
          Arrays.setAll(sums, c -> new CompensatedSum());
          Runs keys = visible.row(q);
          for (int run = 0; run < keys.count(); run++) {
            for (int k = keys.start(run); k < keys.end(run); k++) {
              changed.read(l, keyHeads.keyHead(h), k, value);
              for (int c = 0; c < width; c++) {
                sums[c].add(row[k] * value[c]);
              }
            }
          }
          for (int c = 0; c < width; c++) {
            output[at + c] = sums[c].value();
          }
        }
      }
    }
    return NumericArray.copyOf(output, shape.layers(), shape.heads(), shape.queries(), width);
  }

  private static void checkLayers(String name, NumericArray array, String like, int layers) {
    checkArgument(
        array.length(0) == layers,
        "%s must have %s layers like the %s, got %s",
        name,
        layers,
        like,
        array.length(0));
  }

  private static void checkHeads(String name, int actual, int heads) {
    checkArgument(
        actual == heads, "%s must have %s heads like the queries, got %s", name, heads, actual);
  }

  /** Returns which head of some vectors each query head reads; their number must allow for it. */
  static KeyHeadMap keyHeads(String name, int groups, int heads, RecomputeOptions options) {
    if (options.keyHeads().isEmpty()) {
      checkArgument(
          groups > 0 ? heads % groups == 0 : heads == 0,
          "%s must have a number of heads that divides the %s query heads, got %s",
          name,
          heads,
          groups);
      return KeyHeadMap.contiguous(heads, groups);
    }
    KeyHeadMap map = options.keyHeads().get();
    checkArgument(
        map.heads() == heads && map.groups() == groups,
        "%s and queries must have the heads of the map, %s for %s, got %s for %s",
        name,
        map.groups(),
        map.heads(),
        groups,
        heads);
    return map;
  }
}
