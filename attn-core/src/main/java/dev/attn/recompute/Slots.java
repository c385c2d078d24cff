package dev.attn.recompute;

import dev.attn.metric.CompensatedSum;
import dev.attn.recompute.RowFold.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Sums over the rows of a tile, and then of a head, of what is only known once a row is: one for
 * each key, or for each offset.
 */
abstract class Slots {

  private final CompensatedSum[] sums;
  private final long[] counts;

  Slots(int count) {
    this.sums = new CompensatedSum[count];
    Arrays.setAll(sums, i -> new CompensatedSum());
    this.counts = new long[count];
  }

  /** Returns what sees a row, and adds to these slots if the row is used. */
  abstract RowSketch row(int query);

  /** Returns the value of a slot; NaN if there is none. */
  abstract double value(int slot, double sum, long count);

  final void addTo(int slot, double value) {
    sums[slot].add(value);
    counts[slot]++;
  }

  /** Adds the slots of later rows. */
  final void merge(Slots later) {
    for (int slot = 0; slot < counts.length; slot++) {
      sums[slot].add(later.sums[slot].value());
      counts[slot] += later.counts[slot];
    }
  }

  /** Returns the parts in the order of the slots. */
  final List<Part> finish() {
    List<Part> parts = new ArrayList<>();
    for (int slot = 0; slot < counts.length; slot++) {
      double value = value(slot, sums[slot].value(), counts[slot]);
      parts.add(new Part(value, Double.isNaN(value) ? 0 : counts[slot]));
    }
    return parts;
  }
}
