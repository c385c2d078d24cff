package dev.attn.benchmarks;

import dev.attn.mask.Masks;
import dev.attn.metric.HeadMetric;
import dev.attn.metric.HeadMetrics;
import dev.attn.metric.MetricGrid;
import dev.attn.metric.MetricOptions;
import dev.attn.tensor.AttentionTensor;
import java.io.IOException;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;

/** Metrics of rows under a causal mask: one of them, and all in one pass. */
public class RowMetricsPass extends Kernel {

  private AttentionTensor weights = AttentionTensor.copyOf(new float[0][][][]);

  @Override
  public void load() throws IOException {
    weights = read(KernelData.CAUSAL);
  }

  /** Entropy alone. */
  @Benchmark
  public double[] entropy() {
    return grids(List.of(HeadMetrics.named("row.entropy")));
  }

  /** All metrics of the shape of a row. */
  @Benchmark
  public double[] allRowMetrics() {
    return grids(
        HeadMetrics.all().stream().filter(metric -> metric.id().startsWith("row.")).toList());
  }

  private double[] grids(List<HeadMetric> metrics) {
    List<MetricGrid> grids =
        work(
            () ->
                HeadMetrics.evaluate(metrics, weights, Masks.causal(n), MetricOptions.defaults()));
    double[] values = new double[grids.size() * layers * heads];
    for (int part = 0; part < grids.size(); part++) {
      double[] grid = grids.get(part).asArray().toDoubles();
      System.arraycopy(grid, 0, values, part * grid.length, grid.length);
    }
    return values;
  }
}
