package dev.attn.recompute;

import dev.attn.metric.Average;
import dev.attn.metric.CompensatedSum;
import dev.attn.metric.MetricValue;
import dev.attn.metric.Provenance;
import dev.attn.metric.RowUse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the tiles of all compared heads come to, which are added in the order of their rows. */
final class PairTotals {

  private final PairPlan plan;
  private final CompensatedSum[][] sums;
  private final long[] used;
  private final long[] broken;
  private long masked;

  PairTotals(PairPlan plan) {
    this.plan = plan;
    this.sums = new CompensatedSum[plan.comparisons().size()][plan.pairs().size()];
    for (CompensatedSum[] ofPairs : sums) {
      Arrays.setAll(ofPairs, pair -> new CompensatedSum());
    }
    this.used = new long[plan.pairs().size()];
    this.broken = new long[plan.pairs().size()];
  }

  void add(PairTile.Result tile) {
    for (int row = 0; row < tile.scores().size(); row++) {
      masked += tile.uses().get(0).get(row) == RowUse.MASKED ? 1 : 0;
      for (int p = 0; p < used.length; p++) {
        RowUse first = tile.uses().get(plan.pairs().get(p).first()).get(row);
        RowUse second = tile.uses().get(plan.pairs().get(p).second()).get(row);
        used[p] += first == RowUse.USED && second == RowUse.USED ? 1 : 0;
        broken[p] += first == RowUse.BROKEN || second == RowUse.BROKEN ? 1 : 0;
      }
      for (int c = 0; c < sums.length; c++) {
        add(sums[c], tile.scores().get(row).get(c));
      }
    }
  }

  private static void add(CompensatedSum[] ofPairs, double[] scores) {
    for (int p = 0; p < scores.length; p++) {
      if (!Double.isNaN(scores[p])) {
        ofPairs[p].add(scores[p]);
      }
    }
  }

  /** Returns, for each comparison, the values of all pairs. */
  List<List<MetricValue>> finish(List<Provenance> how) {
    List<List<MetricValue>> all = new ArrayList<>();
    for (int c = 0; c < sums.length; c++) {
      List<MetricValue> values = new ArrayList<>();
      for (int p = 0; p < used.length; p++) {
        values.add(value(p, sums[c][p].value(), how.get(c)));
      }
      all.add(values);
    }
    return all;
  }

  private MetricValue value(int pair, double sum, Provenance how) {
    double total = how.average() == Average.WHOLE ? sum : sum / used[pair];
    double nats = used[pair] == 0 ? Double.NaN : total;
    return new MetricValue(
        how.logBase().map(base -> base.from(nats, 1)).orElse(nats),
        used[pair],
        masked,
        broken[pair],
        plan.stream().queries() - masked - broken[pair] - used[pair],
        how);
  }
}
