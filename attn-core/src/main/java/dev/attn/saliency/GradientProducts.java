package dev.attn.saliency;

import dev.attn.mask.RowSumPolicy;
import dev.attn.mask.Runs;
import dev.attn.tensor.TensorShape;

/**
 * Weight times gradient, cell by cell, of the cells that a mask allows; the others are zero
 * whatever is stored. What is not finite is refused when it is read.
 */
final class GradientProducts {

  private final GradientSample sample;
  private final MaskedWeights weights;

  GradientProducts(GradientSample sample, RowSumPolicy rowSum) {
    this.sample = sample;
    this.weights = new MaskedWeights(sample.weights(), sample.mask(), rowSum);
  }

  MaskedWeights weights() {
    return weights;
  }

  /** Reads every row once, so that a broken one is refused now and not when it is used. */
  void checkAll() {
    TensorShape shape = weights.shape();
    double[] row = new double[shape.keys()];
    for (int l = 0; l < shape.layers(); l++) {
      for (int h = 0; h < shape.heads(); h++) {
        for (int q = 0; q < shape.queries(); q++) {
          read(l, h, q, row);
        }
      }
    }
  }

  /** Writes the products of one row. */
  void read(int layer, int head, int query, double[] row) {
    weights.read(layer, head, query, row);
    Runs allowed = weights.allowed(query);
    if (allowed.isEmpty()) {
      return;
    }
    double[] slope = new double[row.length];
    sample.gradient().layer(layer).head(head).row(query, slope);
    for (int run = 0; run < allowed.count(); run++) {
      for (int k = allowed.start(run); k < allowed.end(run); k++) {
        row[k] *= slope[k];
        if (!Double.isFinite(row[k])) {
          throw new IllegalArgumentException(
              "weight times gradient must be finite, got "
                  + row[k]
                  + (" at [layer " + layer + ", head " + head)
                  + (", query " + query + ", key " + k + "]"));
        }
      }
    }
  }
}
