package dev.attn.mask;

import com.google.common.collect.ImmutableList;
import java.util.PriorityQueue;

/** Keeps the blocked cells with the largest weights. */
final class WorstLeaks {

  /** How many cells are kept. */
  static final int MOST = 64;

  private final PriorityQueue<LeakedCell> kept =
      new PriorityQueue<>(LeakedCell.WORST_FIRST.reversed());

  void add(int layer, int head, int query, double[] row, Runs allowed) {
    if (allowed.isEmpty()) {
      return;
    }
    int run = 0;
    for (int k = 0; k < row.length; k++) {
      while (run < allowed.count() && allowed.end(run) <= k) {
        run++;
      }
      boolean blocked = run == allowed.count() || allowed.start(run) > k;
      if (blocked && row[k] != 0 && Double.isFinite(row[k]) && isWorse(row[k])) {
        kept.add(new LeakedCell(layer, head, query, k, row[k]));
        if (kept.size() > MOST) {
          kept.remove();
        }
      }
    }
  }

  private boolean isWorse(double weight) {
    LeakedCell least = kept.peek();
    return kept.size() < MOST || least == null || Math.abs(weight) > Math.abs(least.weight());
  }

  ImmutableList<LeakedCell> worstFirst() {
    return ImmutableList.sortedCopyOf(LeakedCell.WORST_FIRST, kept);
  }
}
