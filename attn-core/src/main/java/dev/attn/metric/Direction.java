package dev.attn.metric;

import java.util.List;

/**
 * Attention to the token itself, to later and to earlier ones, over all valid rows; and to exactly
 * the next and the previous one, over the rows that may see it.
 *
 * @source Clark et al. 2019, What Does BERT Look At, arXiv:1906.04341
 */
final class Direction extends PositionMetric {

  Direction() {
    super("pos.direction");
  }

  @Override
  List<String> variants(int queries, int keys) {
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
