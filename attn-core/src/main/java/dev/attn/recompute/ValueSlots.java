package dev.attn.recompute;

import dev.attn.saliency.ValueWeighted.Scaling;

/**
 * What {@code val.weighted} comes to in each row, and for each key: slot 0 holds the totals of
 * rows, slot 1 + k the scores of key k.
 */
final class ValueSlots extends Slots {

  private final double[] norms;
  private final Scaling scaling;

  /** Returns empty slots for one head, whose keys have values of these lengths. */
  ValueSlots(double[] norms, Scaling scaling) {
    super(1 + norms.length);
    this.norms = norms;
    this.scaling = scaling;
  }

  @Override
  RowSketch row(int query) {
    return new Row();
  }

  @Override
  double value(int slot, double sum, long count) {
    return count == 0 ? Double.NaN : sum / count;
  }

  /** Sees every score for the total of the row, and then every weight. */
  private final class Row extends RowSketches.Weighted {

    Row() {
      super(key -> norms[key]);
    }

    @Override
    void weigh(int key, double weight, SoftmaxState state) {
      double divisor = divisor(state);
      if (divisor > 0) {
        addTo(1 + key, weight * norms[key] / divisor);
      }
    }

    @Override
    void finish(SoftmaxState state, int count, double[] numbers) {
      double divisor = divisor(state);
      if (divisor > 0) {
        addTo(0, mean(state) / divisor);
      }
    }

    private double divisor(SoftmaxState state) {
      return scaling == Scaling.RAW ? 1 : mean(state);
    }
  }
}
