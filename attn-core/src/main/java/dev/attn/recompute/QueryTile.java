package dev.attn.recompute;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.metric.RowUse;
import dev.attn.recompute.StreamKernel.Slots;
import java.util.ArrayList;
import java.util.List;

/** Some neighbouring query rows of one head, which read each tile of keys together. */
final class QueryTile {

  private final StreamPlan plan;
  private final int layer;
  private final int head;
  private final int firstQuery;
  private final List<StreamedRow> rows = new ArrayList<>();

  QueryTile(StreamPlan plan, int layer, int head, int firstQuery, int endQuery) {
    this.plan = plan;
    this.layer = layer;
    this.head = head;
    this.firstQuery = firstQuery;
    for (int q = firstQuery; q < endQuery; q++) {
      rows.add(new StreamedRow(plan, layer, head, q));
    }
  }

  /**
   * What the rows of a tile give.
   *
   * @param uses what became of each row
   * @param scores for each used row, for each metric, its parts
   * @param slots for each metric that sums weights, the sums
   */
  record Result(List<RowUse> uses, List<double[][]> scores, List<Slots> slots) {}

  Result run() {
    sweep(rows, StreamedRow::take);
    double sink = plan.scores().sink(layer, head);
    List<RowUse> uses = new ArrayList<>();
    List<StreamedRow> used = new ArrayList<>();
    for (StreamedRow row : rows) {
      RowUse use = row.use(sink);
      checkArgument(
          use != RowUse.BROKEN || plan.skipsBroken(),
          "row must be attention under %s, got a score that is NaN, +∞ or -∞ for all keys at [layer"
              + " %s, head %s, query %s]; check the vectors, or leave such rows out with"
              + " MetricOptions.withBroken(SKIP)",
          plan.mask(),
          layer,
          head,
          firstQuery + uses.size());
      uses.add(use);
      if (use == RowUse.USED) {
        used.add(row);
      }
    }
    List<Slots> slots = plan.startSlots();
    if (plan.needsSecondPass()) {
      used.forEach(StreamedRow::rewind);
      sweep(used, (row, keys, values, count) -> row.weigh(keys, values, count, slots));
    }
    return new Result(uses, used.stream().map(StreamedRow::finish).toList(), slots);
  }

  /** Takes the scores of one row with some of its allowed keys. */
  private interface Visitor {
    void take(StreamedRow row, int[] keys, double[] values, int count);
  }

  private void sweep(List<StreamedRow> some, Visitor visitor) {
    int[] keys = new int[plan.keyTile()];
    double[] values = new double[keys.length];
    double[] vectors = new double[keys.length * plan.scores().width()];
    List<StreamedRow> entering = new ArrayList<>();
    for (int from = 0; from < plan.keys(); from += keys.length) {
      int first = from;
      int to = first + Math.min(keys.length, plan.keys() - first);
      entering.clear();
      some.stream().filter(row -> row.enters(first, to)).forEach(entering::add);
      if (!entering.isEmpty()) {
        int size = (to - first) * plan.scores().width();
        vectors = vectors.length == size ? vectors : new double[size];
        plan.scores().keys(layer, head, first, vectors);
        for (StreamedRow row : entering) {
          int count = row.score(first, to, vectors, keys, values);
          visitor.take(row, keys, values, count);
        }
      }
      if (to == plan.keys()) {
        return;
      }
    }
  }
}
