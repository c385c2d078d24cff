package dev.attn.recompute;

import dev.attn.metric.CompensatedSum;
import java.util.Arrays;

/** What lies on each of some sets of keys of one row, in units that grow with its largest score. */
final class Masses {

  private final CompensatedSum[] sums;

  Masses(int sets) {
    this.sums = new CompensatedSum[sets];
    Arrays.setAll(sums, i -> new CompensatedSum());
  }

  void rescale(double factor) {
    for (CompensatedSum sum : sums) {
      sum.multiply(factor);
    }
  }

  void add(int set, double e) {
    sums[set].add(e);
  }

  double value(int set) {
    return sums[set].value();
  }
}
