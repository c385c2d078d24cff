package dev.attn.recompute;

import dev.attn.aggregate.KeyHeadMap;
import dev.attn.mask.AttentionBias;
import dev.attn.tensor.NumericArray;
import java.util.Optional;

/** What enters the softmax for one query and key, and what a learned sink adds to it. */
final class Scores {

  private final Vectors queries;
  private final Vectors keys;
  private final KeyHeadMap keyHeads;
  private final RecomputeOptions options;
  private final double scale;
  private final double cap;
  private final int first;
  private final Optional<AttentionBias> bias;
  private final Optional<NumericArray> sinks;

  Scores(
      NumericArray queryVectors,
      NumericArray keyVectors,
      KeyHeadMap keyHeads,
      RecomputeOptions options) {
    this.options = options;
    this.first = options.firstPosition().orElse(keyVectors.length(2) - queryVectors.length(2));
    this.queries = Vectors.of(Target.QUERY, queryVectors, options, first);
    this.keys = Vectors.of(Target.KEY, keyVectors, options, 0);
    this.keyHeads = keyHeads;
    this.scale = options.scale().orElse(1 / Math.sqrt(queryVectors.length(3)));
    this.cap = options.softCap().orElse(Double.POSITIVE_INFINITY);
    this.bias = options.bias();
    this.sinks = options.sinkLogits();
  }

  int width() {
    return queries.width();
  }

  void query(int layer, int head, int query, double[] target) {
    queries.read(layer, head, query, target);
  }

  /** Reads the vectors of neighbouring keys that a query head reads. */
  void keys(int layer, int head, int key, double[] target) {
    keys.read(layer, keyHeads.keyHead(head), key, target);
  }

  /**
   * Returns the score of a query and a key whose vector begins at {@code offset} of {@code
   * keyVectors}.
   */
  double score(int head, int query, double[] vector, int key, double[] keyVectors, int offset) {
    double product = 0;
    for (int c = 0; c < vector.length; c++) {
      product += vector[c] * keyVectors[offset + c];
    }
    double score = scale * product;
    double added = bias.isEmpty() ? 0 : bias.get().at(head, first + query, key);
    return options.biasOrder() == BiasOrder.BEFORE_CAP
        ? capped(score + added)
        : capped(score) + added;
  }

  private double capped(double score) {
    return cap == Double.POSITIVE_INFINITY ? score : cap * Math.tanh(score / cap);
  }

  /** Returns the logit of the sink of one head; negative infinity if there is none. */
  double sink(int layer, int head) {
    return sinks.isEmpty() ? Double.NEGATIVE_INFINITY : sinks.get().value(layer, head);
  }
}
