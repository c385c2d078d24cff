package dev.attn.metric;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A metric that is the mean, over the valid rows, of a function of one row. */
abstract non-sealed class RowMetric extends DescribedMetric {

  RowMetric(MetricInfo info, Need... needs) {
    super(info, needs);
  }

  /**
   * Scores one valid row.
   *
   * @param scores one entry for each part, NaN on entry; NaN on return means that this row has no
   *     answer and is left out
   */
  abstract void score(MetricRow row, double[] scores);

  @Override
  final Tally start(MetricContext context) {
    return new Means(variants(context).size());
  }

  /** The running means of the parts. */
  private final class Means implements Tally {

    private final CompensatedSum[] sums;
    private final long[] used;
    private final double[] scores;

    Means(int parts) {
      this.sums = Stream.generate(CompensatedSum::new).limit(parts).toArray(CompensatedSum[]::new);
      this.used = new long[parts];
      this.scores = new double[parts];
    }

    @Override
    public void add(MetricRow row) {
      Arrays.fill(scores, Double.NaN);
      score(row, scores);
      for (int i = 0; i < scores.length; i++) {
        if (!Double.isNaN(scores[i])) {
          sums[i].add(scores[i]);
          used[i]++;
        }
      }
    }

    @Override
    public List<PartScore> finish() {
      PartScore[] parts = new PartScore[sums.length];
      Arrays.setAll(parts, i -> PartScore.mean(sums[i].value(), used[i]));
      return List.of(parts);
    }
  }
}
