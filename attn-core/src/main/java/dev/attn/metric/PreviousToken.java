package dev.attn.metric;

/**
 * The mean weight on the token just before the query, over the rows that may see it: the k = 1 of
 * {@code pos.offsetProfile}.
 *
 * @source Olsson et al. 2022, In-context Learning and Induction Heads, arXiv:2209.11895
 */
final class PreviousToken extends RowMetric {

  private static final MetricInfo INFO =
      MetricInfo.of("pat.previous", "a(p - 1) of the rows that may see that key")
          .meaning("whether it copies from the previous token")
          .range("[0, 1]")
          .unit("mass")
          .source("Olsson et al. 2022, arXiv:2209.11895");

  PreviousToken() {
    super(INFO, Need.POSITIONS);
  }

  @Override
  void score(MetricRow row, double[] scores) {
    scores[0] = row.weightAt(row.position() - 1);
  }
}
