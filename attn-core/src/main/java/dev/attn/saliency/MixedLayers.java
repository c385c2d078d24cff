package dev.attn.saliency;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.aggregate.Aggregators;
import dev.attn.mask.AttentionMask;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.TensorShape;

/**
 * The layers of a rollout: heads fused, small weights discarded, residual connection joined. Layers
 * are built one at a time, and rows that have no weights of their own are counted as they appear.
 */
final class MixedLayers {

  private final MaskedWeights rows;
  private final AttentionTensor fused;
  private final Rollout.Options options;
  private final int from;
  private final int to;
  private long masked;
  private long emptied;
  private long zero;

  MixedLayers(String id, AttentionTensor weights, AttentionMask mask, Rollout.Options options) {
    TensorShape shape = weights.shape();
    checkArgument(
        shape.queries() == shape.keys(),
        "weights must have as many queries as keys for %s, got %s; put a cached generation together"
            + " into one square tensor first",
        id,
        shape);
    this.from = options.fromLayer();
    this.to = options.toLayer().orElse(shape.layers());
    checkArgument(
        from < to && to <= shape.layers(),
        "layers must be a range inside [0, %s) that is not empty, got [%s, %s)",
        shape.layers(),
        from,
        to);
    for (int key : options.discard().protectedKeys()) {
      checkArgument(
          key < shape.keys(), "protected key must be in [0, %s), got %s", shape.keys(), key);
    }
    this.rows = new MaskedWeights(weights, mask, options.rowSum());
    this.fused = Aggregators.heads(rows.checked(), options.fusion());
    this.options = options;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  int tokens() {
    return fused.shape().keys();
  }

  long rowsMasked() {
    return masked;
  }

  long rowsEmptied() {
    return emptied;
  }

  long rowsZero() {
    return zero;
  }

  AttributionProvenance provenance(String id, String settings) {
    return rows.provenance(id, settings);
  }

  /** Returns the layer's matrix B and counts its rows; call it once for each layer. */
  double[][] layer(int layer) {
    AttentionMatrix source = fused.layer(layer).head(0);
    double[][] matrix = new double[tokens()][tokens()];
    double[] stored = new double[tokens()];
    Rows.forEach(
        matrix.length,
        q -> {
          source.row(q, matrix[q]);
          stored[q] = Rows.sum(matrix[q]);
        });
    options.discard().apply(matrix, rows);
    double[] kept = options.discard().scope() == Discard.Scope.NONE ? stored : Rows.sums(matrix);
    for (int q = 0; q < matrix.length; q++) {
      if (!(kept[q] > 0)) {
        count(q, stored[q] > 0);
        matrix[q] = Rows.unit(tokens(), q);
        kept[q] = 1;
      }
    }
    options.residual().join(matrix, kept);
    return matrix;
  }

  private void count(int query, boolean hadWeight) {
    if (rows.isMasked(query)) {
      masked++;
    } else if (hadWeight) {
      emptied++;
    } else {
      zero++;
    }
  }
}
