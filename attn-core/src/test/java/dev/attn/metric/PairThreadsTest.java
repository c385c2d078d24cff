package dev.attn.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.Masks;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.ElementType;
import dev.attn.tensor.TensorShape;
import dev.attn.testing.OnThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** So many heads that threads share each row: not one bit depends on them. */
final class PairThreadsTest {

  private static final int TOKENS = 120;

  private static AttentionTensor weights() {
    return AttentionTensor.computed(
        TensorShape.of(2, 12, TOKENS, TOKENS),
        ElementType.F64,
        (l, h, q, row) -> {
          Random random = new Random(31L * (31L * l + h) + q);
          double sum = 0;
          for (int k = 0; k <= q; k++) {
            row[k] = Math.pow(random.nextDouble(), 4);
            sum += row[k];
          }
          for (int k = 0; k < row.length; k++) {
            row[k] = k <= q ? row[k] / sum : 0;
          }
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void threads_changeNotOneBit(int threads) {
    AttentionTensor weights = weights();
    AttentionMask mask = Masks.causal(TOKENS);
    List<PairMetric> metrics = new ArrayList<>(HeadPairs.all());
    metrics.add(HeadPairs.topKeyOverlap(5));
    MetricOptions options = MetricOptions.defaults();
    List<PairGrid> alone =
        OnThreads.with(1, () -> HeadPairs.evaluate(metrics, weights, mask, options));
    assertThat(OnThreads.with(threads, () -> HeadPairs.evaluate(metrics, weights, mask, options)))
        .isEqualTo(alone);
  }
}
