package dev.attn.metric;

import com.google.common.primitives.ImmutableDoubleArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Keeps the scores of every row instead of their mean. */
final class RowScores implements Evaluation.Visitor {

  private final RowMetric metric;
  private final MetricContext context;
  private final double[] scores;
  private final double[][] values;
  private final RowUse[][] uses;

  RowScores(RowMetric metric, MetricContext context) {
    this.metric = metric;
    this.context = context;
    int parts = metric.variants(context).size();
    this.scores = new double[parts];
    this.values = new double[parts][context.queries()];
    this.uses = new RowUse[parts][context.queries()];
  }

  @Override
  public void valid(MetricRow row) {
    Arrays.fill(scores, Double.NaN);
    metric.score(row, scores);
    for (int part = 0; part < scores.length; part++) {
      values[part][row.query()] = context.options().logBase().from(scores[part], metric.logPower());
      uses[part][row.query()] = Double.isNaN(scores[part]) ? RowUse.UNDEFINED : RowUse.USED;
    }
  }

  @Override
  public void leftOut(int query, RowUse use) {
    for (int part = 0; part < scores.length; part++) {
      values[part][query] = Double.NaN;
      uses[part][query] = use;
    }
  }

  List<MetricRows> finish(List<Provenance> how) {
    List<MetricRows> rows = new ArrayList<>();
    for (int part = 0; part < scores.length; part++) {
      rows.add(
          new MetricRows(
              ImmutableDoubleArray.copyOf(values[part]), Arrays.asList(uses[part]), how.get(part)));
    }
    return List.copyOf(rows);
  }
}
