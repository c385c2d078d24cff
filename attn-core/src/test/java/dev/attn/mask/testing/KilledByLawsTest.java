package dev.attn.mask.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.CellPredicate;
import dev.attn.mask.MaskShape;
import dev.attn.mask.Masks;
import dev.attn.mask.Trait;
import java.util.Set;
import java.util.function.IntFunction;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Wrong variants of known masks; the named law rejects each and accepts the right one. */
final class KilledByLawsTest {

  private static void assertKilled(ThrowingCallable law, String reason) {
    assertThatThrownBy(law).isExactlyInstanceOf(AssertionError.class).hasMessageContaining(reason);
  }

  private static AttentionMask wrong(int n, CellPredicate cells) {
    return Masks.fromPredicate(MaskShape.square(n), "wrong", cells);
  }

  @Test
  void causal_killsASlidingWindowThatIsAShiftedTriangle() {
    Set<Trait> causal = Set.of(Trait.CAUSAL);
    assertKilled(
        () -> MaskLaws.verify(wrong(8, (q, k) -> k <= q + 2), causal), "breaks it in 13 of 64");
    assertThat(MaskLaws.verify(Masks.slidingWindow(8, 3), causal).holding()).contains(Trait.CAUSAL);
  }

  @Test
  void rowCountsOfWindows_killAWindowThatCountsDistance() {
    assertKilled(() -> assertWindowCounts(Masks.band(8, 3, 0), 3), "row 3 must see 3 keys, got 4");
    assertWindowCounts(Masks.slidingWindow(8, 3), 3);
  }

  private static void assertWindowCounts(AttentionMask mask, int window) {
    for (int p = 0; p < mask.rows(); p++) {
      MaskAssert.that(mask).row(p).hasCellCount(Math.min(p + 1, window));
    }
  }

  @Test
  void decodeLaw_killsTheTopLeftMask() {
    assertKilled(
        () -> MaskLaws.verifyDecoding(s -> Masks.causalTopLeft(s.rows(), s.keys()), 8),
        "POSITION_ONLY");
    assertThat(MaskLaws.verifyDecoding(Masks::causal, 8).holding()).contains(Trait.POSITION_ONLY);
  }

  /** Each of these is the same for n and n + 1 at some n, and yet depends on n. */
  @Test
  void prefixStable_killsFamiliesThatDependOnTheLength() {
    Set<Trait> stable = Set.of(Trait.PREFIX_STABLE);
    IntFunction<AttentionMask> halfPadded = n -> Masks.keysValidFrom(MaskShape.square(n), n / 2);
    IntFunction<AttentionMask> growingChunks = n -> Masks.chunked(MaskShape.square(n), 1 + n / 8);
    assertKilled(
        () -> MaskLaws.verifyFamily(halfPadded, stable, 2, 8),
        "(the mask for 9 tokens, cut to 2, is the mask for 2)");
    assertKilled(
        () -> MaskLaws.verifyFamily(halfPadded, stable, 8),
        "(the mask for 9 tokens, cut to 7, is the mask for 7)");
    assertKilled(
        () -> MaskLaws.verifyFamily(growingChunks, stable, 1, 2, 8),
        "(the mask for 9 tokens, cut to 2, is the mask for 2)");
    assertKilled(
        () -> MaskLaws.verifyFamily(growingChunks, stable, 8),
        "(the mask for 9 tokens, cut to 7, is the mask for 7)");
  }

  @Test
  void prefixStable_isNotListedForAFamilyThatDependsOnTheLength() {
    assertThat(
            MaskLaws.verifyFamily(
                    n -> Masks.keysValidFrom(MaskShape.square(n), n / 2), Set.of(), 2, 8)
                .holding())
        .doesNotContain(Trait.PREFIX_STABLE);
    assertThat(
            MaskLaws.verifyFamily(n -> Masks.chunked(MaskShape.square(n), 1 + n / 8), Set.of(), 8)
                .holding())
        .doesNotContain(Trait.PREFIX_STABLE);
    assertThat(
            MaskLaws.verifyFamily(n -> Masks.chunked(MaskShape.square(n), 3), Set.of(), 8)
                .holding())
        .contains(Trait.PREFIX_STABLE);
  }

