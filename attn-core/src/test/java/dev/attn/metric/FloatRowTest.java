package dev.attn.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.Masks;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.TensorShape;
import dev.attn.tensor.Threads;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/**
 * Rows that are stored as floats, by their kernels, beside the same numbers as doubles, by
 * compensated sums and {@link Math#log}.
 */
final class FloatRowTest {

  /** What the logarithms of floats may move an entropy by, as a share of it. */
  private static final double BUDGET = 1e-7;

  private static final int TOKENS = 90;

  /** Rows of floats under a mask. */
  private static final class Head {

    private final float[][] floats;
    private final AttentionMask mask;

    Head(float[][] floats, AttentionMask mask) {
      this.floats = floats;
      this.mask = mask;
    }

    /** A random head under a causal, sliding or scattered mask, of rows from flat to sharp. */
    static Head of(long seed) {
      Random random = new Random(seed);
      AttentionMask mask =
          switch (random.nextInt(3)) {
            case 0 -> Masks.causal(TOKENS);
            case 1 -> Masks.slidingWindow(TOKENS, 50);
            default -> Masks.full(TOKENS, TOKENS).minus(Masks.slidingWindow(TOKENS, 20));
          };
      float[][] floats = new float[TOKENS][TOKENS];
      for (int q = 0; q < TOKENS; q++) {
        fill(floats[q], mask, q, random.nextDouble() * 15, random);
      }
      return new Head(floats, mask);
    }

    private static void fill(
        float[] row, AttentionMask mask, int query, double sharpness, Random random) {
      double[] exact = new double[row.length];
      double sum = 0;
      for (int k = 0; k < row.length; k++) {
        exact[k] = mask.allows(query, k) ? Math.exp(sharpness * random.nextGaussian()) : 0;
        sum += exact[k];
      }
      for (int k = 0; k < row.length && sum > 0; k++) {
        row[k] = (float) (exact[k] / sum);
      }
    }

    AttentionMatrix asFloats() {
      return AttentionMatrix.copyOf(floats);
    }

    AttentionMatrix asDoubles() {
      double[][] doubles = new double[floats.length][];
      for (int q = 0; q < doubles.length; q++) {
        doubles[q] = new double[TOKENS];
        for (int k = 0; k < TOKENS; k++) {
          doubles[q][k] = floats[q][k];
        }
      }
      return AttentionMatrix.copyOf(doubles);
    }
  }

  private static List<HeadMetric> rowMetrics() {
    return HeadMetrics.usable(TOKENS, TOKENS, MetricOptions.defaults()).stream()
        .filter(RowMetric.class::isInstance)
        .toList();
  }

  @Property(tries = 60)
  void everyRowMetric_agreesWithItsObviousLoop(@ForAll long seed) {
    Head head = Head.of(seed);
    MetricOptions options = MetricOptions.defaults().withTolerance(1e-4);
    for (HeadMetric metric : rowMetrics()) {
      List<MetricRows> fast = HeadMetrics.rows(metric, head.asFloats(), head.mask, options);
      List<MetricRows> exact = HeadMetrics.rows(metric, head.asDoubles(), head.mask, options);
      for (int part = 0; part < exact.size(); part++) {
        for (int q = 0; q < TOKENS; q++) {
          double expected = exact.get(part).value(q);
          assertThat(fast.get(part).use(q)).isEqualTo(exact.get(part).use(q));
          if (fast.get(part).use(q) == RowUse.USED) {
            assertThat(fast.get(part).value(q))
                .as("%s, query %s", metric, q)
                .isCloseTo(expected, within(BUDGET * Math.max(1, Math.abs(expected))));
          }
        }
      }
    }
  }

  @Property(tries = 60)
  void entropy_isExactToAShareOfItself(@ForAll long seed) {
    Head head = Head.of(seed);
    for (int q = 0; q < TOKENS; q++) {
      double exact = 0;
      for (float a : head.floats[q]) {
        exact -= a > 0 ? a * Math.log(a) : 0;
      }
      double fast =
          HeadMetrics.rows(
                  HeadMetrics.named("row.entropy"),
                  head.asFloats().queryRange(q, q + 1),
                  head.mask.slice(q, q + 1, 0, TOKENS),
                  MetricOptions.defaults())
              .get(0)
              .value(0);
      if (!head.mask.row(q).isEmpty()) {
        assertThat(fast).isCloseTo(exact, within(BUDGET * exact + 1e-30));
      }
    }
  }

