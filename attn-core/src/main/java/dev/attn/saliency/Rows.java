package dev.attn.saliency;

import dev.attn.metric.CompensatedSum;
import dev.attn.tensor.Threads;
import java.util.function.IntConsumer;

/** Arithmetic on single rows, in double. */
final class Rows {

  /** Rows that one part of the work takes. */
  private static final int PART = 16;

  private Rows() {}

  /** Does {@code row} for each of {@code 0, 1, ..., rows - 1} once; threads share them. */
  static void forEach(int rows, IntConsumer row) {
    Threads.current()
        .forEach(
            (rows + PART - 1) / PART,
            part -> {
              int end = Math.min(rows, (part + 1) * PART);
              for (int i = part * PART; i < end; i++) {
                row.accept(i);
              }
            });
  }

  static double sum(double[] row) {
    CompensatedSum sum = new CompensatedSum();
    for (double value : row) {
      sum.add(value);
    }
    return sum.value();
  }

  static double[] sums(double[][] rows) {
    double[] sums = new double[rows.length];
    forEach(rows.length, i -> sums[i] = sum(rows[i]));
    return sums;
  }

  static void divide(double[] row, double divisor) {
    for (int k = 0; k < row.length; k++) {
      row[k] /= divisor;
    }
  }

  /** Returns the row with a one at {@code index} and zeros elsewhere. */
  static double[] unit(int length, int index) {
    double[] unit = new double[length];
    unit[index] = 1;
    return unit;
  }

  static double[][] identity(int size) {
    double[][] identity = new double[size][];
    for (int i = 0; i < size; i++) {
      identity[i] = unit(size, i);
    }
    return identity;
  }

  static void checkQuery(int query, int queries) {
    if (query < 0 || query >= queries) {
      throw new IndexOutOfBoundsException("query must be in [0, " + queries + "), got " + query);
    }
  }
}