  @Test
  void packing_killsDocumentsByRestartingPositions() {
    int[] positions = {0, 1, 2, 0, 1};
    AttentionMask documents = Masks.documentsOfLengths(3, 2);
    assertKilled(
        () ->
            MaskAssert.that(wrong(5, (q, k) -> k <= q && positions[k] <= positions[q]))
                .isSubsetOf(documents),
        "first (3,0)");
    MaskAssert.that(Masks.packedCausal(3, 2)).isSubsetOf(documents);
  }

  @Test
  void selfVisible_killsANeighbourhoodWithHeightAndWidthExchanged() {
    Set<Trait> self = Set.of(Trait.SELF_VISIBLE);
    AttentionMask exchanged =
        wrong(32, (q, k) -> near(q / 4, k / 4, 4, 3) && near(q % 4, k % 4, 8, 3));
    assertKilled(() -> MaskLaws.verify(exchanged, self), "breaks it in 16 of 1,024 cells");
    assertThat(MaskLaws.verify(neighbourhood(8, 4, 3), self).holding())
        .contains(Trait.SELF_VISIBLE);
  }

  @Test
  void rowCountsOfNeighbourhoods_killAnEvenKernelTakenAsOdd() {
    AttentionMask odd = wrong(64, (q, k) -> near(q / 8, k / 8, 8, 5) && near(q % 8, k % 8, 8, 5));
    assertKilled(() -> MaskAssert.that(odd).row(27).hasCellCount(16), "must see 16 keys, got 25");
    MaskAssert.that(neighbourhood(8, 8, 4)).row(27).hasCellCount(16);
  }

  private static AttentionMask neighbourhood(int height, int width, int kernel) {
    return Masks.neighbourhood(
        new int[] {height, width}, new int[] {kernel, kernel}, new int[] {1, 1}, new int[] {0, 0});
  }

  private static boolean near(int x, int y, int size, int kernel) {
    int start = Math.max(0, Math.min(x - kernel / 2, size - kernel));
    return start <= y && y < start + kernel;
  }

  /** Two answers share the prompt in document 0. */
  @Test
  void causal_killsASharedPrefixWithoutItsInequality() {
    int[] document = {0, 0, 0, 1, 1, 2, 2};
    int[] prefix = {0, 0, 0};
    AttentionMask bidirectional =
        wrong(
            7,
            (q, k) -> (document[q] == document[k] && k <= q) || document[k] == prefix[document[q]]);
    AttentionMask right =
        wrong(
            7,
            (q, k) ->
                (document[q] == document[k] && k <= q)
                    || (document[q] != prefix[document[q]] && document[k] == prefix[document[q]]));
    assertKilled(() -> MaskAssert.that(bidirectional).isCausal(), "allows more in 3 of 49 cells");
    MaskAssert.that(right)
        .isCausal()
        .isEqualTo(
            Masks.parse(
                """
                #......
                ##.....
                ###....
                ####...
                #####..
                ###..#.
                ###..##
                """));
  }

  @Test
  void blockedValues_killASoftCapAfterTheMask() {
    double[] scores = {1, 2, 3};
    AttentionMask mask = Masks.causal(3);
    assertKilled(() -> assertBlockedValueIsUnseen(scores, mask, CapOrder.AFTER_MASK), "blocked");
    assertBlockedValueIsUnseen(scores, mask, CapOrder.BEFORE_MASK);
  }

  private enum CapOrder {
    BEFORE_MASK,
    AFTER_MASK
  }

  private static void assertBlockedValueIsUnseen(
      double[] scores, AttentionMask mask, CapOrder order) {
    double before = output(scores, new double[] {1, 1, 1}, mask, order);
    double after = output(scores, new double[] {1, 1, 1e6}, mask, order);
    if (before != after) {
      throw new AssertionError("a blocked value changed the output by " + (after - before));
    }
  }

  /** The output of query 1, which may not see key 2. */
  private static double output(
      double[] scores, double[] values, AttentionMask mask, CapOrder order) {
    double sum = 0;
    double total = 0;
    for (int k = 0; k < 3; k++) {
      boolean allowed = mask.allows(1, k);
      double score = allowed ? scores[k] : Double.NEGATIVE_INFINITY;
      double capped = order == CapOrder.AFTER_MASK || allowed ? 2 * Math.tanh(score / 2) : score;
      total += Math.exp(capped);
      sum += Math.exp(capped) * values[k];
    }
    return sum / total;
  }
}
