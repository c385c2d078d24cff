package dev.attn.mask;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Masks that others got wrong; each must break a law that the right one keeps. */
final class WrongVariantsTest {

  /** A triangle of ones that is moved up instead of a band. */
  @Test
  void slidingWindowAsAShiftedTriangle_seesTheFuture() {
    AttentionMask wrong =
        Masks.fromPredicate(MaskShape.square(8), "tril(ones, 2)", (q, k) -> k <= q + 2);
    assertThat(wrong.rowCounts()).containsExactly(3, 4, 5, 6, 7, 8, 8, 8);
    assertThat(wrong.minus(Masks.causal(8)).cellCount()).isEqualTo(13);
    assertThat(Masks.slidingWindow(8, 3).isSubsetOf(Masks.causal(8))).isTrue();
  }

  @Test
  void slidingWindowWithTheDistanceAsCount_seesOneKeyTooMany() {
    AttentionMask wrong = Masks.band(8, 3, 0);
    assertThat(wrong.rowCounts()).containsExactly(1, 2, 3, 4, 4, 4, 4, 4);
    assertThat(Masks.slidingWindow(8, 3).rowCounts()).containsExactly(1, 2, 3, 3, 3, 3, 3, 3);
  }

  @Test
  void topLeftInDecoding_losesTheCache() {
    AttentionMask whole = Masks.causal(8);
    AttentionMask row = whole.slice(5, 6, 0, 6);
    assertThat(Masks.causal(MaskShape.decode(5))).isEqualTo(row);
    assertThat(Masks.causalTopLeft(1, 6)).isNotEqualTo(row);
  }

  @Test
  void documentsByRestartingPositions_leakAcrossDocuments() {
    int[] positions = {0, 1, 2, 0, 1};
    AttentionMask wrong =
        Masks.fromPredicate(
            MaskShape.square(5), "position", (q, k) -> k <= q && positions[k] <= positions[q]);
    AttentionMask across = Masks.rectangle(MaskShape.square(5), 3, 5, 0, 3);
    assertThat(wrong.intersects(across)).isTrue();
    assertThat(Masks.packedCausal(3, 2).intersects(across)).isFalse();
  }

  @Test
  void neighbourhoodWithHeightAndWidthExchanged_losesNeighboursAndItself() {
    AttentionMask right = grid(8, 4, 3);
    // The coordinates are those of the 8 x 4 grid, the edges those of a 4 x 8 grid.
    AttentionMask wrong =
        Masks.fromPredicate(
            MaskShape.square(32),
            "exchanged",
            (q, k) -> near(q / 4, k / 4, 4, 3) && near(q % 4, k % 4, 8, 3));
    assertThat(right.rowCounts()).containsOnly(9);
    assertThat(Masks.diagonal(32).isSubsetOf(right)).isTrue();
    assertThat(IntStream.range(0, 32).filter(q -> wrong.row(q).cells() == 6).count()).isEqualTo(8);
    assertThat(IntStream.range(0, 32).filter(q -> !wrong.allows(q, q)).count()).isEqualTo(16);
  }

  @Test
  void neighbourhoodWithAnEvenKernelTakenAsOdd_seesTooManyKeys() {
    AttentionMask wrong =
        Masks.fromPredicate(
            MaskShape.square(64),
            "4 as 5",
            (q, k) -> near(q / 8, k / 8, 8, 5) && near(q % 8, k % 8, 8, 5));
    assertThat(wrong.rowCounts()).containsOnly(25);
    assertThat(grid(8, 8, 4).rowCounts()).containsOnly(16);
  }

  private static AttentionMask grid(int height, int width, int kernel) {
    return Masks.neighbourhood(
        new int[] {height, width}, new int[] {kernel, kernel}, new int[] {1, 1}, new int[] {0, 0});
  }

  /** One axis of a neighbourhood whose window moves inwards at the edges. */
  private static boolean near(int x, int y, int size, int kernel) {
    int start = Math.max(0, Math.min(x - kernel / 2, size - kernel));
    return start <= y && y < start + kernel;
  }
}
