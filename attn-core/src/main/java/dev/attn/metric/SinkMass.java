package dev.attn.metric;

import java.util.Optional;

/**
 * How much of a row lies on a set of sink keys; rows that may see only sink keys are left out.
 *
 * @source Xiao et al. 2023, Efficient Streaming Language Models with Attention Sinks,
 *     arXiv:2309.17453
 */
final class SinkMass extends RowMetric {

  private static final MetricInfo INFO =
      MetricInfo.of("sink.mass", "Σ a over a set S of keys; not for rows that may see only S")
          .meaning("how much the sinks draw")
          .range("[0, 1]")
          .unit("mass")
          .source("Xiao et al. 2023, arXiv:2309.17453")
          .variants("S = {0} unless given");

  private final KeySet sinks;

  SinkMass(KeySet sinks) {
    super(INFO);
    this.sinks = sinks;
  }

  @Override
  String settings() {
    return "keys=" + sinks;
  }

  @Override
  Optional<String> objection(MetricContext context) {
    return sinks.objection(context, id());
  }

  @Override
  void score(MetricRow row, double[] scores) {
    CompensatedSum mass = new CompensatedSum();
    int seen = 0;
    for (int i = 0; i < sinks.positions().length(); i++) {
      double weight = row.weightAt(row.context().column(sinks.positions().get(i)));
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
