package dev.attn.metric;

import java.util.List;

/**
 * The Gini index of a row: 2 Σ r a(r) / (n Σ a) - (n + 1)/n over its weights in ascending order, r
 * from 1 to n.
 *
 * <p>A one-hot row has 1 - 1/n, which the corrected part stretches to 1. A row with one allowed key
 * has none, nor has a row of zeros.
 */
final class Gini extends RowMetric {

  private static final MetricInfo INFO =
      MetricInfo.of(
              "row.gini",
              "plain: 2 Σ r a(r) / (n Σ a) - (n + 1)/n over ascending a, r = 1 ... n; corrected:"
                  + " that times n/(n - 1); not for n = 1")
          .meaning("0 is uniform, 1 all on one key")
          .range("plain [0, 1 - 1/n], corrected [0, 1]")
          .source("common")
          .variants("plain, corrected");

  Gini() {
    super(INFO);
  }

  @Override
  List<String> variants(MetricContext context) {
    return List.of("plain", "corrected");
  }

  @Override
  void score(MetricRow row, double[] scores) {
    double n = row.count();
    double sum = row.sum();
    if (n == 1 || sum <= 0) {
      return;
    }
    // 2 r - n - 1 in place of 2 r, so that a uniform row cancels to exactly 0.
    double ranked = row.packed().ranked();
    scores[0] = ranked / (n * sum);
    scores[1] = ranked / ((n - 1) * sum);
  }
}
