package dev.attn.metric;

import dev.attn.tensor.Span;
import java.util.Optional;

/**
 * How much a generated token reads the context, the first segment of keys, beside what was
 * generated since: ctx / (ctx + new). Only rows after the context count that may see keys of both.
 *
 * @source Chuang et al. 2024, Lookback Lens, arXiv:2407.07071; not compared with the paper
 */
final class LookbackRatio extends RowMetric {

  private static final MetricInfo INFO =
      MetricInfo.of(
              "seg.lookback",
              "ctx / (ctx + new) of the rows after the first segment of keys: MEAN of means per"
                  + " key, MASS of sums; not without a key of either")
          .meaning("whether generation looks at the context or at itself")
          .range("[0, 1]")
          .source("Chuang et al. 2024, arXiv:2407.07071; not compared with the paper")
          .variants("MEAN (default), MASS")
          .reproduces("Lookback-Lens takes MEAN; other ports take sums");

  private final Lookback weighing;

  LookbackRatio(Lookback weighing) {
    super(INFO, Need.POSITIONS, Need.SEGMENTS);
    this.weighing = weighing;
  }

  @Override
  String settings() {
    return weighing.name();
  }

  @Override
  Optional<String> objection(MetricContext context) {
    return context.keySegments().isEmpty()
        ? Optional.of("key segments must begin with the context for " + id() + ", got none")
        : Optional.empty();
  }

  @Override
  void score(MetricRow row, double[] scores) {
    Span context = row.context().keySegments().get(0);
    int first = row.indexFrom(context.from());
    int border = row.indexFrom(context.to());
    int old = border - first;
    int recent = row.count() - border;
    if (row.position() < context.to() || old == 0 || recent == 0) {
      return;
    }
    double ctx = mass(row, first, border);
    double since = mass(row, border, row.count());
    if (weighing == Lookback.MEAN) {
      ctx /= old;
      since /= recent;
    }
    if (ctx + since > 0) {
      scores[0] = ctx / (ctx + since);
    }
  }

  private static double mass(MetricRow row, int from, int to) {
    CompensatedSum sum = new CompensatedSum();
    for (int i = from; i < to; i++) {
      sum.add(row.weight(i));
    }
    return sum.value();
  }
}
