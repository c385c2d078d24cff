package dev.attn.metric;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The mean weight on the key that stands k positions back, for every k, over the rows that may see
 * that key: k = 0 is the token itself, k = 1 the previous one.
 */
final class OffsetProfile extends PositionMetric {

  OffsetProfile() {
    super("pos.offsetProfile");
  }

  @Override
  List<String> variants(int queries, int keys) {
    return IntStream.range(0, keys).mapToObj(k -> "k=" + k).toList();
  }

  @Override
  void score(MetricRow row, double[] scores) {
    for (int i = 0; i < row.count(); i++) {
      int back = row.position() - row.key(i);
      if (back >= 0) {
        scores[back] = row.weight(i);
      }
    }
  }
}
