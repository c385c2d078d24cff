package dev.attn.recompute;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.RowRules;
import dev.attn.mask.RowSumPolicy;
import dev.attn.metric.BrokenRows;
import dev.attn.metric.MetricOptions;
import dev.attn.metric.Provenance;
import dev.attn.recompute.StreamKernel.Context;
import dev.attn.recompute.StreamKernel.OfRows;
import dev.attn.recompute.StreamKernel.OfSlots;
import dev.attn.recompute.StreamKernel.Sees;
import dev.attn.tensor.ElementType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** What holds for every tile of one evaluation. */
final class StreamPlan {

  /**
   * What is computed.
   *
   * @param kernel how
   * @param how what its parts are
   */
  record Task(StreamKernel kernel, List<Provenance> how) {

    /** Copies the parts. */
    Task {
      how = List.copyOf(how);
    }
  }

  /**
   * One metric that is scored row by row.
   *
   * @param sees what it must see
   * @param rows makes the sketch of a row
   * @param width how many numbers it wants of a row
   */
  record RowPlan(Sees sees, IntFunction<RowSketch> rows, int width) {}

  private final Scores scores;
  private final Context context;
  private final int keyTile;
  private final double tolerance;
  private final List<Task> tasks;
  private final List<RowPlan> rowPlans = new ArrayList<>();
  private final List<OfSlots> slotPlans = new ArrayList<>();

  StreamPlan(Scores scores, AttentionMask mask, StreamOptions options, List<Task> tasks) {
    this.scores = scores;
    this.context = new Context(mask, options.metrics());
    this.keyTile = Math.max(1, Math.min(options.keyTile(), mask.keys()));
    this.tolerance =
        options
            .metrics()
            .tolerance()
            .orElse(RowRules.of(ElementType.F64, mask.keys()).tolerance().orElseThrow());
    this.tasks = List.copyOf(tasks);
    for (Task task : tasks) {
      if (task.kernel() instanceof OfRows kernel) {
        int width = kernel.folds().start(context, task.how().size()).width();
        rowPlans.add(new RowPlan(kernel.sees(), kernel.rows().prepare(context), width));
      } else if (task.kernel() instanceof OfSlots kernel) {
        slotPlans.add(kernel);
      }
    }
  }

  Scores scores() {
    return scores;
  }

  AttentionMask mask() {
    return context.mask();
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

  /** Returns everything that is computed, in the order of the results. */
  List<Task> tasks() {
    return tasks;
  }

  List<RowPlan> rowPlans() {
    return rowPlans;
  }

  List<OfSlots> slotPlans() {
    return slotPlans;
  }

  /** Returns what takes the rows of one head, for each metric that is scored row by row. */
  List<RowFold> startFolds() {
    List<RowFold> folds = new ArrayList<>();
    for (Task task : tasks) {
      if (task.kernel() instanceof OfRows kernel) {
        folds.add(kernel.folds().start(context, task.how().size()));
      }
    }
    return folds;
  }

  List<Slots> startSlots(int layer, int head) {
    return slotPlans.stream().map(plan -> plan.slots().start(context, layer, head)).toList();
  }

  boolean needsSecondPass() {
    return tasks.stream().anyMatch(task -> task.kernel().sees().weights());
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
