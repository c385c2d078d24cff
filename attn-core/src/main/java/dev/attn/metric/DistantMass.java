package dev.attn.metric;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Optional;

/**
 * How much of a row lies neither on sinks nor on the keys just before the query: what a head that
 * keeps only those would lose. A key that is both counts once.
 *
 * <p>It is the sum over the other keys, which for rows that add up to 1 is 1 minus the mass on
 * sinks and window.
 *
 * @source the split follows Xiao et al. 2024, DuoAttention, arXiv:2410.10819
 */
final class DistantMass extends RowMetric {

  private static final MetricInfo INFO =
      MetricInfo.of(
              "sink.distant",
              "Σ a over the keys outside S with p - k < 0 or p - k > back; for rows that add up to 1"
                  + " exactly, 1 - the mass on S and window")
          .meaning("what streaming attention would lose")
          .range("[0, 1]")
          .unit("mass")
          .source("split after Xiao et al. 2024, DuoAttention, arXiv:2410.10819")
          .variants("S = {0}, back = 3 unless given");

  private final KeySet sinks;
  private final int back;

  DistantMass(KeySet sinks, int back) {
    super(INFO, Need.POSITIONS);
    checkArgument(back >= 0, "back must be at least 0, got %s", back);
    this.sinks = sinks;
    this.back = back;
  }

  @Override
  String settings() {
    return "keys=" + sinks + " back=" + back;
  }

  @Override
  Optional<String> objection(MetricContext context) {
    return sinks.objection(context, id());
  }

  @Override
  void score(MetricRow row, double[] scores) {
    CompensatedSum mass = new CompensatedSum();
    for (int i = 0; i < row.count(); i++) {
      int before = row.position() - row.key(i);
      boolean near = before >= 0 && before <= back;
      if (!near && !sinks.hasColumn(row.key(i), row.context())) {
        mass.add(row.weight(i));
      }
    }
    scores[0] = mass.value();
  }
}
