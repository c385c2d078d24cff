package dev.attn.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.attn.mask.FlashMaskColumns.Layout;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.TensorShape;
import org.junit.jupiter.api.Test;

/** Small promises that no larger test happens to rely on. */
final class MaskDetailsTest {

  @Test
  void xor_ofTwoChainsWithTheSameParts_isNone() {
    AttentionMask a = Masks.causal(8);
    AttentionMask b = Masks.columns(8, 2, 4);
    assertThat(a.xor(b).xor(b.xor(a))).hasToString("none(8)");
    assertThat(a.xor(b).xor(b)).hasToString("causal(8)");
  }

  @Test
  void self_leavesAMaskWithoutEmptyRowsAsItIs() {
    AttentionMask causal = Masks.causal(4);
    assertThat(EmptyRows.SELF.bind(causal)).isSameAs(causal);
    assertThat(EmptyRows.SELF.bind(Masks.strictlyCausal(3)).toGrid()).isEqualTo("#..\n#..\n##.");
  }

  @Test
  void audit_knowsTheShapeOfTheWeights() {
    AttentionTensor weights = AttentionTensor.copyOf(new float[2][3][1][4]);
    assertThat(Masks.audit(weights, Masks.full(1, 4)).shape())
        .isEqualTo(TensorShape.of(2, 3, 1, 4));
  }

  @Test
  void flashMaskLayouts_countTheirNumbers() {
    assertThat(Layout.values()).extracting(Layout::numbersPerKey).containsExactly(1, 2, 2, 4);
    assertThat(Layout.values())
        .extracting(Layout::isCausal)
        .containsExactly(true, true, false, false);
  }

  @Test
  void tiles_areAllTilesTogether() {
    TileCounts counts = Masks.causal(300).tileCounts(128);
    assertThat(counts).isEqualTo(new TileCounts(3, 3, 3));
    assertThat(counts.tiles()).isEqualTo(9);
  }

  @Test
  void toTree_ofARuleThatCannotSayWhy_endsWithTheExpression() {
    AttentionMask odd = Masks.fromPredicate(MaskShape.square(4), "odd", (q, k) -> k % 2 == 1).not();
    assertThat(odd.explain(1, 2).toTree())
        .isEqualTo(
            """
            (1,2) ALLOWED !fromPredicate(4, "odd"): its part blocks
              BLOCKED fromPredicate(4, "odd")
            """
                .stripTrailing());
  }

  @Test
  void dilatedMask_atTheEndsOfTheIntRange_isStillTransposedAndCut() {
    AttentionMask first =
        Masks.dilated(new MaskShape(2, 3, Integer.MIN_VALUE), 0, Masks.UNBOUNDED, 2);
    assertThat(first.toGrid()).isEqualTo("#.#\n.#.");
    assertThat(first.transpose().toGrid()).isEqualTo("#.\n.#\n#.");
    AttentionMask last =
        Masks.dilated(new MaskShape(3, 3, Integer.MAX_VALUE), Masks.UNBOUNDED, 0, 2);
    assertThat(last.toGrid()).isEqualTo(".#.\n#.#\n.#.");
    assertThat(last.slice(1, 3, 0, 3).toGrid()).isEqualTo("#.#\n.#.");
  }

  @Test
  void columnSets_tooLongToBeWritten_stayTwoParts() {
    int[] even = new int[200];
    int[] fourth = new int[200];
    for (int i = 0; i < 200; i++) {
      even[i] = 4 * i;
      fourth[i] = 4 * i + 2;
    }
    AttentionMask both = Masks.columnSet(800, even).or(Masks.columnSet(800, fourth));
    assertThat(both.node()).isInstanceOf(Combination.class);
    assertThat(both).isEqualTo(Masks.columnStripe(MaskShape.square(800), 2, 0));
    assertThat(Masks.parseExpression(both.toString())).isEqualTo(both);
  }

  @Test
  void gridOfMoreTokensThanAnIntCounts_isRefused() {
    int[] huge = {65_536, 65_536, 65_536, 65_536};
    int[] ones = {1, 1, 1, 1};
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Masks.neighbourhood(huge, ones, ones, new int[4]))
        .withMessage(
            "sizes must have a product of at most 2147483647, got [65536, 65536, 65536, 65536]");
  }

  @Test
  void largestRectangle_withoutRows_isEmpty() {
    assertThat(LargestRectangle.of(new boolean[0][])).isEqualTo(new Box(0, 0, 0, 0));
  }

  @Test
  void windowThatReachesNoKey_stillSaysHowFarItIs() {
    AttentionMask before = Masks.window(new MaskShape(2, 3, 7), 1, 0);
    assertThat(before.cellCount()).isZero();
    assertThat(before.explain(0, 0)).hasToString("(0,0) BLOCKED by window: distance 7, back 1");
    AttentionMask after = Masks.window(new MaskShape(2, 3, -7), 0, 2);
    assertThat(after.explain(1, 0))
        .hasToString("(1,0) BLOCKED by window: distance 6 ahead, ahead 2");
    assertThat(Masks.slidingWindow(0, 2).rows()).isZero();
  }

  @Test
  void diagonalOfAnOffset_countsFromTheKeyOfTheQuery() {
    AttentionMask diagonal = Masks.diagonal(new MaskShape(2, 5, 2));
    assertThat(diagonal.explain(0, 3))
        .hasToString("(0,3) BLOCKED by diagonal: distance 1 ahead, ahead 0");
    assertThat(diagonal.explain(1, 1)).hasToString("(1,1) BLOCKED by diagonal: distance 2, back 0");
  }

  @Test
  void partsThatDoNotDecide_areTakenApartToo() {
    AttentionMask negated = Masks.causal(8).and(Masks.columns(8, 0, 1).not());
    assertThat(negated.explain(1, 5))
        .hasToString(
            "(1,5) BLOCKED by causal: key 5 is after position 1;"
                + " !columns would allow (key 5 is not in [0,1))");
    AttentionMask either = Masks.columns(8, 0, 1).or(Masks.diagonal(8));
    assertThat(Masks.rows(MaskShape.square(8), 0, 1).and(either).explain(3, 3))
        .hasToString(
            "(3,3) BLOCKED by rows: query 3 is not in [0,1);"
                + " diagonal would allow (distance 0, back 0)");
  }

  @Test
  void threeParts_areAllNamed() {
    AttentionMask three =
        Masks.anyOf(
            Masks.rectangle(MaskShape.square(9), 0, 1, 0, 1),
            Masks.rectangle(MaskShape.square(9), 2, 3, 2, 3),
            Masks.rectangle(MaskShape.square(9), 4, 5, 4, 5));
    assertThat(three.explain(1, 1))
        .hasToString(
            "(1,1) BLOCKED by rectangle: query 1 is not in [0,1);"
                + " and by rectangle: query 1 is not in [2,3);"
                + " and by rectangle: query 1 is not in [4,5)");
  }
}
