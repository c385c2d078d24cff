package dev.attn.recompute;

import java.util.function.IntBinaryOperator;

/** The sum and the number of the weights in each slot. */
final class WeightSlots extends Slots {

  /** The value of a slot from the sum and the number of weights in it; NaN if there is none. */
  @FunctionalInterface
  interface Value {
    double of(double sum, long count);
  }

  private final IntBinaryOperator slotOf;
  private final Value value;

  /**
   * Returns empty slots.
   *
   * @param slotOf the slot of a query and a key, negative if it has none
   */
  WeightSlots(int count, IntBinaryOperator slotOf, Value value) {
    super(count);
    this.slotOf = slotOf;
    this.value = value;
  }

  @Override
  RowSketch row(int query) {
    return new RowSketch() {
      @Override
      void weigh(int key, double weight, SoftmaxState state) {
        int slot = slotOf.applyAsInt(query, key);
        if (slot >= 0) {
          addTo(slot, weight);
        }
      }

      @Override
      void finish(SoftmaxState state, int count, double[] numbers) {}
    };
  }

  @Override
  double value(int slot, double sum, long count) {
    return value.of(sum, count);
  }
}
