package dev.attn.saliency;

import dev.attn.mask.RowSumPolicy;
import dev.attn.mask.Runs;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.TensorShape;
import dev.attn.tensor.Threads;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Weight times gradient, cell by cell, of the cells that a mask allows; the others are zero
 * whatever is stored. What is not finite is refused when it is read.
 */
final class GradientProducts {

  /** What the sums of all layers may take of the heap to be kept. */
  private static final int SHARE_OF_HEAP = 32;

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

  /**
   * Returns {@link #readSum} of every row, allowed cells only, in the order of layers and queries:
   * one pass that also checks what {@link #checkAll} does. Empty if the sums would take more than a
   * small part of the heap, and if anything may have to be refused.
   */
  Optional<double[][]> checkedSums(boolean magnitudes) {
    TensorShape shape = weights.shape();
    long cells = shape.headCells() - weights.blockedCells();
    long room = Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP;
    if (shape.layers() == 0 || !fitFloat() || shape.layers() * cells * Double.BYTES > room) {
      return Optional.empty();
    }
    double[][] sums = new double[shape.layers() * shape.queries()][];
    AtomicBoolean doubtful = new AtomicBoolean();
    Rows.forEach(
        sums.length,
        i -> {
          double[] sum = new double[shape.keys()];
          boolean checked =
              !doubtful.get()
                  && addHeads(i / shape.queries(), i % shape.queries(), magnitudes, true, sum);
          sums[i] = packed(sum, weights.allowed(i % shape.queries()));
          if (!checked || !isFinite(sums[i])) {
            doubtful.set(true);
          }
        });
    return doubtful.get() ? Optional.empty() : Optional.of(sums);
  }

  /** Returns the allowed cells of a row. */
  private static double[] packed(double[] row, Runs allowed) {
    double[] packed = new double[allowed.cells()];
    int count = 0;
    for (int run = 0; run < allowed.count(); run++) {
      int length = allowed.end(run) - allowed.start(run);
      System.arraycopy(row, allowed.start(run), packed, count, length);
      count += length;
    }
    return packed;
  }

  /** Writes a row of which the allowed cells are given. */
  void unpack(double[] packed, int query, double[] row) {
    Arrays.fill(row, 0);
    Runs allowed = weights.allowed(query);
    int count = 0;
    for (int run = 0; run < allowed.count(); run++) {
      int length = allowed.end(run) - allowed.start(run);
      System.arraycopy(packed, count, row, allowed.start(run), length);
      count += length;
    }
  }

  private static boolean isFinite(double[] row) {
    double nothing = 0;
    for (double value : row) {
      nothing += value * 0;
    }
    return nothing == 0;
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
    addHeads(layer, query, magnitudes, false, sum);
  }

  /**
   * Adds the products of one row of all heads to {@code sum}.
   *
   * @param check whether to stop at weights that are not surely valid
   * @return whether all heads were added
   */
  private boolean addHeads(int layer, int query, boolean magnitudes, boolean check, double[] sum) {
    Runs allowed = weights.allowed(query);
    if (allowed.isEmpty()) {
      return true;
    }
    float[] weight = new float[sum.length];
    float[] slope = new float[sum.length];
    for (int h = 0; h < weights.shape().heads(); h++) {
      if (!check) {
        weights.readStored(layer, h, query, weight);
      } else if (!weights.accepts(layer, h, query, weight)) {
        return false;
      }
      sample.gradient().layer(layer).head(h).row(query, slope);
      for (int run = 0; run < allowed.count(); run++) {
        if (magnitudes) {
          addMagnitudes(weight, slope, allowed.start(run), allowed.end(run), sum);
        } else {
          add(weight, slope, allowed.start(run), allowed.end(run), sum);
        }
      }
    }
    return true;
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
