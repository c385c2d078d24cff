package dev.attn.recompute;

import dev.attn.metric.LogBase;
import dev.attn.metric.MetricValue;
import dev.attn.metric.Provenance;
import dev.attn.metric.RowUse;
import dev.attn.recompute.StreamKernel.OfRows;
import dev.attn.recompute.StreamKernel.Slots;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The sums over the tiles of one head, which come in the order of their rows. */
final class HeadTotals {

  private final StreamPlan plan;
  private final List<NeumaierSum[]> sums = new ArrayList<>();
  private final List<long[]> used = new ArrayList<>();
  private final List<Slots> slots;
  private long masked;
  private long broken;

  HeadTotals(StreamPlan plan) {
    this.plan = plan;
    this.slots = plan.startSlots();
    for (StreamPlan.RowPlan rowPlan : plan.rowPlans()) {
      NeumaierSum[] parts = new NeumaierSum[rowPlan.parts()];
      Arrays.setAll(parts, i -> new NeumaierSum());
      sums.add(parts);
      used.add(new long[parts.length]);
    }
  }

  void add(QueryTile.Result tile) {
    for (RowUse use : tile.uses()) {
      masked += use == RowUse.MASKED ? 1 : 0;
      broken += use == RowUse.BROKEN ? 1 : 0;
    }
    for (double[][] row : tile.scores()) {
      for (int metric = 0; metric < row.length; metric++) {
        add(metric, row[metric]);
      }
    }
    for (int i = 0; i < slots.size(); i++) {
      slots.get(i).merge(tile.slots().get(i));
    }
  }

  private void add(int metric, double[] scores) {
    for (int part = 0; part < scores.length; part++) {
      if (!Double.isNaN(scores[part])) {
        sums.get(metric)[part].add(scores[part]);
        used.get(metric)[part]++;
      }
    }
  }

  /** Returns the values of all metrics, in the order of {@code how}. */
  List<MetricValue> finish(List<StreamedMetric> metrics, List<Provenance> how) {
    List<MetricValue> values = new ArrayList<>();
    int nextRows = 0;
    int nextSlots = 0;
    for (StreamedMetric metric : metrics) {
      if (metric.kernel() instanceof OfRows ofRows) {
        NeumaierSum[] parts = sums.get(nextRows);
        for (int part = 0; part < parts.length; part++) {
          long rows = used.get(nextRows)[part];
          double mean = rows == 0 ? Double.NaN : parts[part].value() / rows;
          values.add(value(mean, ofRows.logPower(), rows, how.get(values.size())));
        }
        nextRows++;
      } else {
        Slots parts = slots.get(nextSlots++);
        for (int slot = 0; slot < parts.count(); slot++) {
          values.add(value(parts.value(slot), 0, parts.rows(slot), how.get(values.size())));
        }
      }
    }
    return values;
  }

  private MetricValue value(double value, int logPower, long rows, Provenance how) {
    boolean bits = how.logBase().filter(base -> base == LogBase.BITS).isPresent();
    double converted = value;
    for (int i = 0; bits && i < logPower; i++) {
      converted /= Math.log(2);
    }
    return new MetricValue(
        converted, rows, masked, broken, plan.queries() - masked - broken - rows, how);
  }
}
