package dev.attn.recompute;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.RowRules;
import dev.attn.mask.RowSumPolicy;
import dev.attn.metric.BrokenRows;
import dev.attn.metric.MetricOptions;
import dev.attn.recompute.StreamKernel.Context;
import dev.attn.recompute.StreamKernel.OfRows;
import dev.attn.recompute.StreamKernel.OfSlots;
import dev.attn.recompute.StreamKernel.Sees;
import dev.attn.recompute.StreamKernel.Slots;
import dev.attn.tensor.ElementType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** What holds for every tile of one evaluation. */
final class StreamPlan {

  /**
   * One metric that is scored row by row.
   *
   * @param sees what it must see
   * @param rows makes the sketch of a row
   * @param parts the number of its parts
   */
  record RowPlan(Sees sees, IntFunction<RowSketch> rows, int parts) {}

  private final Scores scores;
  private final Context context;
  private final AttentionMask mask;
  private final int keyTile;
  private final double tolerance;
  private final List<RowPlan> rowPlans = new ArrayList<>();
  private final List<OfSlots> slotPlans = new ArrayList<>();

  /** Returns the plan for metrics with these numbers of parts. */
  StreamPlan(
      Scores scores,
      AttentionMask mask,
      StreamOptions options,
      List<StreamedMetric> metrics,
      int[] parts) {
    this.scores = scores;
    this.context = new Context(mask.rows(), mask.keys(), options.metrics());
    this.mask = mask;
    this.keyTile = Math.max(1, Math.min(options.keyTile(), mask.keys()));
    this.tolerance =
        options
            .metrics()
            .tolerance()
            .orElse(RowRules.of(ElementType.F64, mask.keys()).tolerance().orElseThrow());
    for (int i = 0; i < parts.length; i++) {
      StreamKernel kernel = metrics.get(i).kernel();
      if (kernel instanceof OfRows ofRows) {
        rowPlans.add(new RowPlan(ofRows.sees(), ofRows.rows().prepare(context), parts[i]));
      } else if (kernel instanceof OfSlots ofSlots) {
        slotPlans.add(ofSlots);
      }
    }
  }

  Scores scores() {
    return scores;
  }

  AttentionMask mask() {
    return mask;
  }

  int keys() {
    return context.keys();
  }

  int queries() {
    return context.queries();
  }

  int keyTile() {
    return keyTile;
  }

  List<RowPlan> rowPlans() {
    return rowPlans;
  }

  List<Slots> startSlots() {
    return slotPlans.stream().map(plan -> plan.slots().start(context)).toList();
  }

  boolean needsSecondPass() {
    return !slotPlans.isEmpty() || rowPlans.stream().anyMatch(plan -> plan.sees() == Sees.WEIGHTS);
  }

  boolean dividesBySum() {
    return options().rowSum() == RowSumPolicy.AT_MOST_ONE;
  }

  double tolerance() {
    return tolerance;
  }

  boolean skipsBroken() {
    return options().broken() == BrokenRows.SKIP;
  }

  private MetricOptions options() {
    return context.options();
  }
}
