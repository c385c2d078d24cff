package dev.attn.metric;

import dev.attn.mask.Runs;

/**
 * How often the gold label stands at one fixed offset from the query: what a head reaches that
 * knows nothing but positions. Rows that may not see the key at that offset miss.
 */
final class BestOffset {

  private final MetricContext context;
  private final boolean positions;
  private final long[] hits;
  private long rows;

  BestOffset(MetricContext context) {
    this.context = context;
    this.positions = context.placesQueries();
    this.hits = new long[2 * context.keys()];
  }

  void add(MetricRow row, Runs gold) {
    rows++;
    for (int i = 0; positions && i < row.count(); i++) {
      if (gold.contains(row.key(i))) {
        hits[row.position() - row.key(i) + context.keys()]++;
      }
    }
  }

  /** The offset nearest to the query of those with the most hits, back before ahead. */
  private int best() {
    int best = 0;
    for (int reach = 1; reach < context.keys(); reach++) {
      best = hits(reach) > hits(best) ? reach : best;
      best = hits(-reach) > hits(best) ? -reach : best;
    }
    return best;
  }

  private long hits(int offset) {
    return hits[offset + context.keys()];
  }

  /** Returns the share of rows whose gold label stands at the best offset. */
  PartScore share() {
    return PartScore.whole((double) hits(best()) / rows, usedRows());
  }

  /** Returns that offset: how many tokens back. */
  PartScore offset() {
    return PartScore.whole(best(), usedRows());
  }

  private long usedRows() {
    return positions ? rows : 0;
  }
}
