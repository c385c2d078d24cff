package dev.attn.benchmarks;

import dev.attn.mask.Masks;
import dev.attn.metric.HeadPairs;
import dev.attn.tensor.AttentionTensor;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;

/** The distances of all heads from each other. */
public class PairDistances extends Kernel {

  private AttentionTensor weights = AttentionTensor.copyOf(new float[0][][][]);

  @Override
  public void load() throws IOException {
    weights = read(KernelData.CAUSAL);
  }

  /** The root of the mean Jensen-Shannon divergence. */
  @Benchmark
  public double[] jensenShannon() {
    return work(() -> HeadPairs.distances(weights, Masks.causal(n))).asArray().toDoubles();
  }
}
