package dev.attn.recompute;

import dev.attn.mask.Runs;

/** One row of attention: scores of the allowed keys, then their softmax. */
final class Softmax {

  private final Vectors queries;
  private final Vectors keys;
  private final double scale;

  Softmax(Vectors queries, Vectors keys, double scale) {
    this.queries = queries;
    this.keys = keys;
    this.scale = scale;
  }

  /** Overwrites the allowed cells of {@code row} and leaves the others. */
  void row(int layer, int head, int keyHead, int query, Runs allowed, double[] row) {
    double[] q = new double[queries.width()];
    double[] k = new double[q.length];
    queries.read(layer, head, query, q);
    double largest = Double.NEGATIVE_INFINITY;
    for (int run = 0; run < allowed.count(); run++) {
      for (int key = allowed.start(run); key < allowed.end(run); key++) {
        keys.read(layer, keyHead, key, k);
        row[key] = scale * dot(q, k);
        largest = Math.max(largest, row[key]);
      }
    }
    normalise(allowed, largest, row);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static void normalise(Runs allowed, double largest, double[] row) {
    double total = 0;
    for (int run = 0; run < allowed.count(); run++) {
      for (int key = allowed.start(run); key < allowed.end(run); key++) {
        row[key] = Math.exp(row[key] - largest);
        total += row[key];
      }
    }
    for (int run = 0; run < allowed.count(); run++) {
      for (int key = allowed.start(run); key < allowed.end(run); key++) {
        row[key] /= total;
      }
    }
  }
}
