package dev.attn.metric;

/**
 * The Hellinger distance of two rows: √(1 - Σ √(a b)), computed as √(Σ (√a - √b)² / 2).
 *
 * <p>The two are one for rows that sum to 1 exactly. The second has no cancellation, and is 0 for
 * equal rows whose sum rounding has moved off 1.
 */
final class Hellinger extends RowPairMetric {

  private static final MetricInfo INFO =
      MetricInfo.of(
              "head.hellinger",
              "√(Σ (√a - √b)² / 2), which is √(1 - Σ √(a b)) for rows that add up to 1")
          .meaning("how unlike two heads are; differences of small weights count more")
          .range("[0, 1]; its square ≤ TVD ≤ √2 times it")
          .source("common");

  Hellinger() {
    super(INFO, RowTotal.MEAN);
  }

  @Override
  RowComparison comparison(MetricRow[] rows, int keys) {
    return new RowComparison() {
      @Override
      double score(int first, int second) {
        MetricRow a = rows[first];
        MetricRow b = rows[second];
        CompensatedSum sum = new CompensatedSum();
        for (int i = 0; i < a.count(); i++) {
          double gap = Math.sqrt(Math.max(a.weight(i), 0)) - Math.sqrt(Math.max(b.weight(i), 0));
          sum.add(gap * gap);
        }
        return Math.sqrt(sum.value() / 2);
      }
    };
  }
}
