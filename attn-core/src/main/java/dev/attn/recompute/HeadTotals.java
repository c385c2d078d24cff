package dev.attn.recompute;

import dev.attn.metric.LogBase;
import dev.attn.metric.MetricValue;
import dev.attn.metric.Provenance;
import dev.attn.metric.RowUse;
import dev.attn.recompute.RowFold.Part;
import dev.attn.recompute.StreamKernel.OfRows;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** What the tiles of one head come to, which are added in the order of their rows. */
final class HeadTotals {

  private final StreamPlan plan;
  private final List<RowFold> folds;
  private final List<Slots> slots;
  private long masked;
  private long broken;

  HeadTotals(StreamPlan plan, int layer, int head) {
    this.plan = plan;
    this.folds = plan.startFolds();
    this.slots = plan.startSlots(layer, head);
  }

  void add(QueryTile.Result tile) {
    Iterator<double[][]> used = tile.numbers().iterator();
    for (int i = 0; i < tile.uses().size(); i++) {
      RowUse use = tile.uses().get(i);
      masked += use == RowUse.MASKED ? 1 : 0;
      broken += use == RowUse.BROKEN ? 1 : 0;
      int query = tile.firstQuery() + i;
      if (use == RowUse.USED) {
        take(query, used.next());
      } else {
        folds.forEach(fold -> fold.leaveOut(query, use));
      }
    }
    for (int i = 0; i < slots.size(); i++) {
      slots.get(i).merge(tile.slots().get(i));
    }
  }

  private void take(int query, double[][] numbers) {
    for (int i = 0; i < numbers.length; i++) {
      folds.get(i).take(query, numbers[i]);
    }
  }

  /** Returns the values of everything that is computed, in its order. */
  List<MetricValue> finish() {
    List<MetricValue> values = new ArrayList<>();
    Iterator<RowFold> nextFold = folds.iterator();
    Iterator<Slots> nextSlots = slots.iterator();
    for (StreamPlan.Task task : plan.tasks()) {
      boolean byRow = task.kernel() instanceof OfRows;
      List<Part> parts = byRow ? nextFold.next().finish() : nextSlots.next().finish();
      for (int i = 0; i < parts.size(); i++) {
        values.add(value(parts.get(i), task.kernel().logPower(), task.how().get(i)));
      }
    }
    return values;
  }

  private MetricValue value(Part part, int logPower, Provenance how) {
    LogBase base = how.logBase().orElse(LogBase.NATS);
    return new MetricValue(
        base.from(part.value(), logPower),
        part.rows(),
        masked,
        broken,
        plan.queries() - masked - broken - part.rows(),
        how);
  }
}
