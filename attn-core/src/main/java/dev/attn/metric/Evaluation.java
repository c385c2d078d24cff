package dev.attn.metric;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.MaskAudit;
import dev.attn.mask.RowRules;
import dev.attn.mask.RowState;
import dev.attn.mask.RowSumPolicy;
import dev.attn.mask.RowVerdict;
import dev.attn.mask.Runs;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.ElementType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One pass over the rows of a head that serves any number of metrics. */
final class Evaluation {

  private final List<RowMetric> metrics;
  private final AttentionMask mask;
  private final MetricOptions options;
  private final int queries;
  private final int keys;
  private final RowRules rules;
  private final ElementType type;
  private final Runs[] allowed;

  Evaluation(
      List<HeadMetric> metrics, AttentionMatrix like, AttentionMask mask, MetricOptions options) {
    this.metrics = metrics.stream().map(metric -> (RowMetric) metric).toList();
    this.mask = mask;
    this.options = options;
    this.queries = like.queries();
    this.keys = like.keys();
    this.type = like.type();
    this.rules = options.rules(type, keys);
    MaskAudit.requireShape(mask, queries, keys);
    this.metrics.forEach(metric -> metric.check(queries, keys, options));
    this.allowed = new Runs[queries];
    for (int q = 0; q < queries; q++) {
      allowed[q] = mask.row(q);
    }
  }

  /**
   * Returns the parts of all metrics for one head.
   *
   * @param place where the head is, for messages: empty or {@code layer 3, head 5, }
   */
  List<MetricValue> of(AttentionMatrix weights, String place) {
    List<Parts> parts = new ArrayList<>();
    for (RowMetric metric : metrics) {
      parts.add(new Parts(metric));
    }
    MetricRow row = new MetricRow(keys);
    long masked = 0;
    long broken = 0;
    for (int q = 0; q < queries; q++) {
      weights.row(q, row.stored());
      RowVerdict verdict = rules.judge(row.stored(), allowed[q]);
      if (verdict.state() == RowState.VALID) {
        score(row, q, parts);
      } else if (verdict.state() == RowState.MASKED) {
        masked++;
      } else {
        refuseIfAsked(verdict, place, q);
        broken++;
      }
    }
    List<MetricValue> values = new ArrayList<>();
    for (Parts part : parts) {
      part.finish(masked, broken, values);
    }
    return values;
  }

  private void score(MetricRow row, int query, List<Parts> parts) {
    row.moveTo(query + keys - queries, allowed[query]);
    boolean usable =
        options.rowSum() != RowSumPolicy.AT_MOST_ONE
            || row.renormalise(rules.tolerance().orElse(0));
    if (usable) {
      for (Parts part : parts) {
        part.add(row);
      }
    }
  }

  private void refuseIfAsked(RowVerdict verdict, String place, int query) {
    if (options.broken() == BrokenRows.FAIL) {
      throw new IllegalArgumentException(
          "row must be attention under "
              + mask
              + ", got "
              + verdict
              + " at ["
              + place
              + "query "
              + query
              + "]; check the mask, or leave such rows out with MetricOptions.withBroken(SKIP)");
    }
  }

  /** The running means of the parts of one metric. */
  private final class Parts {

    private final RowMetric metric;
    private final List<String> variants;
    private final CompensatedSum[] sums;
    private final long[] used;
    private final double[] scores;

    Parts(RowMetric metric) {
      this.metric = metric;
      this.variants = metric.variants(queries, keys);
      this.sums = new CompensatedSum[variants.size()];
      Arrays.setAll(sums, i -> new CompensatedSum());
      this.used = new long[sums.length];
      this.scores = new double[sums.length];
    }

    void add(MetricRow row) {
      Arrays.fill(scores, Double.NaN);
      metric.score(row, scores);
      for (int i = 0; i < scores.length; i++) {
        if (!Double.isNaN(scores[i])) {
          sums[i].add(scores[i]);
          used[i]++;
        }
      }
    }

    void finish(long masked, long broken, List<MetricValue> values) {
      Provenance how = provenance();
      LogBase unit = how.logBase().orElse(LogBase.NATS);
      for (int i = 0; i < sums.length; i++) {
        double mean = used[i] == 0 ? Double.NaN : sums[i].value() / used[i];
        long undefined = queries - masked - broken - used[i];
        values.add(
            new MetricValue(
                unit.from(mean),
                used[i],
                masked,
                broken,
                undefined,
                how.withVariant(variants.get(i))));
      }
    }

    private Provenance provenance() {
      return new Provenance(
          metric.id(),
          metric.settings(),
          "",
          mask.toString(),
          rules,
          type,
          options.broken(),
          options.rescaling(),
          Average.MICRO,
          metric.isLogarithmic() ? Optional.of(options.logBase()) : Optional.empty());
    }
  }
}
