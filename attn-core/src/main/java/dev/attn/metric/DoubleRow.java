package dev.attn.metric;

import dev.attn.mask.Runs;
import java.util.Arrays;

/** A row in double precision: compensated sums, and {@link Math#log}. */
final class DoubleRow implements PackedRow {

  private final double[] weights;
  private double[] ascending = {};
  private int count;
  private boolean sorted;
  private boolean hasEntropy;
  private double entropy;

  DoubleRow(int keys) {
    this.weights = new double[keys];
  }

  /** Takes the allowed weights, at least one, of a stored row. */
  void load(double[] stored, Runs allowed) {
    int packed = 0;
    for (int run = 0; run < allowed.count(); run++) {
      int length = allowed.end(run) - allowed.start(run);
      System.arraycopy(stored, allowed.start(run), weights, packed, length);
      packed += length;
    }
    restart(packed);
  }

  /** Takes the weights of a row of floats. */
  void load(FloatRow floats) {
    restart(floats.widen(weights));
  }

  private void restart(int newCount) {
    count = newCount;
    sorted = false;
    hasEntropy = false;
  }

  /** Returns an array that begins with the weights. */
  double[] weights() {
    return weights;
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
    restart(count);
    return true;
  }

  @Override
  public double weight(int i) {
    return weights[i];
  }

  @Override
  public double sum() {
    CompensatedSum sum = new CompensatedSum();
    for (int i = 0; i < count; i++) {
      sum.add(weights[i]);
    }
    return sum.value();
  }

  @Override
  public double magnitude() {
    CompensatedSum sum = new CompensatedSum();
    for (int i = 0; i < count; i++) {
      sum.add(Math.abs(weights[i]));
    }
    return sum.value();
  }

  @Override
  public double squares() {
    CompensatedSum squares = new CompensatedSum();
    for (int i = 0; i < count; i++) {
      squares.add(weights[i] * weights[i]);
    }
    return squares.value();
  }

  @Override
  public double largest() {
    double largest = weights[0];
    for (int i = 1; i < count; i++) {
      largest = Math.max(largest, weights[i]);
    }
    return largest;
  }

  @Override
  public double entropy() {
    if (!hasEntropy) {
      CompensatedSum sum = new CompensatedSum();
      for (int i = 0; i < count; i++) {
        double a = weights[i];
        if (a > 0) {
          sum.add(a * Math.log(a));
        }
      }
      entropy = 0 - sum.value();
      hasEntropy = true;
    }
    return entropy;
  }

  @Override
  public double varentropy() {
    double mean = entropy();
    CompensatedSum sum = new CompensatedSum();
    for (int i = 0; i < count; i++) {
      double a = weights[i];
      if (a > 0) {
        double deviation = Math.log(a) + mean;
        sum.add(a * deviation * deviation);
      }
    }
    return sum.value();
  }

  @Override
  public int countUpTo(double limit) {
    int small = 0;
    for (int i = 0; i < count; i++) {
      small += weights[i] <= limit ? 1 : 0;
    }
    return small;
  }

  @Override
  public double ascending(int i) {
    if (!sorted) {
      if (ascending.length < count) {
        ascending = new double[weights.length];
      }
      System.arraycopy(weights, 0, ascending, 0, count);
      Arrays.sort(ascending, 0, count);
      sorted = true;
    }
    return ascending[i];
  }

  @Override
  public int reach(double mass) {
    CompensatedSum sum = new CompensatedSum();
    int taken = 0;
    while (taken < count && sum.value() < mass) {
      taken++;
      sum.add(ascending(count - taken));
    }
    return sum.value() < mass ? count + 1 : taken;
  }

  @Override
  public double ranked() {
    CompensatedSum ranked = new CompensatedSum();
    double n = count;
    for (int i = 0; i < count; i++) {
      ranked.add((2.0 * (i + 1) - n - 1) * ascending(i));
    }
    return ranked.value();
  }
}
