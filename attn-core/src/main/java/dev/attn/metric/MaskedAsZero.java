package dev.attn.metric;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * A mean over rows in which every masked row counts as a row that scores 0, for comparison with
 * tools that keep no account of rows: the bertology script of transformers scores a row of zeros
 * with entropy 0 and divides by all rows.
 *
 * <p>Example: an entropy of 0.6 over 2 rows, with 1 more row masked, is 0.4 over 3 rows.
 *
 * @param value the mean over the rows used and the masked ones; NaN if there is neither
 * @param rowsCounted rows used and rows masked
 * @param of the value that leaves masked rows out
 */
public record MaskedAsZero(double value, long rowsCounted, MetricValue of) {

  /** Returns the mean with masked rows as zeros. */
  public static MaskedAsZero of(MetricValue mean) {
    checkArgument(
        mean.how().average() == Average.MICRO,
        "value must be a mean over rows to count masked rows as 0, got average %s",
        mean.how().average());
    long counted = mean.rowsUsed() + mean.rowsMasked();
    double sum = mean.rowsUsed() == 0 ? 0 : mean.value() * mean.rowsUsed();
    return new MaskedAsZero(sum / counted, counted, mean);
  }
}
