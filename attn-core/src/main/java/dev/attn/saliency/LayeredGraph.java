package dev.attn.saliency;

import java.util.Arrays;

/**
 * The graph of attention flow: a node for each token of the input and of each layer, and an edge
 * from query to key for each positive weight.
 *
 * <p>Depth 0 is the last layer's output; edges of depth d lead from depth d to depth d + 1.
 */
final class LayeredGraph {

  private final double[][][] kept;
  private final double[][][] dropped;
  private final int tokens;
  private long edgesDropped;

  private int query = -1;
  private FlowNetwork network = new FlowNetwork(0, 0);
  private int[][] node = {};
  private boolean[][] reached = {};

  LayeredGraph(MixedLayers layers, AttentionFlow.Options options) {
    this.tokens = layers.tokens();
    this.kept = new double[layers.to() - layers.from()][][];
    this.dropped = new double[kept.length][tokens][];
    for (int depth = 0; depth < kept.length; depth++) {
      kept[depth] = layers.layer(layers.to() - 1 - depth);
      for (int q = 0; q < tokens; q++) {
        options.quantise(kept[depth][q]);
        dropped[depth][q] = prune(kept[depth][q], options.pruneBelow());
      }
    }
  }

  /** Moves the edges below a limit out of a row, to the row that is returned. */
  private double[] prune(double[] row, double limit) {
    double[] out = new double[limit > 0 ? row.length : 0];
    for (int k = 0; k < out.length; k++) {
      if (row[k] > 0 && row[k] < limit) {
        out[k] = row[k];
        row[k] = 0;
        edgesDropped++;
      }
    }
    return out;
  }

  long edgesDropped() {
    return edgesDropped;
  }

  /** Returns the maximum flow from a query to a token of the input. */
  double flow(int from, int key) {
    moveTo(from);
    int sink = node[kept.length][key];
    return sink < 0 ? 0 : network.maximum(0, sink);
  }

  /** Returns the capacity of all dropped edges on a path from a query to a token of the input. */
  double droppedBetween(int from, int key) {
    if (edgesDropped == 0) {
      return 0;
    }
    moveTo(from);
    boolean[] leads = new boolean[tokens];
    leads[key] = true;
    double sum = 0;
    for (int depth = kept.length - 1; depth >= 0; depth--) {
      boolean[] above = new boolean[tokens];
      for (int q = 0; q < tokens; q++) {
        for (int k = 0; k < tokens; k++) {
          if (leads[k] && exists(depth, q, k)) {
            above[q] = true;
            sum += reached[depth][q] ? dropped[depth][q][k] : 0;
          }
        }
      }
      leads = above;
    }
    return sum;
  }

  private boolean exists(int depth, int q, int k) {
    return kept[depth][q][k] > 0 || (edgesDropped > 0 && dropped[depth][q][k] > 0);
  }

  /** Builds the network of everything that can be reached from a query. */
  private void moveTo(int from) {
    if (from == query) {
      return;
    }
    query = from;
    node = new int[kept.length + 1][tokens];
    reached = new boolean[kept.length + 1][tokens];
    for (int[] depth : node) {
      Arrays.fill(depth, -1);
    }
    node[0][from] = 0;
    reached[0][from] = true;
    int nodes = 1;
    int edges = 0;
    for (int depth = 0; depth < kept.length; depth++) {
      for (int q = 0; q < tokens; q++) {
        for (int k = 0; k < tokens; k++) {
          reached[depth + 1][k] |= reached[depth][q] && exists(depth, q, k);
          if (node[depth][q] >= 0 && kept[depth][q][k] > 0) {
            edges++;
            if (node[depth + 1][k] < 0) {
              node[depth + 1][k] = nodes++;
            }
          }
        }
      }
    }
    connect(nodes, edges);
  }

  private void connect(int nodes, int edges) {
    network = new FlowNetwork(nodes, edges);
    for (int depth = 0; depth < kept.length; depth++) {
      for (int q = 0; q < tokens; q++) {
        for (int k = 0; k < tokens; k++) {
          if (node[depth][q] >= 0 && kept[depth][q][k] > 0) {
            network.addEdge(node[depth][q], node[depth + 1][k], kept[depth][q][k]);
          }
        }
      }
    }
  }
}
