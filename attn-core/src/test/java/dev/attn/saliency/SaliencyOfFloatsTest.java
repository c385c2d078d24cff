package dev.attn.saliency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.Masks;
import dev.attn.saliency.Saliency.Form;
import dev.attn.saliency.Saliency.Options;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.TensorShape;
import dev.attn.tensor.Threads;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Stored floats beside the loop that the formula says. */
final class SaliencyOfFloatsTest {

  private static final int HEADS = 5;
  private static final int TOKENS = 23;
  private static final TensorShape SHAPE = TensorShape.of(2, HEADS, TOKENS, TOKENS);

  private static float[] weights(AttentionMask mask, Random random) {
    float[] values = new float[(int) SHAPE.cells()];
    for (int row = 0; row < 2 * HEADS * TOKENS; row++) {
      double[] exact = new double[TOKENS];
      double sum = 0;
      for (int k = 0; k < TOKENS; k++) {
        exact[k] = mask.allows(row % TOKENS, k) ? Math.exp(4 * random.nextGaussian()) : 0;
        sum += exact[k];
      }
      for (int k = 0; k < TOKENS; k++) {
        values[row * TOKENS + k] = (float) (exact[k] / sum);
      }
    }
    return values;
  }

  private static float[] gradient(Random random) {
    float[] values = new float[(int) SHAPE.cells()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static AttentionMask mask(long seed) {
    return seed % 2 == 0 ? Masks.causal(TOKENS) : Masks.slidingWindow(TOKENS, 6);
  }

  @Property(tries = 60)
  void everySum_isThatOfTheObviousLoop(@ForAll long seed) {
    Random random = new Random(seed);
    AttentionMask mask = mask(seed);
    float[] a = weights(mask, random);
    float[] g = gradient(random);
    GradientSample sample =
        GradientSample.of(AttentionTensor.copyOf(SHAPE, a), AttentionTensor.copyOf(SHAPE, g), mask);
    for (Form form : new Form[] {Form.ABS_OF_SUM, Form.SUM_OF_ABS, Form.SIGNED}) {
      double[] map = Saliency.of(sample, Options.of(form)).map().asArray().toDoubles();
      for (int i = 0; i < map.length; i++) {
        assertThat(map[i]).isCloseTo(obvious(a, g, mask, form, i), within(1e-15));
      }
    }
  }

  private static double obvious(float[] a, float[] g, AttentionMask mask, Form form, int cell) {
    int inHead = cell % (TOKENS * TOKENS);
    int layer = cell / (TOKENS * TOKENS);
    if (!mask.allows(inHead / TOKENS, inHead % TOKENS)) {
      return 0;
    }
    double sum = 0;
    for (int h = 0; h < HEADS; h++) {
      int i = (layer * HEADS + h) * TOKENS * TOKENS + inHead;
      double product = (double) a[i] * g[i];
      sum += form == Form.SUM_OF_ABS ? Math.abs(product) : product;
    }
    return form == Form.ABS_OF_SUM ? Math.abs(sum) : sum;
  }

  @Test
  void gradientOutsideTheMask_isNotLookedAt_andInsideItMustBeFinite() {
    AttentionMask mask = Masks.causal(TOKENS);
    float[] a = weights(mask, new Random(1));
    float[] g = gradient(new Random(2));
    g[TOKENS - 1] = Float.NaN;
    AttentionTensor weights = AttentionTensor.copyOf(SHAPE, a);
    Saliency saliency =
        Saliency.absOfSum(GradientSample.of(weights, AttentionTensor.copyOf(SHAPE, g), mask));
    assertThat(saliency.map().layer(0).head(0).weight(0, TOKENS - 1)).isZero();
    for (int head : new int[] {7, 3}) {
      g[(head * TOKENS + 4) * TOKENS + 2] = Float.NaN;
    }
    AttentionTensor broken = AttentionTensor.copyOf(SHAPE, g);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Saliency.absOfSum(GradientSample.of(weights, broken, mask)))
        .withMessage(
            "weight times gradient must be finite, got NaN at [layer 0, head 3, query 4, key 2]");
  }

  @Test
  void maps_areTheSameForAnyNumberOfThreads() {
    AttentionMask mask = Masks.causal(TOKENS);
    GradientSample sample =
        GradientSample.of(
            AttentionTensor.copyOf(SHAPE, weights(mask, new Random(3))),
            AttentionTensor.copyOf(SHAPE, gradient(new Random(4))),
            mask);
    ExecutorService executor = Executors.newFixedThreadPool(3);
    try {
      AttentionTensor alone = Threads.none().call(() -> Saliency.absOfSum(sample).map());
      for (int count : new int[] {2, 3}) {
        assertThat(Threads.of(executor, count).call(() -> Saliency.absOfSum(sample).map()))
            .isEqualTo(alone);
      }
    } finally {
      executor.shutdownNow();
    }
  }
}
