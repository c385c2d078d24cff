package dev.attn.metric;

import java.util.Optional;

/**
 * The largest weight of a row; its mean over a head is called the confidence of the head. Keys may
 * be excluded first, as papers do with the end token; rows that may see only those are left out.
 *
 * @source Voita et al. 2019, Analyzing Multi-Head Self-Attention, arXiv:1905.09418; not compared
 *     with the paper
 */
final class LargestWeight extends RowMetric {

  private static final MetricInfo INFO =
      MetricInfo.of("row.max", "max a; over the keys outside S if a set S is excluded")
          .meaning("confidence of the head")
          .range("[1/n, 1]; from 0 if keys are excluded")
          .unit("mass")
          .source(
              "Voita et al. 2019, arXiv:1905.09418, which excludes the end token; not compared"
                  + " with the paper")
          .variants("no key is excluded unless given");

  private final Optional<KeySet> excluded;

  LargestWeight(Optional<KeySet> excluded) {
    super(INFO);
    this.excluded = excluded;
  }

  @Override
  String settings() {
    return excluded.map(set -> "without=" + set).orElse("");
  }

  @Override
  Optional<String> objection(MetricContext context) {
    return excluded.flatMap(set -> set.objection(context, id()));
  }

  @Override
  void score(MetricRow row, double[] scores) {
    if (excluded.isEmpty()) {
      scores[0] = row.packed().largest();
      return;
    }
    for (int i = 0; i < row.count(); i++) {
      if (!excluded.get().hasColumn(row.key(i), row.context())) {
        // The first weight meets NaN, which Math.max would keep.
        scores[0] = scores[0] > row.weight(i) ? scores[0] : row.weight(i);
      }
    }
  }
}
