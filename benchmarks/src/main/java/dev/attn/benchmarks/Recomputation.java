package dev.attn.benchmarks;

import dev.attn.mask.Masks;
import dev.attn.recompute.Recompute;
import dev.attn.recompute.StreamOptions;
import dev.attn.recompute.StreamedMetric;
import dev.attn.recompute.StreamedMetrics;
import dev.attn.tensor.NumericArray;
import java.io.IOException;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;

/** Attention from queries and keys of width 64, and its entropy without the matrix. */
public class Recomputation extends Kernel {

  private NumericArray queries = NumericArray.copyOf(new float[0], 0);
  private NumericArray keys = queries;

  @Override
  public void load() throws IOException {
    queries = read(KernelData.QUERY).asArray();
    keys = read(KernelData.KEY).asArray();
  }

  /** All weights. */
  @Benchmark
  public float[] attention() {
    return work(() -> values(Recompute.attention(queries, keys, Masks.causal(n))));
  }

  /** Entropy of every head. */
  @Benchmark
  public double[] streamedEntropy() {
    StreamOptions options = StreamOptions.defaults();
    var entropy = List.of(StreamedMetric.named("row.entropy"));
    var mask = Masks.causal(n);
    return work(() -> StreamedMetrics.evaluate(entropy, queries, keys, mask, options))
        .get(0)
        .asArray()
        .toDoubles();
  }
}
