package dev.attn.recompute;

import dev.attn.mask.Runs;
import dev.attn.metric.CompensatedSum;

/** One row of attention: scores of the allowed keys, then their softmax. */
final class Softmax {

  private final Scores scores;

  Softmax(Scores scores) {
    this.scores = scores;
  }

  /** Overwrites the allowed cells of {@code row} and leaves the others. */
  void row(int layer, int head, int query, Runs allowed, double[] row) {
    double[] q = new double[scores.width()];
    double[] k = new double[q.length];
    scores.query(layer, head, query, q);
    double sink = scores.sink(layer, head);
    double largest = sink;
    for (int run = 0; run < allowed.count(); run++) {
      for (int key = allowed.start(run); key < allowed.end(run); key++) {
        scores.keys(layer, head, key, k);
        row[key] = scores.score(head, query, q, key, k, 0);
        largest = Math.max(largest, row[key]);
      }
    }
    normalise(allowed, largest, sink, row);
  }

  private static void normalise(Runs allowed, double largest, double sink, double[] row) {
    CompensatedSum sum = new CompensatedSum();
    sum.add(sink == Double.NEGATIVE_INFINITY ? 0 : Math.exp(sink - largest));
    for (int run = 0; run < allowed.count(); run++) {
      for (int key = allowed.start(run); key < allowed.end(run); key++) {
        row[key] = Math.exp(row[key] - largest);
        sum.add(row[key]);
      }
    }
    double total = sum.value();
    for (int run = 0; run < allowed.count(); run++) {
      for (int key = allowed.start(run); key < allowed.end(run); key++) {
        row[key] /= total;
      }
    }
  }
}
