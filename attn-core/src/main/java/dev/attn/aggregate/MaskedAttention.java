package dev.attn.aggregate;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import dev.attn.mask.AttentionMask;
import dev.attn.mask.MaskAudit;
import dev.attn.mask.MaskStack;
import dev.attn.mask.RowRules;
import dev.attn.mask.RowState;
import dev.attn.mask.RowVerdict;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.TensorShape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Attention weights together with the mask of every head, so that masked rows stay out of whatever
 * is aggregated; and with the number of source rows and source keys that each row and column stands
 * for, so that merging twice gives what merging once gives.
 *
 * <p>All rows are judged when an instance is made. A row is in use exactly if its mask allows a
 * key: a broken row that was skipped is blocked in {@link #mask}.
 *
 * <p>Example: {@code MaskedAttention.of(weights, Masks.causal(13))}.
 *
 * @shape {@code [layers, heads, queries, keys]}
 * @cost one pass over the weights, and four bytes for each row
 */
public final class MaskedAttention {

  private final AttentionTensor weights;
  private final ImmutableList<HeadRows> heads;
  private final ImmutableIntArray keyCounts;
  private final boolean massPreserving;
  private final long skipped;
  private final long zero;

  MaskedAttention(
      AttentionTensor weights,
      List<HeadRows> heads,
      ImmutableIntArray keyCounts,
      boolean massPreserving,
      long skipped,
      long zero) {
    this.weights = weights;
    this.heads = ImmutableList.copyOf(heads);
    this.keyCounts = keyCounts;
    this.massPreserving = massPreserving;
    this.skipped = skipped;
    this.zero = zero;
  }

  /** Returns one head under its mask; every row must be attention under it. */
  public static MaskedAttention of(AttentionMatrix weights, AttentionMask mask) {
    TensorShape shape = TensorShape.of(1, 1, weights.queries(), weights.keys());
    return of(
        AttentionTensor.computed(shape, weights.type(), (l, h, q, row) -> weights.row(q, row)),
        mask);
  }

  /** Returns all heads under one mask; every row must be attention under it. */
  public static MaskedAttention of(AttentionTensor weights, AttentionMask mask) {
    return of(weights, mask, rules(weights), BrokenRow.FAIL);
  }

  /** Returns all heads under one mask. */
  public static MaskedAttention of(
      AttentionTensor weights, AttentionMask mask, RowRules rules, BrokenRow broken) {
    HeadRows rows = HeadRows.once(mask);
    return judged(weights, head -> rows, rules, broken);
  }

  /** Returns heads under a mask each, in every layer the same; every row must be attention. */
  public static MaskedAttention of(AttentionTensor weights, MaskStack headMasks) {
    return of(weights, headMasks, rules(weights), BrokenRow.FAIL);
  }

  /**
   * Returns heads under a mask each, in every layer the same.
   *
   * @param headMasks one batch element, with a mask for each head
   */
  public static MaskedAttention of(
      AttentionTensor weights, MaskStack headMasks, RowRules rules, BrokenRow broken) {
    int count = weights.shape().heads();
    checkArgument(
        headMasks.batches() == 1 && headMasks.heads() == count,
        "head masks must be a stack [1, %s] like the heads, got [%s, %s]",
        count,
        headMasks.batches(),
        headMasks.heads());
    List<HeadRows> rows = new ArrayList<>();
    for (int h = 0; h < count; h++) {
      rows.add(HeadRows.once(headMasks.mask(0, h)));
    }
    return judged(weights, head -> rows.get(head % count), rules, broken);
  }

  /**
   * Returns layers under a mask each, as models have that alternate between full and local
   * attention; every row must be attention.
   */
  public static MaskedAttention ofLayers(AttentionTensor weights, AttentionMask... layerMasks) {
    TensorShape shape = weights.shape();
    checkArgument(
        layerMasks.length == shape.layers(),
        "layer masks must be one for each of %s layers, got %s",
        shape.layers(),
        layerMasks.length);
    List<HeadRows> rows = new ArrayList<>();
    for (AttentionMask mask : layerMasks) {
      rows.add(HeadRows.once(mask));
    }
    return judged(weights, head -> rows.get(head / shape.heads()), rules(weights), BrokenRow.FAIL);
  }

  private static RowRules rules(AttentionTensor weights) {
    return RowRules.of(weights.type(), weights.shape().keys());
  }

  private static MaskedAttention judged(
      AttentionTensor weights, IntFunction<HeadRows> masks, RowRules rules, BrokenRow broken) {
    TensorShape shape = weights.shape();
    List<HeadRows> heads = new ArrayList<>();
    long skipped = 0;
    for (int head = 0; head < shape.layers() * shape.heads(); head++) {
      HeadRows rows = masks.apply(head);
      MaskAudit.requireShape(rows.mask(), shape.queries(), shape.keys());
      List<Integer> faulty = faulty(weights, head, rows, rules, broken);
      heads.add(rows.without(faulty));
      skipped += faulty.size();
    }
    ImmutableIntArray ones = ImmutableIntArray.copyOf(Collections.nCopies(shape.keys(), 1));
    return new MaskedAttention(weights, heads, ones, true, skipped, 0);
  }

  private static List<Integer> faulty(
      AttentionTensor weights, int head, HeadRows rows, RowRules rules, BrokenRow broken) {
    int layer = head / weights.shape().heads();
    int inLayer = head % weights.shape().heads();
    AttentionMatrix matrix = weights.layer(layer).head(inLayer);
    double[] row = new double[matrix.keys()];
    List<Integer> faulty = new ArrayList<>();
    for (int q = 0; q < matrix.queries(); q++) {
      if (rows.count(q) > 0) {
        matrix.row(q, row);
        RowVerdict verdict = rules.judge(row, rows.mask().row(q));
        if (verdict.state() == RowState.BROKEN) {
          checkArgument(
              broken == BrokenRow.SKIP,
              "row must be attention under its mask, got %s at [layer %s, head %s, query %s]; check"
                  + " the mask, or leave such rows out with BrokenRow.SKIP",
              verdict,
              layer,
              inLayer,
              q);
          faulty.add(q);
        }
      }
    }
    return faulty;
  }

  /** Returns the weights as they are stored. */
  public AttentionTensor weights() {
    return weights;
  }

  /** Returns the shape of the weights. */
  public TensorShape shape() {
    return weights.shape();
  }

  /** Returns the weights of one head as they are stored. */
  public AttentionMatrix matrix(int layer, int head) {
    return weights.layer(layer).head(head);
  }

  /** Returns the mask of one head; rows that are not in use allow no key. */
  public AttentionMask mask(int layer, int head) {
    return rows(layer, head).mask();
  }

  /** Returns for how many source rows one row stands; 0 if it is not in use. */
  public int rowCount(int layer, int head, int query) {
    Indices.check("query", query, shape().queries());
    return rows(layer, head).count(query);
  }

  /** Returns for how many source keys one column stands. */
  public int keyCount(int key) {
    Indices.check("key", key, shape().keys());
    return keyCounts.get(key);
  }

  /**
   * Returns whether every row in use still adds up to what its source rows add up to: false after a
   * merge or a fusion that does not keep row sums, or that dropped keys.
   */
  public boolean massPreserving() {
    return massPreserving;
  }

  /** Returns how many broken rows of the source were skipped. */
  public long brokenRows() {
    return skipped;
  }

  /**
   * Returns how many rows are masked because their fused weights were all 0 and were to be divided
   * by their sum ({@link Fusion#renormalised}).
   */
  public long zeroRows() {
    return zero;
  }

  HeadRows rows(int layer, int head) {
    Indices.check("layer", layer, shape().layers());
    Indices.check("head", head, shape().heads());
    return heads.get(layer * shape().heads() + head);
  }

  ImmutableIntArray keyCounts() {
    return keyCounts;
  }

  /** Returns format and shape, for example {@code masked f32 [12, 12, 13, 13]}. */
  @Override
  public String toString() {
    return "masked " + weights;
  }
}
