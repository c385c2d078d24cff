package dev.attn.recompute;

import dev.attn.metric.MetricOptions;
import java.util.Arrays;
import java.util.function.IntBinaryOperator;
import java.util.function.IntFunction;

/** How one metric is computed from scores that go by in tiles. */
sealed interface StreamKernel {

  /** What a kernel must see of a row. */
  enum Sees {
    /** Only what the {@link SoftmaxState} keeps. */
    STATE,
    /** Every score once. */
    SCORES,
    /** Every weight, which takes a second pass. */
    WEIGHTS
  }

  /** Returns what this kernel must see. */
  Sees sees();

  /**
   * What holds for all rows.
   *
   * @param queries number of query rows
   * @param keys number of key columns
   * @param options what the caller asked for
   */
  record Context(int queries, int keys, MetricOptions options) {

    /** Returns the column at which a query stands. */
    int position(int query) {
      return query + options.firstColumn(queries, keys);
    }

    /** Returns whether the key in a column is one of these absolute positions. */
    boolean isListed(int column, int[] sortedPositions) {
      return Arrays.binarySearch(sortedPositions, column + options.firstKey()) >= 0;
    }
  }

  /** A mean over rows of a function of one row. */
  record OfRows(Sees sees, int logPower, RowFactory rows) implements StreamKernel {}

  /** Makes what makes the sketch of a row: called once for all heads. */
  @FunctionalInterface
  interface RowFactory {
    IntFunction<RowSketch> prepare(Context context);
  }

  /** Sums of weights over the rows of a head, one for each of some slots: keys, or offsets. */
  record OfSlots(SlotFactory slots) implements StreamKernel {

    @Override
    public Sees sees() {
      return Sees.WEIGHTS;
    }
  }

  /** Makes the slots of one head. */
  @FunctionalInterface
  interface SlotFactory {
    Slots start(Context context);
  }

  /** The sum and the number of weights in each slot. */
  final class Slots {

    private final IntBinaryOperator slotOf;
    private final SlotValue value;
    private final double[] sums;
    private final double[] errors;
    private final long[] counts;

    /**
     * Returns empty slots.
     *
     * @param slotOf the slot of a query and a key, negative if it has none
     */
    Slots(int count, IntBinaryOperator slotOf, SlotValue value) {
      this.slotOf = slotOf;
      this.value = value;
      this.sums = new double[count];
      this.errors = new double[count];
      this.counts = new long[count];
    }

    void weigh(int query, int key, double weight) {
      int slot = slotOf.applyAsInt(query, key);
      if (slot >= 0) {
        add(slot, weight);
        counts[slot]++;
      }
    }

    /** Adds the slots of later rows. */
    void merge(Slots later) {
      for (int slot = 0; slot < counts.length; slot++) {
        add(slot, later.sums[slot]);
        errors[slot] += later.errors[slot];
        counts[slot] += later.counts[slot];
      }
    }

    /** Adds with the rounding error carried along (Neumaier 1974). */
    private void add(int slot, double value) {
      double sum = sums[slot];
      double next = sum + value;
      errors[slot] +=
          Math.abs(sum) >= Math.abs(value) ? (sum - next) + value : (value - next) + sum;
      sums[slot] = next;
    }

    int count() {
      return counts.length;
    }

    double value(int slot) {
      return value.of(sums[slot] + errors[slot], counts[slot]);
    }

    /** Returns how many rows the value rests on; none if there is no value. */
    long rows(int slot) {
      return Double.isNaN(value(slot)) ? 0 : counts[slot];
    }
  }

  /** The value of a slot from the sum and the number of weights in it; NaN if there is none. */
  @FunctionalInterface
  interface SlotValue {
    double of(double sum, long rows);
  }
}