  @Test
  void uniformFloats_haveNoInequality_exactly() {
    float[][] rows = new float[1][64];
    Arrays.fill(rows[0], 1 / 64f);
    AttentionMatrix uniform = AttentionMatrix.copyOf(rows);
    List<MetricValue> values =
        HeadMetrics.evaluate(
            List.of(HeadMetrics.named("row.gini"), HeadMetrics.named("row.sparsity")),
            uniform,
            Masks.full(1, 64),
            MetricOptions.defaults());
    assertThat(values).extracting(MetricValue::value).containsExactly(0.0, 0.0, 0.0);
  }

  @Test
  void weightOnABlockedKey_ofALongRow_isStillALeak() {
    float[][] rows = Head.of(0).floats;
    AttentionMask mask = Masks.causal(TOKENS);
    for (int q = 0; q < TOKENS; q++) {
      Arrays.fill(rows[q], 0, q + 1, 1f / (q + 1));
      Arrays.fill(rows[q], q + 1, TOKENS, 0);
    }
    rows[40][TOKENS - 1] = 0.5f;
    rows[60][TOKENS - 2] = 0.5f;
    AttentionTensor two = AttentionTensor.copyOf(new float[][][][] {{Head.of(0).floats, rows}});
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                HeadMetrics.evaluate(
                    List.of(HeadMetrics.named("row.entropy")),
                    two.layer(0).head(1),
                    mask,
                    MetricOptions.defaults()))
        .withMessageContaining("BROKEN(LEAK)")
        .withMessageContaining("leaked 0.5 at [query 40]");
  }

  @Test
  void results_areTheSameForAnyNumberOfThreads() {
    float[][][][] heads = new float[2][3][][];
    for (int i = 0; i < 6; i++) {
      heads[i / 3][i % 3] = causal(i);
    }
    AttentionTensor weights = AttentionTensor.copyOf(heads);
    AttentionMask mask = Masks.causal(TOKENS);
    ExecutorService executor = Executors.newFixedThreadPool(3);
    try {
      List<MetricGrid> alone =
          Threads.none()
              .call(
                  () ->
                      HeadMetrics.evaluate(rowMetrics(), weights, mask, MetricOptions.defaults()));
      for (int count : new int[] {2, 3}) {
        List<MetricGrid> shared =
            Threads.of(executor, count)
                .call(
                    () ->
                        HeadMetrics.evaluate(
                            rowMetrics(), weights, mask, MetricOptions.defaults()));
        assertThat(shared).isEqualTo(alone);
      }
    } finally {
      executor.shutdownNow();
    }
  }

  private static float[][] causal(long seed) {
    Random random = new Random(seed);
    float[][] floats = new float[TOKENS][TOKENS];
    for (int q = 0; q < TOKENS; q++) {
      Head.fill(floats[q], Masks.causal(TOKENS), q, 3, random);
    }
    return floats;
  }

  @Test
  void firstBrokenHead_isTheOneThatIsNamed_whoeverFindsIt() {
    TensorShape shape = TensorShape.of(1, 8, TOKENS, TOKENS);
    float[] cells = new float[(int) shape.cells()];
    for (int h = 0; h < 8; h++) {
      for (int q = 0; q < TOKENS; q++) {
        cells[(h * TOKENS + q) * TOKENS] = h >= 3 && q == 70 ? 0.5f : 1;
      }
    }
    AttentionTensor weights = AttentionTensor.copyOf(shape, cells);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                HeadMetrics.evaluate(
                    rowMetrics(), weights, Masks.causal(TOKENS), MetricOptions.defaults()))
        .withMessageContaining("BROKEN(SUM)")
        .withMessageContaining("at [layer 0, head 3, query 70]");
  }
}
