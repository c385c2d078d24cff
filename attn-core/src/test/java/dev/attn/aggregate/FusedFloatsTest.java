package dev.attn.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attn.tensor.AttentionLayer;
import dev.attn.tensor.AttentionTensor;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Heads of floats beside {@link FusedRow}, which adds them up with compensation. */
final class FusedFloatsTest {

  private static final int KEYS = 37;

  private static AttentionLayer layer(long seed) {
    Random random = new Random(seed);
    float[][][][] values = new float[1][1 + random.nextInt(14)][2][KEYS];
    for (float[][] head : values[0]) {
      for (float[] row : head) {
        for (int k = 0; k < KEYS; k++) {
          row[k] = (float) (random.nextGaussian() * Math.exp(3 * random.nextGaussian()));
        }
      }
    }
    return AttentionTensor.copyOf(values).layer(0);
  }

  private static double[] obvious(AttentionLayer layer, int query, HeadFusion fusion) {
    FusedRow fused = new FusedRow(fusion, KEYS);
    for (int h = 0; h < layer.heads(); h++) {
      fused.add(layer.head(h).row(query), 1);
    }
    double[] row = new double[KEYS];
    fused.read(row);
    return row;
  }

  @Property(tries = 200)
  void extremes_areTheSame_andSumsButForTheirLastBits(@ForAll long seed) {
    AttentionLayer layer = layer(seed);
    for (HeadFusion fusion : HeadFusion.values()) {
      double[] fast = Aggregators.heads(layer, fusion).row(1);
      double[] exact = obvious(layer, 1, fusion);
      double[] magnitude = magnitudes(layer);
      for (int k = 0; k < KEYS; k++) {
        double slack = fusion.adds() ? 14 * Math.ulp(magnitude[k]) : 0;
        assertThat(fast[k]).isCloseTo(exact[k], within(slack));
      }
    }
  }

  private static double[] magnitudes(AttentionLayer layer) {
    double[] sum = new double[KEYS];
    for (int h = 0; h < layer.heads(); h++) {
      for (int k = 0; k < KEYS; k++) {
        sum[k] += Math.abs(layer.head(h).weight(1, k));
      }
    }
    return sum;
  }

  @Test
  void numbersThatAreNotFinite_stayWhatAPlainSumMakesOfThem() {
    float inf = Float.POSITIVE_INFINITY;
    AttentionTensor weights =
        AttentionTensor.copyOf(
            new float[][][][] {{{{inf, inf, Float.NaN, 0}}, {{1, -inf, 1, -0f}}}});
    double[] sum = Aggregators.heads(weights.layer(0), HeadFusion.SUM).row(0);
    assertThat(sum).containsExactly(inf, Double.NaN, Double.NaN, 0);
    double[] largest = Aggregators.heads(weights.layer(0), HeadFusion.MAX).row(0);
    assertThat(largest).containsExactly(inf, inf, Double.NaN, 0);
    double[] smallest = Aggregators.heads(weights.layer(0), HeadFusion.MIN).row(0);
    assertThat(smallest).containsExactly(1, -inf, Double.NaN, -0.0);
  }
}
