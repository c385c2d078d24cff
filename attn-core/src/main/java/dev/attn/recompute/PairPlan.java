package dev.attn.recompute;

import dev.attn.metric.CellComparison;
import dev.attn.metric.HeadIndex;
import java.util.ArrayList;
import java.util.List;

/**
 * Which heads are compared, and how.
 *
 * @param stream what holds for every tile
 * @param heads the heads
 * @param pairs which of them, by their places in the list, are compared
 * @param comparisons what is computed for each pair
 */
record PairPlan(
    StreamPlan stream, List<HeadIndex> heads, List<Pair> pairs, List<CellComparison> comparisons) {

  /** About how many numbers a tile may hold for each comparison. */
  private static final long MOST = 1 << 18;

  /** Copies the lists. */
  PairPlan {
    heads = List.copyOf(heads);
    pairs = List.copyOf(pairs);
    comparisons = List.copyOf(comparisons);
  }

  /**
   * Two places in a list of heads.
   *
   * @param first the one
   * @param second the other
   */
  record Pair(int first, int second) {}

  /** Returns each of some heads with itself and all after it, in the order of a triangle. */
  static List<Pair> triangle(int heads) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < heads; i++) {
      for (int j = i; j < heads; j++) {
        pairs.add(new Pair(i, j));
      }
    }
    return pairs;
  }

  /** Returns how many rows a tile has: fewer where there are more heads, and at least one. */
  int rows() {
    long held = Math.max(pairs.size(), (long) heads.size() * stream.keyTile());
    return (int) Math.max(1, Math.min(QueryTile.ROWS, MOST / held));
  }
}
