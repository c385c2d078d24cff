package dev.attn.saliency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attn.mask.Masks;
import dev.attn.mask.RowSumPolicy;
import dev.attn.saliency.Saliency.Form;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.NumericArray;
import dev.attn.tensor.TensorShape;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Inputs are square and not, of every format, with masked rows that hold NaN. */
final class SaliencyPropertyTest {

  private static AttentionTensor map(RandomAttention input, Form form) {
    return map(input.weights(), input, form);
  }

  private static AttentionTensor map(AttentionTensor weights, RandomAttention input, Form form) {
    GradientSample sample = GradientSample.of(weights, input.gradient(), input.mask());
    return Saliency.of(sample, Saliency.Options.of(form).withRowSum(RowSumPolicy.FREE)).map();
  }

  @Property(tries = 200)
  void cells_areWeightTimesGradientInsideTheMask_andZeroOutside(@ForAll long seed) {
    RandomAttention input = RandomAttention.rectangular(seed);
    AttentionTensor signed = map(input, Form.PER_HEAD_SIGNED);
    AttentionTensor abs = map(input, Form.PER_HEAD_ABS);
    TensorShape shape = input.weights().shape();
    for (int head = 0; head < shape.layers() * shape.heads(); head++) {
      int l = head / shape.heads();
      int h = head % shape.heads();
      for (int q = 0; q < shape.queries(); q++) {
        for (int k = 0; k < shape.keys(); k++) {
          double x =
              input.mask().allows(q, k)
                  ? input.weights().layer(l).head(h).weight(q, k)
                      * input.gradient().layer(l).head(h).weight(q, k)
                  : 0;
          assertThat(signed.layer(l).head(h).weight(q, k)).isEqualTo(x);
          assertThat(abs.layer(l).head(h).weight(q, k)).isEqualTo(Math.abs(x));
        }
      }
    }
  }

  @Property(tries = 100)
  void law17_absOfSum_isTheMagnitudeOfSigned_andNeverAboveSumOfAbs(@ForAll long seed) {
    RandomAttention input = RandomAttention.rectangular(seed);
    double[] absOfSum = map(input, Form.ABS_OF_SUM).asArray().toDoubles();
    double[] sumOfAbs = map(input, Form.SUM_OF_ABS).asArray().toDoubles();
    double[] signed = map(input, Form.SIGNED).asArray().toDoubles();
    for (int i = 0; i < signed.length; i++) {
      assertThat(absOfSum[i]).isEqualTo(Math.abs(signed[i]));
      assertThat(absOfSum[i]).isLessThanOrEqualTo(sumOfAbs[i] + 1e-15);
    }
  }

  @Property(tries = 100)
  void law6_maskedRowsAndTheNameOfTheFormat_changeNothing(@ForAll long seed) {
    RandomAttention input = RandomAttention.rectangular(seed);
    for (Form form : Form.values()) {
      AttentionTensor expected = map(input, form);
      assertThat(map(input.decoded(), input, form)).isEqualTo(expected);
      assertThat(map(input.withMaskedRows(0.25), input, form)).isEqualTo(expected);
    }
  }

  @Property(tries = 100)
  void law17_rowSum_isTheInnerProductOfOutputAndItsGradient(@ForAll long seed) {
    Random random = new Random(seed);
    int tokens = 1 + random.nextInt(5);
    double[] weights = new double[tokens * tokens];
    double[] slopes = new double[tokens * tokens];
    double[] values = random.doubles(tokens, -1, 1).toArray();
    double[] outputSlope = random.doubles(tokens, -1, 1).toArray();
    for (int q = 0; q < tokens; q++) {
      for (int k = 0; k < tokens; k++) {
        weights[q * tokens + k] = 1.0 / tokens;
        slopes[q * tokens + k] = outputSlope[q] * values[k];
      }
    }
    AttentionTensor tensor = NumericArray.copyOf(weights, tokens, tokens).asAttention();
    AttentionTensor gradient = NumericArray.copyOf(slopes, tokens, tokens).asAttention();
    GradientSample sample = GradientSample.of(tensor, gradient, Masks.full(tokens));
    AttentionTensor x = Saliency.perHeadSigned(sample).map();
    double output = 0;
    for (double value : values) {
      output += value / tokens;
    }
    for (int q = 0; q < tokens; q++) {
      double sum = 0;
      for (double cell : x.layer(0).head(0).row(q)) {
        sum += cell;
      }
      assertThat(sum).isCloseTo(outputSlope[q] * output, within(1e-14));
    }
  }

  @Property(tries = 50)
  void permutedHeads_permuteTheirMapsAndKeepTheLayerMap(@ForAll long seed) {
    RandomAttention input = RandomAttention.rectangular(seed);
    RandomAttention turned =
        new RandomAttention(
            rotateHeads(input.weights()), rotateHeads(input.gradient()), input.mask());
    assertThat(map(turned, Form.PER_HEAD_ABS))
        .isEqualTo(rotateHeads(map(input, Form.PER_HEAD_ABS)));
    assertThat(map(turned, Form.SIGNED).asArray().toDoubles())
        .containsExactly(map(input, Form.SIGNED).asArray().toDoubles(), within(1e-15));
  }

  private static AttentionTensor rotateHeads(AttentionTensor tensor) {
    int heads = tensor.shape().heads();
    return AttentionTensor.computed(
        tensor.shape(),
        tensor.type(),
        (l, h, q, row) -> tensor.layer(l).head((h + 1) % heads).row(q, row));
  }
}
