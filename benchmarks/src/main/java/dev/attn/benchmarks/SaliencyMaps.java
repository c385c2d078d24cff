package dev.attn.benchmarks;

import dev.attn.mask.Masks;
import dev.attn.saliency.GradientSample;
import dev.attn.saliency.Saliency;
import dev.attn.tensor.AttentionTensor;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;

/** Attention times gradient, heads added up: |Σ A · dL/dA|. */
public class SaliencyMaps extends Kernel {

  private AttentionTensor weights = AttentionTensor.copyOf(new float[0][][][]);
  private AttentionTensor gradient = weights;

  @Override
  public void load() throws IOException {
    weights = read(KernelData.CAUSAL);
    gradient = read(KernelData.GRADIENT);
  }

  /** One map for each layer. */
  @Benchmark
  public float[] absOfSum() {
    return work(
        () ->
            values(Saliency.absOfSum(GradientSample.of(weights, gradient, Masks.causal(n))).map()));
  }
}
