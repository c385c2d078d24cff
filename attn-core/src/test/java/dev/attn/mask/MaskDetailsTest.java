package dev.attn.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.attn.mask.FlashMaskColumns.Layout;
import dev.attn.tensor.AttentionTensor;
import dev.attn.tensor.TensorShape;
import java.util.List;
import java.util.function.Function;
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

  @Test
  void operators_withFullAndNone_leaveTheOtherPart() {
    AttentionMask causal = Masks.causal(8);
    AttentionMask full = Masks.full(8);
    AttentionMask none = Masks.none(8);
    assertThat(full.xor(causal)).hasToString("!causal(8)");
    assertThat(causal.xor(full)).hasToString("!causal(8)");
    assertThat(none.xor(causal)).hasToString("causal(8)");
    assertThat(causal.xor(none)).hasToString("causal(8)");
    assertThat(causal.implies(none)).hasToString("!causal(8)");
    assertThat(none.implies(causal)).hasToString("full(8)");
    assertThat(full.implies(causal)).hasToString("causal(8)");
    assertThat(causal.implies(full)).hasToString("full(8)");
    assertThat(full.minus(causal)).hasToString("!causal(8)");
    assertThat(causal.minus(full)).hasToString("none(8)");
    assertThat(none.minus(causal)).hasToString("none(8)");
    assertThat(full.not()).hasToString("none(8)");
    assertThat(none.not()).hasToString("full(8)");
  }

  @Test
  void everyComparison_needsMasksOfOneShape() {
    AttentionMask here = Masks.causal(8);
    AttentionMask there = Masks.full(8, 9);
    List<Function<AttentionMask, Object>> comparisons =
        List.of(
            here::and,
            here::or,
            here::minus,
            here::xor,
            here::implies,
            here::isSubsetOf,
            here::intersects,
            here::firstDifference,
            here::differenceCount);
    for (Function<AttentionMask, Object> comparison : comparisons) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> comparison.apply(there))
          .withMessage("other mask must have the shape [8, 8], got [8, 9]");
    }
    assertThat(here).isNotEqualTo(there);
  }

  @Test
  void materialise_acceptsExactlyTheLimit() {
    AttentionMask mask = Masks.causal(8);
    assertThat(mask.materialise(8)).isEqualTo(mask);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> mask.materialise(7))
        .withMessage("mask must have at most 7 runs to be materialised, got more in row 7");
    assertThat(Masks.none(8).materialise(0).cellCount()).isZero();
  }

  @Test
  void density_isTheShareOfAllowedCells() {
    assertThat(Masks.causal(4).density()).isEqualTo(0.625);
    assertThat(Masks.full(3).density()).isEqualTo(1);
    assertThat(Masks.full(0, 3).density()).isZero();
  }

  @Test
  void bandwidth_isHowFarCellsReachFromTheDiagonal() {
    assertThat(Masks.parse("#..#\n....\n#.#.").bandwidth()).isEqualTo(new Bandwidth(2, 3));
    assertThat(Masks.none(4).bandwidth()).isEqualTo(new Bandwidth(0, 0));
    assertThat(Masks.band(8, 2, 1).bandwidth()).isEqualTo(new Bandwidth(2, 1));
  }

  @Test
  void runs_containWhatLiesInThem() {
    Runs runs = Masks.parse(".##..#.").row(0);
    assertThat(runs).hasToString("[1,3) [5,6)");
    assertThat(runs.toArray()).containsExactly(1, 2, 5);
    assertThat(new boolean[] {runs.contains(0), runs.contains(3), runs.contains(4)})
        .containsOnly(false);
    assertThat(new boolean[] {runs.contains(1), runs.contains(2), runs.contains(5)})
        .containsOnly(true);
    assertThat(runs.contains(6)).isFalse();
    assertThat(runs.cells()).isEqualTo(3);
    assertThat(runs.inside(2, 6)).hasToString("[0,1) [3,4)");
    assertThat(runs.inside(3, 5)).hasToString("-");
  }
}
