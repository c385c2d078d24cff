package dev.attn.metric;

/**
 * The Hellinger distance of two rows: √(1 - Σ √(a b)), computed as √(Σ (√a - √b)² / 2).
 *
 * <p>The two are one for rows that sum to 1 exactly. The second has no cancellation, and is 0 for
 * equal rows whose sum rounding has moved off 1.
 */
final class Hellinger extends CellPairMetric {

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
  public double weight(double stored, int count) {
    return Math.max(stored, 0);
  }

  @Override
  public double aside(double weight) {
    return Math.sqrt(weight);
  }

  @Override
  public double compare(double first, double asideOfFirst, double second, double asideOfSecond) {
    double gap = asideOfFirst - asideOfSecond;
    return gap * gap;
  }

  @Override
  public double score(double sum) {
    return Math.sqrt(sum / 2);
  }
}
