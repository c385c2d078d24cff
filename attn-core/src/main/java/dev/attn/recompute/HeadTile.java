package dev.attn.recompute;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.metric.RowUse;
import java.util.ArrayList;
import java.util.List;

/** Some neighbouring query rows of one head, which read each tile of keys together. */
final class HeadTile {

  private final StreamPlan plan;
  private final int layer;
  private final int head;
  private final int firstQuery;
  private final List<StreamedRow> rows = new ArrayList<>();
  private final int[] keys;
  private final double[] values;
  private double[] vectors = {};

  HeadTile(StreamPlan plan, int layer, int head, int firstQuery, int endQuery, List<Slots> slots) {
    this.plan = plan;
    this.layer = layer;
    this.head = head;
    this.firstQuery = firstQuery;
    this.keys = new int[plan.keyTile()];
    this.values = new double[keys.length];
    for (int q = firstQuery; q < endQuery; q++) {
      rows.add(new StreamedRow(plan, layer, head, q, slots));
    }
  }

  List<StreamedRow> rows() {
    return rows;
  }

  /** Shows every row all of its keys for the first time, and returns what becomes of each. */
  List<RowUse> scan() {
    for (int from = 0; from >= 0; from = next(from)) {
      sweep(rows, from, StreamedRow::take);
    }
    double sink = plan.scores().sink(layer, head);
    List<RowUse> uses = new ArrayList<>();
    for (StreamedRow row : rows) {
      row.rewind();
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
    }
    return uses;
  }

  /** Returns where the tile of keys after the one that begins at {@code from} begins, or -1. */
  int next(int from) {
    return plan.keys() - from > keys.length ? from + keys.length : -1;
  }

  /** Takes the scores of one row with some of its allowed keys. */
  interface Visitor {
    void take(StreamedRow row, int[] keys, double[] values, int count);
  }

  /** Shows some rows their keys in one tile, which begins at {@code from}. */
  void sweep(List<StreamedRow> some, int from, Visitor visitor) {
    int to = from + Math.min(keys.length, plan.keys() - from);
    List<StreamedRow> entering = some.stream().filter(row -> row.enters(from, to)).toList();
    if (entering.isEmpty()) {
      return;
    }
    int size = (to - from) * plan.scores().width();
    vectors = vectors.length == size ? vectors : new double[size];
    plan.scores().keys(layer, head, from, vectors);
    for (StreamedRow row : entering) {
      int count = row.score(from, to, vectors, keys, values);
      visitor.take(row, keys, values, count);
    }
  }
}
