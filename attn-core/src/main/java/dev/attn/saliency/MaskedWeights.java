package dev.attn.saliency;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.MaskAudit;
import dev.attn.mask.RowRules;
import dev.attn.mask.RowState;
import dev.attn.mask.RowSumPolicy;
import dev.attn.mask.RowVerdict;
import dev.attn.mask.Runs;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.TensorShape;
import dev.attn.tensor.Threads;
import java.util.Arrays;

/**
 * Attention weights under a mask. Every row is judged when it is read: a broken one is refused, a
 * masked one reads as zeros, and what a valid one holds outside the mask (at most the tolerance)
 * reads as zero too.
 */
final class MaskedWeights {

  private final AttentionTensor weights;
  private final AttentionMask mask;
  private final RowRules rules;
  private final Runs[] allowed;

  MaskedWeights(AttentionTensor weights, AttentionMask mask, RowSumPolicy rowSum) {
    TensorShape shape = weights.shape();
    MaskAudit.requireShape(mask, shape.queries(), shape.keys());
    this.weights = weights;
    this.mask = mask;
    this.rules = RowRules.of(weights.type(), shape.keys()).withRowSum(rowSum);
    this.allowed = new Runs[shape.queries()];
    Arrays.setAll(allowed, mask::row);
  }

  TensorShape shape() {
    return weights.shape();
  }

  /** Returns the keys that a query may see. */
  Runs allowed(int query) {
    return allowed[query];
  }

  boolean isMasked(int query) {
    return allowed[query].isEmpty();
  }

  /** Returns the number of queries that may see no key. */
  int maskedRows() {
    return mask.emptyRows().cells();
  }

  /** Returns the number of cells that are blocked in rows that are not masked. */
  long blockedCells() {
    long blocked = 0;
    for (Runs row : allowed) {
      blocked += row.isEmpty() ? 0 : shape().keys() - row.cells();
    }
    return blocked;
  }

  AttributionProvenance provenance(String id, String settings) {
    return AttributionProvenance.of(id, settings, mask.toString(), rules, weights.type());
  }

  /** Returns the weights as they are to be used; reading a row checks it. */
  AttentionTensor checked() {
    return AttentionTensor.computed(weights.shape(), weights.type(), this::read);
  }

  /** Reads every row once, so that a broken one is refused now and not when it is used. */
  void checkAll() {
    TensorShape shape = weights.shape();
    Threads.current()
        .forEach(
            shape.layers() * shape.heads(),
            head -> {
              double[] row = new double[shape.keys()];
              float[] narrow = new float[shape.keys()];
              for (int q = 0; q < shape.queries(); q++) {
                if (!accepts(head / shape.heads(), head % shape.heads(), q, narrow)) {
                  read(head / shape.heads(), head % shape.heads(), q, row);
                }
              }
            });
  }

  /** Returns whether every weight is a float exactly. */
  boolean fitFloat() {
    return weights.layer(0).head(0).fitsFloat();
  }

  /**
   * Returns whether a row is surely not one that {@link #read} refuses; if not, nothing is known.
   *
   * @param scratch room for the row, of which it then holds the stored weights
   */
  boolean accepts(int layer, int head, int query, float[] scratch) {
    if (isMasked(query)) {
      return true;
    }
    AttentionMatrix matrix = weights.layer(layer).head(head);
    if (!matrix.fitsFloat()) {
      return false;
    }
    matrix.row(query, scratch);
    return rules.accepts(scratch, allowed[query]);
  }

  /** Copies a stored row, which is not masked; for rows that have been checked. */
  void readStored(int layer, int head, int query, float[] row) {
    weights.layer(layer).head(head).row(query, row);
  }

  void read(int layer, int head, int query, double[] row) {
    if (isMasked(query)) {
      Arrays.fill(row, 0);
      return;
    }
    AttentionMatrix matrix = weights.layer(layer).head(head);
    if (matrix.fitsFloat()) {
      float[] narrow = new float[row.length];
      matrix.row(query, narrow);
      widen(narrow, row);
      if (rules.accepts(narrow, allowed[query])) {
        return;
      }
    } else {
      matrix.row(query, row);
    }
    RowVerdict verdict = rules.judge(row, allowed[query]);
    if (verdict.state() == RowState.BROKEN) {
      throw new IllegalArgumentException(
          "row must be attention under "
              + mask
              + ", got "
              + verdict
              + (" at [layer " + layer + ", head " + head + ", query " + query + "]")
              + "; check the mask, or choose another RowSumPolicy");
    }
    clearBlocked(row, allowed[query]);
  }

  private static void widen(float[] narrow, double[] row) {
    for (int k = 0; k < row.length; k++) {
      row[k] = narrow[k];
    }
  }

  static void clearBlocked(double[] row, Runs allowed) {
    int from = 0;
    for (int run = 0; run < allowed.count(); run++) {
      Arrays.fill(row, from, allowed.start(run), 0);
      from = allowed.end(run);
    }
    Arrays.fill(row, from, row.length, 0);
  }
}
