package dev.attn.metric;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.MaskAudit;
import dev.attn.mask.RowRules;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.ElementType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** One pass over the rows of a head that serves any number of metrics. */
final class Evaluation {

  private final List<DescribedMetric> metrics;
  private final MetricContext context;
  private final MetricOptions options;
  private final RowRules rules;
  private final ElementType type;
  private final RowReader reader;
  private final List<List<Provenance>> how;

  Evaluation(
      List<? extends HeadMetric> metrics,
      AttentionMatrix like,
      AttentionMask mask,
      MetricOptions options) {
    this.metrics = metrics.stream().map(metric -> (DescribedMetric) metric).toList();
    this.options = options;
    this.type = like.type();
    this.rules = options.rules(type, like.keys());
    MaskAudit.requireShape(mask, like.queries(), like.keys());
    this.context = new MetricContext(like.queries(), like.keys(), mask, options);
    this.metrics.forEach(metric -> metric.check(context));
    this.reader = new RowReader(context, rules);
    this.how = this.metrics.stream().map(this::provenance).toList();
  }

  /** Returns what holds for every row. */
  MetricContext context() {
    return context;
  }

  /** Returns what counts as a valid row. */
  RowRules rules() {
    return rules;
  }

  /** Takes the rows of a head one by one. */
  interface Visitor {

    /** Takes a valid row; the cursor is reused for the next one. */
    void valid(MetricRow row);

    /** Takes note of a row that no metric may see. */
    void leftOut(int query, RowUse use);
  }

  /**
   * Returns the parts of all metrics for one head.
   *
   * @param place where the head is, for messages: empty or {@code layer 3, head 5, }
   */
  MetricValue[] of(AttentionMatrix weights, String place) {
    SingularValues singular = new SingularValues(context.keys());
    List<Tally> tallies =
        metrics.stream()
            .map(m -> m instanceof MatrixRank rank ? rank.start(singular) : m.start(context))
            .toList();
    Counts counts = new Counts(tallies);
    scan(weights, place, counts);
    List<MetricValue> values = new ArrayList<>();
    for (int i = 0; i < tallies.size(); i++) {
      List<Provenance> parts = how.get(i);
      List<PartScore> scores = tallies.get(i).finish();
      for (int part = 0; part < scores.size(); part++) {
        values.add(counts.value(scores.get(part), parts.get(part), metrics.get(i).logPower()));
      }
    }
    return values.toArray(MetricValue[]::new);
  }

  /** Returns the parts of one metric for every row of one head. */
  List<MetricRows> rows(RowMetric metric, AttentionMatrix weights) {
    RowScores scores = new RowScores(metric, context);
    scan(weights, "", scores);
    return scores.finish(how.get(0));
  }

  /** Shows all rows of a head to {@code visitor}. */
  void scan(AttentionMatrix weights, String place, Visitor visitor) {
    MetricRow row = new MetricRow(context);
    for (int q = 0; q < context.queries(); q++) {
      RowUse use = reader.read(weights, q, place, row);
      if (use == RowUse.USED) {
        visitor.valid(row);
      } else {
        visitor.leftOut(q, use);
      }
    }
  }

  /** Returns what the parts of a metric are, for rows that are averaged. */
  private List<Provenance> provenance(DescribedMetric metric) {
    return metric.variants(context).stream().map(part -> provenance(metric, part)).toList();
  }

  private Provenance provenance(DescribedMetric metric, String variant) {
    int power = metric.logPower();
    return new Provenance(
        metric.id(),
        metric.settings(),
        variant,
        power > 0 ? options.logBase().unit(power) : metric.unit(variant),
        metric.pattern(),
        context.mask().toString(),
        metric.looksAtPositions() ? options.firstQuery() : OptionalInt.empty(),
        rules,
        type,
        options.broken(),
        options.rescaling(),
        Average.MICRO,
        power > 0 ? Optional.of(options.logBase()) : Optional.empty());
  }

  /** Feeds the tallies and counts the rows. */
  private final class Counts implements Visitor {

    private final List<Tally> tallies;
    private long masked;
    private long broken;

    Counts(List<Tally> tallies) {
      this.tallies = tallies;
    }

    @Override
    public void valid(MetricRow row) {
      for (Tally tally : tallies) {
        tally.add(row);
      }
    }

    @Override
    public void leftOut(int query, RowUse use) {
      masked += use == RowUse.MASKED ? 1 : 0;
      broken += use == RowUse.BROKEN ? 1 : 0;
    }

    MetricValue value(PartScore part, Provenance how, int logPower) {
      return new MetricValue(
          options.logBase().from(part.value(), logPower),
          part.rowsUsed(),
          masked,
          broken,
          context.queries() - masked - broken - part.rowsUsed(),
          how.averaged(part.average()));
    }
  }
}
