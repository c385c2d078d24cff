package dev.attn.metric;

import java.util.List;

/**
 * Attention to the token itself, to later and to earlier ones, over all valid rows; and to exactly
 * the next and the previous one, over the rows that may see it.
 *
 * @source Clark et al. 2019, What Does BERT Look At, arXiv:1906.04341
 */
final class Direction extends RowMetric {

  private static final MetricInfo INFO =
      MetricInfo.of(
              "pos.direction",
              "Σ a over k = p, over k > p, over k < p; a(p + 1), a(p - 1) of the rows that may see"
                  + " that key")
          .meaning("itself, later, earlier")
          .range("[0, 1]; the first three add up to 1")
          .unit("mass")
          .source("Clark et al. 2019, arXiv:1906.04341")
          .variants("self, forward, backward, +1, -1")
          .reproduces(
              "attention-analysis (Clark 2019) divides its left and right by all rows, which +1 and"
                  + " -1 do not");

  Direction() {
    super(INFO, Need.POSITIONS);
  }

  @Override
  List<String> variants(MetricContext context) {
    return List.of("self", "forward", "backward", "+1", "-1");
  }

  @Override
  void score(MetricRow row, double[] scores) {
    CompensatedSum self = new CompensatedSum();
    CompensatedSum forward = new CompensatedSum();
    CompensatedSum backward = new CompensatedSum();
    for (int i = 0; i < row.count(); i++) {
      int ahead = Integer.compare(row.key(i), row.position());
      CompensatedSum side = ahead == 0 ? self : ahead > 0 ? forward : backward;
      side.add(row.weight(i));
    }
    scores[0] = self.value();
    scores[1] = forward.value();
    scores[2] = backward.value();
    scores[3] = row.weightAt(row.position() + 1);
    scores[4] = row.weightAt(row.position() - 1);
  }
}
