package dev.attn.saliency;

import java.util.Arrays;

/**
 * A network with capacities, and the maximum flow through it by Dinic's method.
 *
 * <p>Edge 2i is the i-th edge as given and 2i + 1 the way back along it. Every step along a path
 * empties at least one edge exactly, and distances to the source only grow, so the search ends
 * without any tolerance.
 */
final class FlowNetwork {

  private final int[] firstEdge;
  private final int[] nextEdge;
  private final int[] head;
  private final double[] capacity;
  private final double[] residual;
  private final int[] level;
  private final int[] arc;
  private final int[] queue;
  private final int[] path;
  private int edges;

  FlowNetwork(int nodes, int mostEdges) {
    this.firstEdge = new int[nodes];
    Arrays.fill(firstEdge, -1);
    this.nextEdge = new int[2 * mostEdges];
    this.head = new int[2 * mostEdges];
    this.capacity = new double[2 * mostEdges];
    this.residual = new double[2 * mostEdges];
    this.level = new int[nodes];
    this.arc = new int[nodes];
    this.queue = new int[nodes];
    this.path = new int[nodes];
  }

  void addEdge(int from, int to, double amount) {
    link(from, to, amount);
    link(to, from, 0);
  }

  private void link(int from, int to, double amount) {
    head[edges] = to;
    capacity[edges] = amount;
    nextEdge[edges] = firstEdge[from];
    firstEdge[from] = edges++;
  }

  /** Returns the maximum flow between two different nodes; earlier flows are forgotten. */
  double maximum(int source, int sink) {
    System.arraycopy(capacity, 0, residual, 0, edges);
    double flow = 0;
    while (reaches(source, sink)) {
      System.arraycopy(firstEdge, 0, arc, 0, arc.length);
      flow += blockingFlow(source, sink);
    }
    return flow;
  }

  /** Finds the distance of every node from the source, as far as the sink. */
  private boolean reaches(int source, int sink) {
    Arrays.fill(level, -1);
    level[source] = 0;
    queue[0] = source;
    int filled = 1;
    for (int at = 0; at < filled && level[sink] < 0; at++) {
      int node = queue[at];
      for (int e = firstEdge[node]; e >= 0; e = nextEdge[e]) {
        if (residual[e] > 0 && level[head[e]] < 0) {
          level[head[e]] = level[node] + 1;
          queue[filled++] = head[e];
        }
      }
    }
    return level[sink] >= 0;
  }

  private double blockingFlow(int source, int sink) {
    double flow = 0;
    int length = 0;
    int node = source;
    while (true) {
      if (node == sink) {
        flow += augment(length);
        length = firstEmpty(length);
        node = tail(path[length]);
      } else if (advance(node)) {
        path[length++] = arc[node];
        node = head[arc[node]];
      } else if (length == 0) {
        return flow;
      } else {
        node = tail(path[--length]);
        arc[node] = nextEdge[arc[node]];
      }
    }
  }

  /** Moves to the next edge of a node that leads one level on; returns whether there is one. */
  private boolean advance(int node) {
    while (arc[node] >= 0) {
      if (residual[arc[node]] > 0 && level[head[arc[node]]] == level[node] + 1) {
        return true;
      }
      arc[node] = nextEdge[arc[node]];
    }
    return false;
  }

  private double augment(int length) {
    double amount = Double.POSITIVE_INFINITY;
    for (int i = 0; i < length; i++) {
      amount = Math.min(amount, residual[path[i]]);
    }
    for (int i = 0; i < length; i++) {
      residual[path[i]] -= amount;
      residual[path[i] ^ 1] += amount;
    }
    return amount;
  }

  /** Returns where on the path the first edge without anything left stands. */
  private int firstEmpty(int length) {
    int i = 0;
    while (i < length - 1 && residual[path[i]] > 0) {
      i++;
    }
    return i;
  }

  private int tail(int edge) {
    return head[edge ^ 1];
  }
}
