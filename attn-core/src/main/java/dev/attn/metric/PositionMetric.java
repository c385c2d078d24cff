package dev.attn.metric;

import static com.google.common.base.Preconditions.checkArgument;

/** A row metric that needs to know where a query stands among the keys. */
abstract class PositionMetric extends RowMetric {

  PositionMetric(String id) {
    super(id);
  }

  @Override
  void check(int queries, int keys, MetricOptions options) {
    checkArgument(
        options.positions() == Positions.END_ALIGNED,
        "positions must be END_ALIGNED for %s, got %s; leave this metric out for cross-attention",
        id(),
        options.positions());
    checkArgument(
        queries <= keys,
        "queries must be at most keys for %s, got [%s, %s]; leave this metric out for"
            + " cross-attention",
        id(),
        queries,
        keys);
  }
}
