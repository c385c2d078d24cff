package dev.attn.benchmarks;

import dev.attn.aggregate.Aggregators;
import dev.attn.aggregate.HeadFusion;
import dev.attn.tensor.AttentionTensor;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;

/** The heads of each layer as one map. */
public class HeadReduction extends Kernel {

  private AttentionTensor weights = AttentionTensor.copyOf(new float[0][][][]);

  @Override
  public void load() throws IOException {
    weights = read(KernelData.CAUSAL);
  }

  /** Their mean. */
  @Benchmark
  public float[] mean() {
    return work(() -> values(Aggregators.heads(weights, HeadFusion.MEAN)));
  }

  /** The largest weight of each cell. */
  @Benchmark
  public float[] max() {
    return work(() -> values(Aggregators.heads(weights, HeadFusion.MAX)));
  }
}
