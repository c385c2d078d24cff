package dev.attn.recompute;

import com.google.common.primitives.ImmutableDoubleArray;
import dev.attn.metric.LogBase;
import dev.attn.metric.MetricRows;
import dev.attn.metric.Provenance;
import dev.attn.metric.RowUse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Keeps the scores of every row instead of their means. */
final class RowList implements RowFold {

  private final double[][] values;
  private final RowUse[][] uses;

  RowList(int parts, int queries) {
    this.values = new double[parts][queries];
    this.uses = new RowUse[parts][queries];
  }

  @Override
  public int width() {
    return values.length;
  }

  @Override
  public void take(int query, double[] scores) {
    for (int part = 0; part < scores.length; part++) {
      values[part][query] = scores[part];
      uses[part][query] = Double.isNaN(scores[part]) ? RowUse.UNDEFINED : RowUse.USED;
    }
  }

  @Override
  public void leaveOut(int query, RowUse use) {
    for (int part = 0; part < values.length; part++) {
      values[part][query] = Double.NaN;
      uses[part][query] = use;
    }
  }

  /** Returns nothing: there is one value for each row. */
  @Override
  public List<Part> finish() {
    return List.of();
  }

  List<MetricRows> rows(List<Provenance> how, int logPower) {
    List<MetricRows> rows = new ArrayList<>();
    for (int part = 0; part < values.length; part++) {
      LogBase base = how.get(part).logBase().orElse(LogBase.NATS);
      double[] converted =
          Arrays.stream(values[part]).map(value -> base.from(value, logPower)).toArray();
      rows.add(
          new MetricRows(
              ImmutableDoubleArray.copyOf(converted), Arrays.asList(uses[part]), how.get(part)));
    }
    return List.copyOf(rows);
  }
}
