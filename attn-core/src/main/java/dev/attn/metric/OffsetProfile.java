package dev.attn.metric;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The mean weight on the key that stands k positions back, for every k, over the rows that may see
 * that key: k = 0 is the token itself, k = 1 the previous one.
 */
final class OffsetProfile extends RowMetric {

  private static final MetricInfo INFO =
      MetricInfo.of(
              "pos.offsetProfile", "a(p - o) for o = 0, 1, ... of the rows that may see that key")
          .meaning("o = 0 is itself, o = 1 the previous token")
          .range("[0, 1]")
          .unit("mass")
          .source("common")
          .variants("k=0, k=1, ...: the offset o");

  OffsetProfile() {
    super(INFO, Need.POSITIONS);
  }

  @Override
  List<String> variants(MetricContext context) {
    return IntStream.range(0, context.keys()).mapToObj(k -> "k=" + k).toList();
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
