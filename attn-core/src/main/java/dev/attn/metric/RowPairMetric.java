package dev.attn.metric;

/** A pair metric that is the mean or the sum, over rows, of a function of two rows. */
abstract non-sealed class RowPairMetric implements PairMetric {

  private final MetricInfo info;
  private final RowTotal total;

  RowPairMetric(MetricInfo info, RowTotal total) {
    this.info = info;
    this.total = total;
  }

  @Override
  public final MetricInfo info() {
    return info;
  }

  final RowTotal total() {
    return total;
  }

  /**
   * Returns what compares the rows of heads that are held, one row at a time, in {@code rows}.
   *
   * @param keys the most keys that a row can have
   */
  abstract RowComparison comparison(MetricRow[] rows, int keys);

  /** Returns the settings of this metric as text, or nothing. */
  String settings() {
    return "";
  }

  /** Returns whether scores are in nats, and so are to be converted to the unit asked for. */
  boolean isLogarithmic() {
    return false;
  }

  @Override
  public final String toString() {
    return settings().isEmpty() ? id() : id() + "(" + settings() + ")";
  }

  /**
   * Compares the rows that one query has in several heads. Several threads load different heads,
   * and then compare pairs, at the same time.
   */
  abstract static class RowComparison {

    /** Notices that one head has moved to a new row. */
    void load(int head) {}

    /** Returns the score of the rows of two heads; NaN if there is none. */
    abstract double score(int first, int second);
  }
}
