package dev.attn.metric;

import java.util.Arrays;

/** The running sums of one metric for all pairs of heads. */
final class PairSums {

  private final RowPairMetric metric;
  private final RowPairMetric.RowComparison comparison;
  private final CompensatedSum[] sums;
  private final long[] used;

  PairSums(RowPairMetric metric, RowPairMetric.RowComparison comparison, int heads) {
    this.metric = metric;
    this.comparison = comparison;
    this.sums = new CompensatedSum[Triangle.cells(heads)];
    Arrays.setAll(sums, i -> new CompensatedSum());
    this.used = new long[sums.length];
  }

  RowPairMetric metric() {
    return metric;
  }

  void load(int head) {
    comparison.load(head);
  }

  /** Adds the present row of one head and of those after it, where both are usable. */
  void add(int head, boolean[] usable) {
    int pair = Triangle.index(head, head, usable.length);
    for (int j = head; j < usable.length; j++) {
      double score = usable[head] && usable[j] ? comparison.score(head, j) : Double.NaN;
      if (!Double.isNaN(score)) {
        sums[pair].add(score);
        used[pair]++;
      }
      pair++;
    }
  }

  long used(int pair) {
    return used[pair];
  }

  /** Returns the mean or the sum of one pair; NaN without a row. */
  double total(int pair) {
    if (used[pair] == 0) {
      return Double.NaN;
    }
    double sum = sums[pair].value();
    return metric.total() == RowTotal.SUM ? sum : sum / used[pair];
  }
}
