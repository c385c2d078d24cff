package dev.attn.metric;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;

/**
 * How much of a row lies on a set of sink keys; rows that may see only sink keys are left out.
 *
 * @source Xiao et al. 2023, Efficient Streaming Language Models with Attention Sinks,
 *     arXiv:2309.17453
 */
final class SinkMass extends RowMetric {

  private final int[] sinks;

  private SinkMass(int[] sinks) {
    super("sink.mass");
    this.sinks = sinks;
  }

  static SinkMass of(int... keys) {
    checkArgument(keys.length > 0, "keys must name at least one key, got none");
    int[] sinks = Arrays.stream(keys).distinct().sorted().toArray();
    checkArgument(sinks[0] >= 0, "key must be at least 0, got %s", sinks[0]);
    return new SinkMass(sinks);
  }

  @Override
  String settings() {
    return "keys=" + Arrays.toString(sinks);
  }

  @Override
  void check(int queries, int keys, MetricOptions options) {
    int last = sinks[sinks.length - 1];
    checkArgument(last < keys, "key must be in [0, %s) for sink.mass, got %s", keys, last);
  }

  @Override
  void score(MetricRow row, double[] scores) {
    CompensatedSum mass = new CompensatedSum();
    int seen = 0;
    for (int sink : sinks) {
      double weight = row.weightAt(sink);
      if (!Double.isNaN(weight)) {
        mass.add(weight);
        seen++;
      }
    }
    if (seen < row.count()) {
      scores[0] = mass.value();
    }
  }
}
