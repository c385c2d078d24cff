package dev.attn.metric;

import dev.attn.mask.Runs;
import java.util.Arrays;

/**
 * The allowed weights of one valid row, packed: a cursor that {@link Evaluation} moves from row to
 * row, so that no row costs an object.
 */
final class MetricRow {

  private final double[] stored;
  private final double[] weights;
  private final int[] keys;
  private int count;
  private int position;

  MetricRow(int keyCount) {
    stored = new double[keyCount];
    weights = new double[keyCount];
    keys = new int[keyCount];
  }

  /** Returns where to put the stored row before it is judged. */
  double[] stored() {
    return stored;
  }

  /** Moves to the row held in {@link #stored}. */
  void moveTo(int newPosition, Runs allowed) {
    position = newPosition;
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
    for (int i = 0; i < count; i++) {
      weights[i] /= sum;
    }
    return true;
  }

  private double sum() {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += weights[i];
    }
    return sum;
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

  /** Returns the position of the query on the axis of keys. */
  int position() {
    return position;
  }

  /** Returns the weight of one column, or NaN if the query may not see it. */
  double weightAt(int key) {
    int i = Arrays.binarySearch(keys, 0, count, key);
    return i < 0 ? Double.NaN : weights[i];
  }
}
