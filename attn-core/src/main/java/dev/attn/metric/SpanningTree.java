package dev.attn.metric;

import java.util.Arrays;

/**
 * The maximum spanning tree of the weights between tokens, in either direction added up (Prim
 * 1957). Pairs without weight are no edges, so there may be several trees.
 */
final class SpanningTree {

  private static final int NONE = -1;

  private final double[][] between;

  SpanningTree(int size) {
    between = new double[size][size];
  }

  /** Adds the weight with which one token reads another. */
  void add(int i, int j, double weight) {
    between[Math.max(i, j)][Math.min(i, j)] += weight;
  }

  /**
   * Returns the neighbour through which each token was reached from the first token of its tree, -1
   * for these. Of equal edges the one to the smaller token is taken, then from the smaller one.
   */
  int[] parents() {
    int size = between.length;
    int[] parent = new int[size];
    double[] edge = new double[size];
    boolean[] reached = new boolean[size];
    Arrays.fill(parent, NONE);
    for (int step = 0; step < size; step++) {
      int next = NONE;
      for (int i = 0; i < size; i++) {
        if (!reached[i] && (next == NONE || edge[i] > edge[next])) {
          next = i;
        }
      }
      reached[next] = true;
      for (int i = 0; i < size; i++) {
        double weight = between[Math.max(i, next)][Math.min(i, next)];
        if (!reached[i] && (weight > edge[i] || (weight == edge[i] && next < parent[i]))) {
          edge[i] = weight;
          parent[i] = next;
        }
      }
    }
    return parent;
  }
}
