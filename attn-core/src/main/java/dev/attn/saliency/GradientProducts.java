package dev.attn.saliency;

import dev.attn.mask.RowSumPolicy;
import dev.attn.mask.Runs;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.TensorShape;
import dev.attn.tensor.Threads;
import java.util.Arrays;

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
    Threads.current()
        .forEach(
            shape.layers() * shape.heads(),
            head -> checkHead(head / shape.heads(), head % shape.heads()));
  }

  private void checkHead(int layer, int head) {
    AttentionMatrix gradient = sample.gradient().layer(layer).head(head);
    double[] row = new double[gradient.keys()];
    float[] narrow = new float[gradient.keys()];
    for (int q = 0; q < gradient.queries(); q++) {
      boolean fine = weights.accepts(layer, head, q, narrow) && gradient.fitsFloat();
      if (fine) {
        // Products of floats cannot overflow a double, so they are finite if the factors are.
        gradient.row(q, narrow);
        fine = isFinite(narrow, weights.allowed(q));
      }
      if (!fine) {
        read(layer, head, q, row);
      }
    }
  }

  private static boolean isFinite(float[] row, Runs allowed) {
    double s0 = 0;
    double s1 = 0;
    for (int run = 0; run < allowed.count(); run++) {
      int end = allowed.end(run);
      int k = allowed.start(run);
      for (; k < end - 1; k += 2) {
        s0 += row[k];
        s1 += row[k + 1];
      }
      for (; k < end; k++) {
        s0 += row[k];
      }
    }
    return Double.isFinite(s0 + s1);
  }

  /**
   * Writes the sum over the heads of a layer of the products, or of their magnitudes, of rows that
   * have been checked. A product of two floats is exact in double, and only the sum rounds.
   */
  void readSum(int layer, int query, boolean magnitudes, double[] sum) {
    Arrays.fill(sum, 0);
    Runs allowed = weights.allowed(query);
    if (allowed.isEmpty()) {
      return;
    }
    float[] weight = new float[sum.length];
    float[] slope = new float[sum.length];
    for (int h = 0; h < weights.shape().heads(); h++) {
      weights.readStored(layer, h, query, weight);
      sample.gradient().layer(layer).head(h).row(query, slope);
      for (int run = 0; run < allowed.count(); run++) {
        if (magnitudes) {
          addMagnitudes(weight, slope, allowed.start(run), allowed.end(run), sum);
        } else {
          add(weight, slope, allowed.start(run), allowed.end(run), sum);
        }
      }
    }
  }

  private static void add(float[] weight, float[] slope, int from, int to, double[] sum) {
    for (int k = from; k < to; k++) {
      sum[k] += (double) weight[k] * slope[k];
    }
  }

  private static void addMagnitudes(float[] weight, float[] slope, int from, int to, double[] sum) {
    for (int k = from; k < to; k++) {
      sum[k] += Math.abs((double) weight[k] * slope[k]);
    }
  }

  /** Returns whether {@link #readSum} can be used. */
  boolean fitFloat() {
    return weights.fitFloat() && sample.gradient().layer(0).head(0).fitsFloat();
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
