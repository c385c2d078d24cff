package dev.attn.benchmarks;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.Masks;
import dev.attn.saliency.Rollout;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.AttentionTensor;
import java.io.IOException;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** The product of all layers, residual connections joined. */
public class RolloutProduct extends Kernel {

  /** What every query may attend to. */
  @Param({"causal", "full"})
  public String mask = "causal";

  private AttentionTensor weights = AttentionTensor.copyOf(new float[0][][][]);

  @Override
  public void load() throws IOException {
    weights = read(mask.equals("causal") ? KernelData.CAUSAL : KernelData.FULL);
  }

  /** Ours. */
  @Benchmark
  public AttentionMatrix product() {
    AttentionMask allowed = mask.equals("causal") ? Masks.causal(n) : Masks.full(n, n);
    return work(() -> Rollout.of(weights, allowed).map());
  }

  /** The matrix product of Commons Math, with layers joined as above; one head only. */
  @Benchmark
  public double[][] commonsMath() {
    RealMatrix map = joined(0);
    for (int l = 1; l < layers; l++) {
      map = joined(l).multiply(map);
    }
    return map.getData();
  }

  private RealMatrix joined(int layer) {
    double[][] rows = new double[n][];
    for (int q = 0; q < n; q++) {
      rows[q] = weights.layer(layer).head(0).row(q);
      for (int k = 0; k < n; k++) {
        rows[q][k] = rows[q][k] / 2;
      }
      rows[q][q] += 0.5;
    }
    return new Array2DRowRealMatrix(rows, false);
  }
}
