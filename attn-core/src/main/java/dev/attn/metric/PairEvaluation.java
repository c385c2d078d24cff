package dev.attn.metric;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.MaskAudit;
import dev.attn.mask.RowRules;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.ElementType;
import dev.attn.tensor.Threads;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One pass over the rows of several heads that serves any number of pair metrics: the rows of one
 * query in all heads are held at a time.
 */
final class PairEvaluation {

  /** Pairs times keys from which threads share a row. */
  private static final long SHARED_FROM = 1 << 15;

  private final List<RowPairMetric> metrics;
  private final List<AttentionMatrix> heads;
  private final List<String> places;
  private final AttentionMask mask;
  private final int queries;
  private final int keys;

  /**
   * Prepares a pass.
   *
   * @param places where each head is, for messages: {@code layer 3, head 5, }
   */
  PairEvaluation(
      List<PairMetric> metrics,
      List<AttentionMatrix> heads,
      List<String> places,
      AttentionMask mask) {
    this.metrics = metrics.stream().map(metric -> (RowPairMetric) metric).toList();
    this.heads = heads;
    this.places = places;
    this.mask = mask;
    this.queries = heads.get(0).queries();
    this.keys = heads.get(0).keys();
    MaskAudit.requireShape(mask, queries, keys);
  }

  /** Returns, for each metric, the scores of head i against the heads i, i + 1, ... for each i. */
  List<List<MetricValue>> of(MetricOptions options) {
    Pass pass = new Pass(options);
    for (int q = 0; q < queries; q++) {
      pass.row(q);
    }
    return pass.sums.stream().map(pass::finish).toList();
  }

  /** The format whose rounding moves row sums most. */
  private ElementType coarsestType() {
    ElementType coarsest = heads.get(0).type();
    for (AttentionMatrix head : heads) {
      coarsest = slack(head.type()) > slack(coarsest) ? head.type() : coarsest;
    }
    return coarsest;
  }

  private double slack(ElementType type) {
    return RowRules.of(type, keys).tolerance().orElse(Double.POSITIVE_INFINITY);
  }

  /** The rows of one query after the other. */
  private final class Pass {

    private final MetricOptions options;
    private final ElementType type = coarsestType();
    private final RowRules rules;
    private final RowReader reader;
    private final MetricRow[] rows = new MetricRow[heads.size()];
    private final boolean[] broken = new boolean[heads.size()];
    private final boolean[] usable = new boolean[heads.size()];
    private final long[] brokenRows = new long[Triangle.cells(heads.size())];
    private final List<PairSums> sums;
    private long masked;

    Pass(MetricOptions options) {
      this.options = options;
      this.rules = options.rules(type, keys);
      MetricContext context = new MetricContext(queries, keys, mask, options);
      this.reader = new RowReader(context, rules);
      Arrays.setAll(rows, i -> new MetricRow(context));
      this.sums =
          metrics.stream()
              .map(metric -> new PairSums(metric, metric.comparison(rows, keys), heads.size()))
              .toList();
    }

    void row(int query) {
      if (mask.row(query).isEmpty()) {
        masked++;
        return;
      }
      threads().forEach(rows.length, head -> load(head, query));
      countBroken();
      threads()
          .forEach(
              rows.length,
              head -> {
                for (PairSums sum : sums) {
                  sum.add(head, usable);
                }
              });
    }

    /** Returns who shares the work of one row: it must be worth the trouble. */
    private Threads threads() {
      boolean large = (long) brokenRows.length * keys >= SHARED_FROM;
      return large ? Threads.current() : Threads.none();
    }

    private void load(int head, int query) {
      RowUse use = reader.read(heads.get(head), query, places.get(head), rows[head]);
      broken[head] = use == RowUse.BROKEN;
      usable[head] = use == RowUse.USED;
      for (PairSums sum : sums) {
        sum.load(head);
      }
    }

    private void countBroken() {
      int pair = 0;
      for (int i = 0; i < broken.length; i++) {
        for (int j = i; j < broken.length; j++) {
          brokenRows[pair++] += broken[i] || broken[j] ? 1 : 0;
        }
      }
    }

    List<MetricValue> finish(PairSums sum) {
      Provenance how = provenance(sum.metric());
      int power = sum.metric().isLogarithmic() ? 1 : 0;
      List<MetricValue> values = new ArrayList<>();
      for (int pair = 0; pair < brokenRows.length; pair++) {
        long used = sum.used(pair);
        long undefined = queries - masked - brokenRows[pair] - used;
        values.add(
            new MetricValue(
                options.logBase().from(sum.total(pair), power),
                used,
                masked,
                brokenRows[pair],
                undefined,
                how));
      }
      return values;
    }

    private Provenance provenance(RowPairMetric metric) {
      return new Provenance(
          metric.id(),
          metric.settings(),
          "",
          metric.isLogarithmic() ? options.logBase().unit(1) : metric.info().unit(),
          "",
          mask.toString(),
          OptionalInt.empty(),
          rules,
          type,
          options.broken(),
          options.rescaling(),
          metric.total() == RowTotal.MEAN ? Average.MICRO : Average.WHOLE,
          metric.isLogarithmic() ? Optional.of(options.logBase()) : Optional.empty());
    }
  }
}
