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
    double score = scale * product(vector, keyVectors, offset);
    double added = bias.isEmpty() ? 0 : bias.get().at(head, first + query, key);
    return options.biasOrder() == BiasOrder.BEFORE_CAP
        ? capped(score + added)
        : capped(score) + added;
  }

  /**
   * Returns the product of a vector and the one that begins at {@code offset}. Four sums go on
   * beside each other: one would wait for each addition before it begins the next.
   */
  private static double product(double[] vector, double[] others, int offset) {
    double first = 0;
    double second = 0;
    double third = 0;
    double fourth = 0;
    int c = 0;
    for (; c + 3 < vector.length; c += 4) {
      first += vector[c] * others[offset + c];
      second += vector[c + 1] * others[offset + c + 1];
      third += vector[c + 2] * others[offset + c + 2];
      fourth += vector[c + 3] * others[offset + c + 3];
    }
    for (; c < vector.length; c++) {
      first += vector[c] * others[offset + c];
    }
    return (first + second) + (third + fourth);
  }

  private double capped(double score) {
    return cap == Double.POSITIVE_INFINITY ? score : cap * Math.tanh(score / cap);
  }

  /** Returns the logit of the sink of one head; negative infinity if there is none. */
  double sink(int layer, int head) {
    return sinks.isEmpty() ? Double.NEGATIVE_INFINITY : sinks.get().value(layer, head);
  }
}
