package dev.attn.recompute;

import dev.attn.metric.RowUse;
import java.util.ArrayList;
import java.util.List;

/** Metrics of some neighbouring query rows of one head. */
final class QueryTile {

  /** How many rows a tile has, but for the last. */
  static final int ROWS = 32;

  private final StreamPlan plan;
  private final int firstQuery;
  private final List<Slots> slots;
  private final HeadTile tile;

  QueryTile(StreamPlan plan, int layer, int head, int firstQuery) {
    int endQuery = firstQuery + Math.min(ROWS, plan.queries() - firstQuery);
    this.plan = plan;
    this.firstQuery = firstQuery;
    this.slots = plan.startSlots(layer, head);
    this.tile = new HeadTile(plan, layer, head, firstQuery, endQuery, slots);
  }

  /**
   * What the rows of a tile give.
   *
   * @param firstQuery the first row
   * @param uses what became of each row
   * @param numbers for each used row, for each metric that is scored by rows, what it wants
   * @param slots for each other metric, the sums
   */
  record Result(int firstQuery, List<RowUse> uses, List<double[][]> numbers, List<Slots> slots) {}

  Result run() {
    List<RowUse> uses = tile.scan();
    List<StreamedRow> used = new ArrayList<>();
    for (int i = 0; i < uses.size(); i++) {
      if (uses.get(i) == RowUse.USED) {
        used.add(tile.rows().get(i));
      }
    }
    if (plan.needsSecondPass()) {
      for (int from = 0; from >= 0; from = tile.next(from)) {
        tile.sweep(used, from, StreamedRow::weigh);
      }
    }
    return new Result(firstQuery, uses, used.stream().map(StreamedRow::finish).toList(), slots);
  }
}
