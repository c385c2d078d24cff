package dev.attn.recompute;

import dev.attn.metric.RowUse;
import java.util.List;

/** What the rows of one head come to, for a metric that is scored row by row. */
interface RowFold {

  /**
   * One part of a metric.
   *
   * @param value the score, in nats where there are logarithms; NaN if there is none
   * @param rows how many rows it rests on
   */
  record Part(double value, long rows) {

    /** Returns the mean of rows that add up to {@code sum}. */
    static Part mean(double sum, long rows) {
      return new Part(rows == 0 ? Double.NaN : sum / rows, rows);
    }

    /** Returns a share of something; there is none of nothing. */
    static Part share(double sum, double whole, long rows) {
      return whole == 0 ? new Part(Double.NaN, 0) : new Part(sum / whole, rows);
    }
  }

  /** Returns how many numbers it takes from each row. */
  int width();

  /** Takes the numbers of one used row; rows come in rising order. */
  void take(int query, double[] numbers);

  /** Takes note of a row that is not used. */
  default void leaveOut(int query, RowUse use) {}

  /** Returns the parts in their order. */
  List<Part> finish();
}
