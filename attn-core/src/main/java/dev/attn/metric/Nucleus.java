package dev.attn.metric;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;

/**
 * The number of keys that a row needs for a share p of its attention: the least k whose k largest
 * weights add up to at least p - 1e-9.
 *
 * <p>Rows of half precision may add up to less than p altogether. They need all n keys, and the
 * part {@code short} tells what share of the rows that was.
 */
final class Nucleus extends RowMetric {

  private static final double SLACK = 1e-9;

  private static final MetricInfo INFO =
      MetricInfo.of(
              "row.nucleus",
              "least k whose k largest a add up to at least p - 1e-9; n if the whole row does not")
          .meaning("how many keys carry a share p")
          .range("whole numbers in [1, n] per row")
          .unit("keys")
          .source("common in work on sparse attention")
          .variants("keys; short: share of the rows that add up to less; p = 0.9 unless given");

  private final double share;

  Nucleus(double share) {
    super(INFO);
    checkArgument(share > 0 && share <= 1, "p must be in (0, 1], got %s", share);
    this.share = share;
  }

  @Override
  List<String> variants(MetricContext context) {
    return List.of("keys", "short");
  }

  @Override
  String unit(String variant) {
    return variant.equals("short") ? "" : info().unit();
  }

  @Override
  String settings() {
    return "p=" + share;
  }

  @Override
  void score(MetricRow row, double[] scores) {
    int needed = row.packed().reach(share - SLACK);
    scores[0] = Math.min(needed, row.count());
    scores[1] = needed > row.count() ? 1 : 0;
  }
}
