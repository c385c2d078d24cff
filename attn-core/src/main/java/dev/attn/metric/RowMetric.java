package dev.attn.metric;

import java.util.List;

/** A metric that is the mean, over the valid rows, of a function of one row. */
abstract non-sealed class RowMetric implements HeadMetric {

  private final String id;

  RowMetric(String id) {
    this.id = id;
  }

  @Override
  public final String id() {
    return id;
  }

  /**
   * Scores one valid row.
   *
   * @param scores one entry for each part, NaN on entry; NaN on return means that this row has no
   *     answer and is left out
   */
  abstract void score(MetricRow row, double[] scores);

  /** Returns the names of the parts for matrices of this size. */
  List<String> variants(int queries, int keys) {
    return List.of("");
  }

  /** Returns the settings of this metric as text, or nothing. */
  String settings() {
    return "";
  }

  /** Returns whether scores are in nats, and so are to be converted to the unit asked for. */
  boolean isLogarithmic() {
    return false;
  }

  /** Refuses matrices that this metric cannot judge. */
  void check(int queries, int keys, MetricOptions options) {}

  @Override
  public final String toString() {
    return settings().isEmpty() ? id : id + "(" + settings() + ")";
  }
}
