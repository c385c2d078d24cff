package dev.attn.metric;

import dev.attn.mask.Runs;
import java.util.Arrays;
import java.util.List;

/**
 * The allowed weights of one valid row, packed: a cursor that {@link Evaluation} moves from row to
 * row, so that no row costs an object.
 */
final class MetricRow {

  private final double[] stored;
  private final double[] weights;
  private final int[] keys;
  private final double[] ascending;
  private final MetricContext context;
  private int[] types = {};
  private boolean sorted;
  private int count;
  private int query;

  MetricRow(MetricContext context) {
    this.context = context;
    int keyCount = context.keys();
    stored = new double[keyCount];
    weights = new double[keyCount];
    keys = new int[keyCount];
    ascending = new double[keyCount];
  }

  /** Returns what holds for all rows. */
  MetricContext context() {
    return context;
  }

  /** Returns where to put the stored row before it is judged. */
  double[] stored() {
    return stored;
  }

  /** Moves to the row held in {@link #stored}. */
  void moveTo(int newQuery, Runs allowed) {
    query = newQuery;
    sorted = false;
    count = 0;
    for (int run = 0; run < allowed.count(); run++) {
      for (int key = allowed.start(run); key < allowed.end(run); key++) {
        keys[count] = key;
        weights[count++] = stored[key];
      }
    }
  }

  /** Divides the weights by their sum; returns false if there is nothing to divide. */
  boolean renormalise(double leastSum) {
    double sum = sum();
    if (sum <= leastSum) {
      return false;
    }
    sorted = false;
    for (int i = 0; i < count; i++) {
      weights[i] /= sum;
    }
    return true;
  }

  /** Returns the sum of the weights. */
  double sum() {
    CompensatedSum sum = new CompensatedSum();
    for (int i = 0; i < count; i++) {
      sum.add(weights[i]);
    }
    return sum.value();
  }

  /** Returns the i-th smallest weight; the row is sorted once for all metrics that ask. */
  double ascending(int i) {
    if (!sorted) {
      System.arraycopy(weights, 0, ascending, 0, count);
      Arrays.sort(ascending, 0, count);
      sorted = true;
    }
    return ascending[i];
  }

  /** Returns the number of allowed keys. */
  int count() {
    return count;
  }

  /** Returns the weight of the i-th allowed key. */
  double weight(int i) {
    return weights[i];
  }

  /** Returns the column of the i-th allowed key. */
  int key(int i) {
    return keys[i];
  }

  /**
   * Returns the number of the type of a column among the distinct types in order of appearance;
   * only for metrics that need {@link Need#TYPES}.
   */
  int type(int column) {
    if (types.length == 0) {
      List<String> all = context.types();
      List<String> distinct = all.stream().distinct().toList();
      types = all.stream().mapToInt(distinct::indexOf).toArray();
    }
    return types[column];
  }

  /** Returns the number of the query row. */
  int query() {
    return query;
  }

  /** Returns the column at which the query stands; only for metrics that need positions. */
  int position() {
    return context.columnOf(query);
  }

  /** Returns the index of the first allowed key in column {@code key} or after it. */
  int indexFrom(int key) {
    int i = Arrays.binarySearch(keys, 0, count, key);
    return i < 0 ? -i - 1 : i;
  }

  /** Returns the weight of one column, or NaN if the query may not see it. */
  double weightAt(int key) {
    int i = Arrays.binarySearch(keys, 0, count, key);
    return i < 0 ? Double.NaN : weights[i];
  }
}
