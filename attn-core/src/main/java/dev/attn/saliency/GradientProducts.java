package dev.attn.saliency;

import dev.attn.mask.RowSumPolicy;
import dev.attn.mask.Runs;

/**
 * Weight times gradient, cell by cell, of the cells that a mask allows; the others are zero
 * whatever is stored. What is not finite is refused when it is read.
 */
final class GradientProducts {

  private final GradientSample sample;
  private final MaskedWeights weights;
  private final double[] slope;

  GradientProducts(GradientSample sample, RowSumPolicy rowSum) {
    this.sample = sample;
    this.weights = new MaskedWeights(sample.weights(), sample.mask(), rowSum);
    this.slope = new double[sample.weights().shape().keys()];
  }

  MaskedWeights weights() {
    return weights;
  }

  /** Writes the products of one row; not for use by several threads. */
  void read(int layer, int head, int query, double[] row) {
    weights.read(layer, head, query, row);
    Runs allowed = weights.allowed(query);
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
