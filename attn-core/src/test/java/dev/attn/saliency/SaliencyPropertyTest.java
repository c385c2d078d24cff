package dev.attn.saliency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.NumericArray;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class SaliencyPropertyTest {

  private static final int TOKENS = 4;

  private static AttentionTensor random(Random random) {
    double[] values = random.doubles(2L * 3 * TOKENS * TOKENS, -1, 1).toArray();
    return NumericArray.copyOf(values, 2, 3, TOKENS, TOKENS).asAttention();
  }

  @Property(tries = 100)
  void absOfSum_isTheMagnitudeOfSigned_andNeverAboveSumOfAbs(@ForAll long seed) {
    AttentionTensor weights = random(new Random(seed));
    AttentionTensor gradient = random(new Random(seed + 1));
    AttentionTensor absOfSum = Saliency.absOfSum(weights, gradient);
    AttentionTensor sumOfAbs = Saliency.sumOfAbs(weights, gradient);
    AttentionTensor signed = Saliency.signed(weights, gradient);
    for (int l = 0; l < 2; l++) {
      for (int q = 0; q < TOKENS; q++) {
        for (int k = 0; k < TOKENS; k++) {
          double cell = absOfSum.layer(l).head(0).weight(q, k);
          assertThat(cell).isEqualTo(Math.abs(signed.layer(l).head(0).weight(q, k)));
          assertThat(cell).isLessThanOrEqualTo(sumOfAbs.layer(l).head(0).weight(q, k) + 1e-15);
        }
      }
    }
  }

  @Property(tries = 100)
  void rowSum_isTheInnerProductOfOutputAndItsGradient(@ForAll long seed) {
    Random random = new Random(seed);
    AttentionMatrix weights = random(random).layer(0).head(0);
    double[] values = random.doubles(TOKENS, -1, 1).toArray();
    double[] outputSlope = random.doubles(TOKENS, -1, 1).toArray();
    float[][][][] stored = new float[1][1][TOKENS][];
    double[] slopes = new double[TOKENS * TOKENS];
    for (int q = 0; q < TOKENS; q++) {
      stored[0][0][q] = new float[TOKENS];
      weights.row(q, stored[0][0][q]);
      for (int k = 0; k < TOKENS; k++) {
        slopes[q * TOKENS + k] = outputSlope[q] * values[k];
      }
    }
    AttentionTensor single = AttentionTensor.copyOf(stored);
    AttentionTensor gradient = NumericArray.copyOf(slopes, TOKENS, TOKENS).asAttention();
    AttentionMatrix x = Saliency.perHeadSigned(single, gradient).layer(0).head(0);
    for (int q = 0; q < TOKENS; q++) {
      double sum = 0;
      double output = 0;
      for (int k = 0; k < TOKENS; k++) {
        sum += x.weight(q, k);
        output += single.layer(0).head(0).weight(q, k) * values[k];
      }
      assertThat(sum).isCloseTo(outputSlope[q] * output, within(1e-14));
    }
  }

  @Property(tries = 50)
  void permutedHeads_permuteTheirMapsAndKeepTheLayerMap(@ForAll long seed) {
    AttentionTensor weights = random(new Random(seed));
    AttentionTensor gradient = random(new Random(seed + 1));
    AttentionTensor turned = Saliency.perHead(rotateHeads(weights), rotateHeads(gradient));
    assertThat(turned).isEqualTo(rotateHeads(Saliency.perHead(weights, gradient)));
    double[] before = Saliency.signed(weights, gradient).asArray().toDoubles();
    double[] after =
        Saliency.signed(rotateHeads(weights), rotateHeads(gradient)).asArray().toDoubles();
    assertThat(after).containsExactly(before, within(1e-15));
  }

  private static AttentionTensor rotateHeads(AttentionTensor tensor) {
    return AttentionTensor.computed(
        tensor.shape(),
        tensor.type(),
        (l, h, q, row) -> tensor.layer(l).head((h + 1) % 3).row(q, row));
  }
}
