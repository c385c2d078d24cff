package dev.attn.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.Masks;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.TensorShape;
import dev.attn.tensor.Threads;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fast paths of rows of floats against the obvious loops. */
final class FastRowsTest {

  @Test
  void logarithm_keepsItsBudget() {
    int step = 997;
    for (int bits = Float.floatToIntBits(Float.MIN_NORMAL);
        bits < Float.floatToIntBits(2);
        bits += step) {
      float a = Float.intBitsToFloat(bits);
      double exact = Math.log(a);
      double error = Math.abs(LogSums.ln(a) - exact);
      assertThat(error).as("ln %s", a).isLessThanOrEqualTo(a < 1 ? 6e-11 : 9.4e-10);
      assertThat(error)
          .as("ln %s", a)
          .isLessThanOrEqualTo((a < 1 ? 1.6e-8 : 1.2e-7) * Math.abs(exact));
    }
    assertThat(LogSums.ln(1)).isZero();
  }

  @Test
  void weightOfZero_addsNothing() {
    LogSums sums = new LogSums();
    sums.of(new float[] {0, 1, 0}, 3);
    assertThat(sums.first()).isZero();
    assertThat(sums.second()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 47, 48, 49, 1000, 5000})
  void floats_areSortedAsTheJdkSortsThem(int count) {
    Random random = new Random(count);
    for (int kind = 0; kind < 4; kind++) {
      float[] values = new float[count];
      for (int i = 0; i < count; i++) {
        values[i] =
            switch (kind) {
              case 0 -> random.nextFloat();
              case 1 -> random.nextInt(3);
              case 2 -> Float.intBitsToFloat(random.nextInt(Float.floatToIntBits(1)));
              default -> (float) Math.exp(20 * random.nextGaussian()) % 1;
            };
      }
      float[] expected = values.clone();
      Arrays.sort(expected);
      FloatSort sort = new FloatSort(5000);
      sort.sort(values, count);
      assertThat(Arrays.copyOf(sort.sorted(), count)).isEqualTo(expected);
    }
  }

  @Test
  void entropy_isThatOfTheObviousLoop() {
    int n = 200;
    AttentionTensor weights = softmax(1, 1, n);
    AttentionMask mask = Masks.causal(n);
    double mean = 0;
    for (int q = 0; q < n; q++) {
      double entropy = 0;
      for (double a : weights.layer(0).head(0).row(q)) {
        entropy -= a > 0 ? a * Math.log(a) : 0;
      }
      mean += entropy / n;
    }
    MetricValue value =
        HeadMetrics.evaluate(
                List.of(HeadMetrics.named("row.entropy")),
                weights.layer(0).head(0),
                mask,
                MetricOptions.defaults())
            .get(0);
    assertThat(value.value()).isCloseTo(mean, within(1e-8 * mean));
  }

  @Test
  void metrics_areTheSameForAnyNumberOfThreads() {
    AttentionTensor weights = softmax(2, 3, 64);
    ExecutorService executor = Executors.newFixedThreadPool(3);
    try {
      List<MetricGrid> alone = Threads.none().call(() -> all(weights));
      assertThat(Threads.of(executor, 2).call(() -> all(weights))).isEqualTo(alone);
      assertThat(Threads.of(executor, 3).call(() -> all(weights))).isEqualTo(alone);
    } finally {
      executor.shutdownNow();
    }
  }

  private static List<MetricGrid> all(AttentionTensor weights) {
    return HeadMetrics.evaluate(
        List.of(
            HeadMetrics.named("row.entropy"),
            HeadMetrics.named("row.gini"),
            HeadMetrics.named("row.nucleus"),
            HeadMetrics.named("pos.distance")),
        weights,
        Masks.causal(weights.shape().keys()),
        MetricOptions.defaults());
  }

  private static AttentionTensor softmax(int layers, int heads, int n) {
    Random random = new Random(11);
    float[] values = new float[layers * heads * n * n];
    for (int row = 0; row < layers * heads * n; row++) {
      double sum = 0;
      double[] scores = new double[row % n + 1];
      for (int k = 0; k < scores.length; k++) {
        scores[k] = Math.exp(2 * random.nextGaussian());
        sum += scores[k];
      }
      for (int k = 0; k < scores.length; k++) {
        values[row * n + k] = (float) (scores[k] / sum);
      }
    }
    return AttentionTensor.copyOf(TensorShape.of(layers, heads, n, n), values);
  }
}
