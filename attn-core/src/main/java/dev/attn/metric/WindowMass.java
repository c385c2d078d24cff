package dev.attn.metric;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;

/**
 * How much of a row lies near the query, beside what a row that reads all its keys alike has there:
 * Σ a over the keys with -ahead ≤ p - k ≤ back.
 */
final class WindowMass extends RowMetric {

  private static final MetricInfo INFO =
      MetricInfo.of(
              "pos.windowMass",
              "mass: Σ a over -ahead <= p - k <= back; uniform: the same of a = 1/n")
          .meaning("how local it is; the query itself counts, back and ahead leave it out")
          .range("[0, 1]")
          .unit("mass")
          .source("common in work on local attention")
          .variants("mass, uniform; back = 3, ahead = 0 unless given");

  private final int back;
  private final int ahead;

  WindowMass(int back, int ahead) {
    super(INFO, Need.POSITIONS);
    checkArgument(back >= 0, "back must be at least 0, got %s", back);
    checkArgument(ahead >= 0, "ahead must be at least 0, got %s", ahead);
    this.back = back;
    this.ahead = ahead;
  }

  @Override
  List<String> variants(MetricContext context) {
    return List.of("mass", "uniform");
  }

  @Override
  String settings() {
    return "back=" + back + " ahead=" + ahead;
  }

  @Override
  void score(MetricRow row, double[] scores) {
    CompensatedSum mass = new CompensatedSum();
    int inside = 0;
    for (int i = 0; i < row.count(); i++) {
      int before = row.position() - row.key(i);
      if (before >= -ahead && before <= back) {
        mass.add(row.weight(i));
        inside++;
      }
    }
    scores[0] = mass.value();
    scores[1] = (double) inside / row.count();
  }
}
