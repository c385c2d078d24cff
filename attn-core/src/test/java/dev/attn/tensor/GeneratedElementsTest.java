package dev.attn.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** A prompt and the steps after it, as one square tensor. */
final class GeneratedElementsTest {

  private static final AttentionTensor PROMPT =
      AttentionTensor.copyOf(new float[][][][] {{{{1, 0}, {0.5f, 0.5f}}}});
  private static final AttentionTensor STEP =
      AttentionTensor.copyOf(new float[][][][] {{{{0.25f, 0.25f, 0.5f}}}});

  @Test
  void example_fillsKeysToComeWithZero() {
    AttentionMatrix head = AttentionTensor.generated(PROMPT, List.of(STEP)).layer(0).head(0);
    assertThat(head)
        .isEqualTo(
            AttentionMatrix.copyOf(
                new float[][] {{1, 0, 0}, {0.5f, 0.5f, 0}, {0.25f, 0.25f, 0.5f}}));
    assertThat(head.fitsFloat()).isTrue();
  }

  @Test
  void noSteps_giveThePrompt() {
    assertThat(AttentionTensor.generated(PROMPT, List.of())).isEqualTo(PROMPT);
  }

  /** Cuts a causal tensor into a prompt and steps, and puts it together again. */
  @Property
  void cutTensor_isPutTogetherAgain(
      @ForAll @IntRange(min = 0, max = 4) int prompt,
      @ForAll @Size(max = 5) List<@IntRange(min = 1, max = 3) Integer> rows,
      @ForAll @IntRange(min = 1, max = 3) int heads) {
    int n = prompt + rows.stream().mapToInt(r -> r).sum();
    AttentionTensor whole = causal(2, heads, 0, n, n).inMemory();
    List<AttentionTensor> steps = new ArrayList<>();
    int before = prompt;
    for (int count : rows) {
      steps.add(causal(2, heads, before, count, before + count));
      before += count;
    }
    AttentionTensor generated =
        AttentionTensor.generated(causal(2, heads, 0, prompt, prompt), steps);
    assertThat(generated).isEqualTo(whole);
    float[] floats = new float[n];
    for (int q = 0; q < n; q++) {
      generated.layer(1).head(heads - 1).row(q, floats);
      for (int k = 0; k < n; k++) {
        assertThat(floats[k]).isEqualTo((float) whole.layer(1).head(heads - 1).weight(q, k));
        assertThat(generated.layer(1).head(heads - 1).keyRange(k, n).row(q))
            .isEqualTo(whole.layer(1).head(heads - 1).keyRange(k, n).row(q));
      }
    }
  }

  private static AttentionTensor causal(int layers, int heads, int first, int queries, int keys) {
    return AttentionTensor.computed(
        TensorShape.of(layers, heads, queries, keys),
        ElementType.F32,
        (layer, head, query, row) -> {
          for (int k = 0; k < row.length; k++) {
            row[k] =
                k <= first + query ? 1 + layer + head * 10 + (first + query) * 100 + k / 7.0 : 0;
          }
        });
  }

  @Test
  void promptThatIsNotSquare_isAnError() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AttentionTensor.generated(STEP, List.of()))
        .withMessage("prefill must have as many keys as queries, got [1, 1, 1, 3]");
  }

  @Test
  void stepOfOtherHeads_isAnError() {
    AttentionTensor wide = AttentionTensor.copyOf(TensorShape.of(1, 2, 1, 3), new float[6]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AttentionTensor.generated(PROMPT, List.of(wide)))
        .withMessage("step 0 must have 1 layers and 1 heads like the prefill, got [1, 2, 1, 3]");
  }

  @Test
  void stepWithoutRows_isAnError() {
    AttentionTensor none = AttentionTensor.copyOf(TensorShape.of(1, 1, 0, 2), new float[0]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AttentionTensor.generated(PROMPT, List.of(none)))
        .withMessage("step 0 must have at least one row, got [1, 1, 0, 2]");
  }

  @Test
  void stepWhoseCacheLostKeys_isAnError() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AttentionTensor.generated(PROMPT, List.of(STEP, STEP)))
        .withMessage("step 1 must have 4 keys, the 3 so far and its own 1, got 3");
  }

  @Test
  void stepOfAnotherType_isAnError() {
    AttentionTensor exact =
        AttentionTensor.computed(
            TensorShape.of(1, 1, 1, 3), ElementType.F64, (layer, head, query, row) -> row[0] = 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AttentionTensor.generated(PROMPT, List.of(exact)))
        .withMessage("step 0 must be of type f32 like the prefill, got f64");
  }
}
