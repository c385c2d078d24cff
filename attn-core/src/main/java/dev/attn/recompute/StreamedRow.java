package dev.attn.recompute;

import dev.attn.mask.Runs;
import dev.attn.metric.RowUse;
import dev.attn.recompute.StreamKernel.Sees;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One query row whose keys go by in tiles, in rising order, once or twice. */
final class StreamedRow {

  private static final double[] NO_NUMBERS = {};

  private final StreamPlan plan;
  private final int head;
  private final int query;
  private final Runs allowed;
  private final int allowedCount;
  private final double[] vector;
  private final SoftmaxState state = new SoftmaxState();
  private final List<RowSketch> sketches = new ArrayList<>();
  private final List<RowSketch> ofSlots = new ArrayList<>();
  private final List<RowSketch> ofScores = new ArrayList<>();
  private final List<RowSketch> ofWeights = new ArrayList<>();
  private int firstRun;

  /**
   * Returns a row of which nothing is known yet.
   *
   * @param slots what is added to if the row is used
   */
  StreamedRow(StreamPlan plan, int layer, int head, int query, List<Slots> slots) {
    this.plan = plan;
    this.head = head;
    this.query = query;
    this.allowed = plan.mask().row(query);
    this.allowedCount = allowed.cells();
    this.vector = new double[plan.scores().width()];
    plan.scores().query(layer, head, query, vector);
    for (StreamPlan.RowPlan rowPlan : plan.rowPlans()) {
      sketches.add(shown(rowPlan.rows().apply(query), rowPlan.sees()));
    }
    for (int i = 0; i < slots.size(); i++) {
      ofSlots.add(shown(slots.get(i).row(query), plan.slotPlans().get(i).sees()));
    }
  }

  private RowSketch shown(RowSketch sketch, Sees sees) {
    if (sees.scores()) {
      ofScores.add(sketch);
    }
    if (sees.weights()) {
      ofWeights.add(sketch);
    }
    return sketch;
  }

  /** Goes back to the first key. */
  void rewind() {
    firstRun = 0;
  }

  /** Returns whether the row has an allowed key in a tile; tiles come in rising order. */
  boolean enters(int from, int to) {
    while (firstRun < allowed.count() && allowed.end(firstRun) <= from) {
      firstRun++;
    }
    return firstRun < allowed.count() && allowed.start(firstRun) < to;
  }

  /** Writes the allowed keys of a tile and their scores, and returns how many there are. */
  int score(int from, int to, double[] keyVectors, int[] keys, double[] values) {
    int count = 0;
    for (int run = firstRun; run < allowed.count() && allowed.start(run) < to; run++) {
      int end = Math.min(to, allowed.end(run));
      for (int key = Math.max(from, allowed.start(run)); key < end; key++) {
        keys[count] = key;
        values[count++] =
            plan.scores().score(head, query, vector, key, keyVectors, (key - from) * vector.length);
      }
    }
    return count;
  }

  /** Takes scores in the first pass. */
  void take(int[] keys, double[] values, int count) {
    double before = state.largestScore();
    state.add(values, count);
    if (ofScores.isEmpty()) {
      return;
    }
    double largest = state.largestScore();
    if (before != largest && before != Double.NEGATIVE_INFINITY) {
      double factor = Math.exp(before - largest);
      ofScores.forEach(sketch -> sketch.rescale(factor));
    }
    for (int i = 0; i < count; i++) {
      double e = values[i] == Double.NEGATIVE_INFINITY ? 0 : Math.exp(values[i] - largest);
      for (RowSketch sketch : ofScores) {
        sketch.add(keys[i], values[i], e);
      }
    }
  }

  /** Takes scores in the second pass. */
  void weigh(int[] keys, double[] values, int count) {
    for (int i = 0; i < count; i++) {
      double weight = state.weight(values[i]);
      for (RowSketch sketch : ofWeights) {
        sketch.weigh(keys[i], weight, state);
      }
    }
  }

  /** Overwrites scores with the weights that they have once the first pass is over. */
  void toWeights(double[] values, int count) {
    for (int i = 0; i < count; i++) {
      values[i] = state.weight(values[i]);
    }
  }

  /** Returns the number of the row. */
  int query() {
    return query;
  }

  /** Returns the number of keys that the row may see. */
  int allowedCount() {
    return allowedCount;
  }

  /** Returns what becomes of the row after the first pass. */
  RowUse use(double sink) {
    if (allowedCount == 0) {
      return RowUse.MASKED;
    }
    if (!state.isDistribution()) {
      return RowUse.BROKEN;
    }
    boolean tooSmall = plan.dividesBySum() && state.shareBeside(sink) <= plan.tolerance();
    return tooSmall ? RowUse.UNDEFINED : RowUse.USED;
  }

  /** Returns the numbers of each metric that is scored row by row. */
  double[][] finish() {
    for (RowSketch sketch : ofSlots) {
      sketch.finish(state, allowedCount, NO_NUMBERS);
    }
    double[][] numbers = new double[sketches.size()][];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = new double[plan.rowPlans().get(i).width()];
      Arrays.fill(numbers[i], Double.NaN);
      sketches.get(i).finish(state, allowedCount, numbers[i]);
    }
    return numbers;
  }
}
