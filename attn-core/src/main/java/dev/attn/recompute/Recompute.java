package dev.attn.recompute;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.EmptyRows;
import dev.attn.mask.MaskAudit;
import dev.attn.mask.MaskShape;
import dev.attn.mask.Masks;
import dev.attn.mask.Runs;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.ElementType;
import dev.attn.tensor.NumericArray;
import dev.attn.tensor.TensorShape;
import java.util.Arrays;

/**
 * Attention from query, key and value vectors.
 *
 * <pre>
 * score(q, k)  = scale · ⟨query q, key k⟩
 * weight(q, k) = exp(score(q, k)) / Σ{j allowed} exp(score(q, j)),   0 where k is not allowed
 * output(q)    = Σ{k} weight(q, k) · value k
 * </pre>
 *
 * A blocked key is left out of the sum; nothing is added to its score. There may be fewer key heads
 * than query heads (grouped queries): with H query heads and G key heads, query head h reads key
 * head ⌊h · G / H⌋.
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
    Vectors.checkRank("queries", queries);
    Vectors.checkRank("keys", keys);
    checkLayers("keys", keys, "queries", queries.length(0));
    checkGroups("keys", keys.length(1), queries.length(1));
    checkArgument(
        queries.length(3) == keys.length(3),
        "keys must have width %s like the queries, got %s",
        queries.length(3),
        keys.length(3));
    checkArgument(
        queries.length(3) > 0, "queries must have width at least 1, got %s", queries.length(3));
    TensorShape shape =
        TensorShape.of(queries.length(0), queries.length(1), queries.length(2), keys.length(2));
    MaskAudit.requireShape(mask, shape.queries(), shape.keys());
    AttentionMask bound = options.emptyRows().bind(mask);
    double scale = options.scale().orElse(1 / Math.sqrt(queries.length(3)));
    Vectors changedQueries = Vectors.of(Target.QUERY, queries, options.interventions());
    Vectors changedKeys = Vectors.of(Target.KEY, keys, options.interventions());
    Softmax softmax = new Softmax(changedQueries, changedKeys, scale);
    double emptyCell = options.emptyRows().weight(shape.keys());
    return AttentionTensor.computed(
        shape,
        ElementType.F64,
        (l, h, q, row) -> {
          Runs allowed = bound.row(q);
          Arrays.fill(row, allowed.isEmpty() ? emptyCell : 0);
          softmax.row(l, h, changedKeys.group(h, shape.heads()), q, allowed, row);
        });
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
    checkGroups("values", values.length(1), shape.heads());
    checkArgument(
        values.length(2) == shape.keys(),
        "values must be one for each of the %s keys, got %s",
        shape.keys(),
        values.length(2));
    Vectors changed = Vectors.of(Target.VALUE, values, options.interventions());
    int width = changed.width();
    long cells = (long) shape.layers() * shape.heads() * shape.queries() * width;
    double[] output = new double[Math.toIntExact(cells)];
    double[] row = new double[shape.keys()];
    double[] value = new double[width];
    int at = 0;
    for (int l = 0; l < shape.layers(); l++) {
      for (int h = 0; h < shape.heads(); h++) {
        for (int q = 0; q < shape.queries(); q++, at += width) {
          weights.layer(l).head(h).row(q, row);
          Runs keys = visible.row(q);
          for (int run = 0; run < keys.count(); run++) {
            for (int k = keys.start(run); k < keys.end(run); k++) {
              changed.read(l, changed.group(h, shape.heads()), k, value);
              for (int c = 0; c < width; c++) {
                output[at + c] += row[k] * value[c];
              }
            }
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

  private static void checkGroups(String name, int groups, int heads) {
    checkArgument(
        groups > 0 ? heads % groups == 0 : heads == 0,
        "%s must have a number of heads that divides the %s query heads, got %s",
        name,
        heads,
        groups);
  }
}
