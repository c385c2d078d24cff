package dev.attn.metric;

/**
 * One part of a metric for one head, before it is told what it rests on.
 *
 * @param value the score, in nats where there are logarithms; NaN if there is none
 * @param rowsUsed how many rows entered it
 * @param average how they became one number
 */
record PartScore(double value, long rowsUsed, Average average) {

  /** Returns the mean of row scores that add up to {@code sum}. */
  static PartScore mean(double sum, long rows) {
    return new PartScore(rows == 0 ? Double.NaN : sum / rows, rows, Average.MICRO);
  }

  /** Returns the score of a whole head that rests on {@code rows} rows. */
  static PartScore whole(double value, long rows) {
    return new PartScore(rows == 0 ? Double.NaN : value, rows, Average.WHOLE);
  }

  /** Returns Σ x / Σ y over rows, the pooled mean of rows that count as much as their y. */
  static PartScore ratio(double numerator, double denominator, long rows) {
    return denominator > 0
        ? new PartScore(numerator / denominator, rows, Average.MICRO)
        : new PartScore(Double.NaN, 0, Average.MICRO);
  }
}
