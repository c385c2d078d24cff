package dev.attn.mask;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.tensor.AttentionMatrix;
import java.util.Arrays;

/** Masks of the largest weights of a real attention matrix. */
final class WeightMasks {

  private WeightMasks() {}

  static RowTable threshold(AttentionMatrix weights, double least) {
    RowTableBuilder table = new RowTableBuilder(weights.keys());
    RunBuffer out = new RunBuffer();
    for (int q = 0; q < weights.queries(); q++) {
      double[] row = row(weights, q);
      out.clear();
      for (int k = 0; k < row.length; k++) {
        out.add(k, row[k] >= least ? k + 1 : k);
      }
      table.add(out, 1);
    }
    return table.build();
  }

  static RowTable topK(AttentionMatrix weights, int most) {
    RowTableBuilder table = new RowTableBuilder(weights.keys());
    for (int q = 0; q < weights.queries(); q++) {
      int[] order = descending(row(weights, q));
      table.add(runs(Arrays.copyOf(order, Math.min(most, order.length))), 1);
    }
    return table.build();
  }

  static RowTable topP(AttentionMatrix weights, double mass) {
    RowTableBuilder table = new RowTableBuilder(weights.keys());
    for (int q = 0; q < weights.queries(); q++) {
      double[] row = row(weights, q);
      int[] order = descending(row);
      int taken = 0;
      for (double sum = 0; sum < mass && taken < order.length; taken++) {
        sum += row[order[taken]];
      }
      table.add(runs(Arrays.copyOf(order, taken)), 1);
    }
    return table.build();
  }

  /** Returns a row, of which every weight is a number. */
  static double[] row(AttentionMatrix weights, int q) {
    double[] row = weights.row(q);
    for (int k = 0; k < row.length; k++) {
      checkArgument(!Double.isNaN(row[k]), "weight must be a number, got NaN at (%s, %s)", q, k);
    }
    return row;
  }

  /** Returns the indices of positive numbers, the largest first, ties by index. */
  static int[] descending(double[] row) {
    Integer[] keys = new Integer[row.length];
    int found = 0;
    for (int k = 0; k < row.length; k++) {
      if (row[k] > 0) {
        keys[found++] = k;
      }
    }
    Integer[] positive = Arrays.copyOf(keys, found);
    Arrays.sort(positive, (a, b) -> Double.compare(row[b], row[a]));
    return Arrays.stream(positive).mapToInt(Integer::intValue).toArray();
  }

  private static RunBuffer runs(int[] keys) {
    Arrays.sort(keys);
    RunBuffer out = new RunBuffer();
    out.addAll(Runs.ofSorted(keys));
    return out;
  }
}
