package dev.attn.metric;

import dev.attn.mask.RowRules;
import dev.attn.mask.Runs;
import dev.attn.tensor.AttentionMatrix;

/**
 * The allowed weights of one row as they are stored, packed as floats, with the sums that metrics
 * share, each computed at most once.
 *
 * <p>Sums are of doubles, in four or two parts that are added in the end: as exact as a row of
 * floats needs, and without the chain that a compensated sum makes of every addition.
 */
final class FloatRow implements PackedRow {

  private final float[] weights;
  private final LogSums logs = new LogSums();
  private final FloatSort sort;
  private int count;
  private double sum;
  private boolean hasSum;
  private boolean hasLogs;
  private boolean sorted;

  FloatRow(int keys) {
    this.weights = new float[keys];
    this.sort = new FloatSort(keys);
  }

  /**
   * Takes the allowed weights of one row, at least one.
   *
   * @return whether {@code rules} accept the row; if not, this class does not answer for it
   */
  boolean load(AttentionMatrix matrix, int query, Runs allowed, RowRules rules) {
    matrix.row(query, weights);
    if (!rules.accepts(weights, allowed)) {
      return false;
    }
    count = 0;
    for (int run = 0; run < allowed.count(); run++) {
      int start = allowed.start(run);
      int length = allowed.end(run) - start;
      if (start > count) {
        System.arraycopy(weights, start, weights, count, length);
      }
      count += length;
    }
    hasSum = false;
    hasLogs = false;
    sorted = false;
    return true;
  }

  @Override
  public double weight(int i) {
    return weights[i];
  }

  @Override
  public double sum() {
    if (!hasSum) {
      double s0 = 0;
      double s1 = 0;
      double s2 = 0;
      double s3 = 0;
      int i = 0;
      for (; i < count - 3; i += 4) {
        s0 += weights[i];
        s1 += weights[i + 1];
        s2 += weights[i + 2];
        s3 += weights[i + 3];
      }
      for (; i < count; i++) {
        s0 += weights[i];
      }
      sum = (s0 + s1) + (s2 + s3);
      hasSum = true;
    }
    return sum;
  }

  @Override
  public double magnitude() {
    return sum();
  }

  @Override
  public double squares() {
    double s0 = 0;
    double s1 = 0;
    int i = 0;
    for (; i < count - 1; i += 2) {
      double a = weights[i];
      double b = weights[i + 1];
      s0 += a * a;
      s1 += b * b;
    }
    for (; i < count; i++) {
      double a = weights[i];
      s0 += a * a;
    }
    return s0 + s1;
  }

  @Override
  public double largest() {
    if (sorted) {
      return ascending()[count - 1];
    }
    int largest = 0;
    for (int i = 0; i < count; i++) {
      // Floats of at least 0 are in the order of their bits.
      largest = Math.max(largest, Float.floatToRawIntBits(weights[i]));
    }
    return Float.intBitsToFloat(largest);
  }

  @Override
  public double entropy() {
    return 0 - logs().first();
  }

  @Override
  public double varentropy() {
    double entropy = entropy();
    // The square multiplied out; rounding may leave a flat row just below 0.
    return Math.max(0, logs().second() - entropy * entropy * (2 - sum()));
  }

  private LogSums logs() {
    if (!hasLogs) {
      logs.of(weights, count);
      hasLogs = true;
    }
    return logs;
  }

  @Override
  public int countUpTo(double limit) {
    float nearest = (float) limit;
    float most = nearest > limit ? Math.nextDown(nearest) : nearest;
    if (sorted) {
      return FloatSort.countUpTo(ascending(), count, most);
    }
    int small = 0;
    for (int i = 0; i < count; i++) {
      small += weights[i] <= most ? 1 : 0;
    }
    return small;
  }

  @Override
  public double ascending(int i) {
    return ascending()[i];
  }

  /** Returns an array that begins with the weights in ascending order. */
  private float[] ascending() {
    if (!sorted) {
      sort.sort(weights, count);
      sorted = true;
    }
    return sort.sorted();
  }

  @Override
  public int reach(double mass) {
    float[] ascending = ascending();
    double sum = 0;
    int left = count;
    double next = sum + sumOfFour(ascending, left);
    while (left >= 4 && next < mass) {
      left -= 4;
      sum = next;
      next = sum + sumOfFour(ascending, left);
    }
    while (left > 0 && sum < mass) {
      left--;
      sum += ascending[left];
    }
    return sum < mass ? count + 1 : count - left;
  }

  private static double sumOfFour(float[] weights, int end) {
    return end < 4
        ? 0
        : ((double) weights[end - 1] + weights[end - 2])
            + ((double) weights[end - 3] + weights[end - 4]);
  }

  @Override
  public double ranked() {
    float[] ascending = ascending();
    double s0 = 0;
    double s1 = 0;
    int half = count / 2;
    int i = 0;
    // Each with its mirror image, whose factor is the same but for the sign.
    for (; i < half - 1; i += 2) {
      s0 += (count - 1 - 2.0 * i) * ((double) ascending[count - 1 - i] - ascending[i]);
      s1 += (count - 3 - 2.0 * i) * ((double) ascending[count - 2 - i] - ascending[i + 1]);
    }
    for (; i < half; i++) {
      s0 += (count - 1 - 2.0 * i) * ((double) ascending[count - 1 - i] - ascending[i]);
    }
    return s0 + s1;
  }

  /** Writes the weights as doubles and returns their number. */
  int widen(double[] target) {
    for (int i = 0; i < count; i++) {
      target[i] = weights[i];
    }
    return count;
  }
}
