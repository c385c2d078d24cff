package dev.attn.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

/** What masks that were gathered, padded, stacked and stored say about their cells and size. */
final class MovedMasksTest {

  private static void assertReason(AttentionMask mask, int q, int k, String text) {
    assertThat(mask.explain(q, k)).hasToString("(" + q + "," + k + ") " + text);
  }

  @Test
  void selectRows_explainsTheRowThatWasChosen() {
    AttentionMask mask = Masks.causal(3).selectRows(2, 0);
    assertReason(
        mask, 0, 2, "ALLOWED by selectRows: causal allows (2,2) (key 2 is not after position 2)");
    assertReason(
        mask, 1, 2, "BLOCKED by selectRows: causal blocks (0,2) (key 2 is after position 0)");
  }

  @Test
  void selectKeys_explainsTheKeyThatWasChosen() {
    AttentionMask mask = Masks.causal(3).selectKeys(2, 0);
    assertReason(
        mask, 1, 0, "BLOCKED by selectKeys: causal blocks (1,2) (key 2 is after position 1)");
    assertReason(
        mask, 1, 1, "ALLOWED by selectKeys: causal allows (1,0) (key 0 is not after position 1)");
  }

  @Test
  void pad_explainsTheCellOfThePartOrThatNoneCoversIt() {
    // ......
    // .#.... causal(2) from row 1 and key 1 on
    // .##...
    AttentionMask mask = Masks.causal(2).pad(1, 0, 1, 3, Fill.BLOCKED);
    assertReason(mask, 1, 1, "ALLOWED by pad: causal allows (0,0) (key 0 is not after position 0)");
    assertReason(mask, 1, 2, "BLOCKED by pad: causal blocks (0,1) (key 1 is after position 0)");
    String uncovered = "BLOCKED by pad: no part covers the cell";
    assertReason(mask, 0, 1, uncovered);
    assertReason(mask, 2, 0, uncovered);
    assertReason(mask, 2, 3, uncovered);
    assertReason(
        Masks.causal(2).pad(0, 1, 0, 0, Fill.ALLOWED),
        2,
        0,
        "ALLOWED by pad: no part covers the cell");
  }

  @Test
  void vstack_explainsThePartThatHoldsTheRow() {
    AttentionMask mask = Masks.vstack(Masks.full(2, 3), Masks.causal(3));
    assertReason(mask, 1, 2, "ALLOWED by vstack: full allows (every key is visible)");
    assertReason(mask, 2, 1, "BLOCKED by vstack: causal blocks (0,1) (key 1 is after position 0)");
  }

  @Test
  void blockDiagonal_explainsThePartOrThatNoneCoversTheCell() {
    AttentionMask mask = Masks.blockDiagonal(Masks.causal(2), Masks.full(1, 2));
    assertReason(mask, 2, 3, "ALLOWED by blockDiagonal: full allows (0,1) (every key is visible)");
    assertReason(mask, 2, 2, "ALLOWED by blockDiagonal: full allows (0,0) (every key is visible)");
    assertReason(mask, 2, 1, "BLOCKED by blockDiagonal: no part covers the cell");
    assertReason(mask, 1, 2, "BLOCKED by blockDiagonal: no part covers the cell");
  }

  @Test
  void hstack_looksUpEachPartByItsOwnKeys() {
    AttentionMask mask = Masks.hstack(Masks.full(2, 1), Masks.full(2, 2).not(), Masks.causal(2));
    assertThat(mask.toGrid()).isEqualTo("#..#.\n#..##");
    assertThat(mask.allows(0, 0)).isTrue();
    assertThat(mask.allows(0, 1)).isFalse();
    assertThat(mask.allows(0, 3)).isTrue();
    assertThat(mask.allows(0, 4)).isFalse();
    assertThat(mask.allows(1, 4)).isTrue();
    assertReason(mask, 0, 4, "BLOCKED by hstack: causal blocks (0,1) (key 1 is after position 0)");
  }

  @Test
  void counts_ofStackedAndGatheredMasks_areThoseOfTheParts() {
    AttentionMask causal = Masks.causal(3);
    AttentionMask beside = Masks.hstack(causal, Masks.full(3, 2));
    assertThat(beside.rowCounts()).containsExactly(3, 4, 5);
    assertThat(beside.cellCount()).isEqualTo(12);
    AttentionMask below = Masks.vstack(Masks.full(1, 3), causal);
    assertThat(below.rowCounts()).containsExactly(3, 1, 2, 3);
    assertThat(below.cellCount()).isEqualTo(9);
    AttentionMask diagonal = Masks.blockDiagonal(causal, Masks.full(2, 4));
    assertThat(diagonal.rowCounts()).containsExactly(1, 2, 3, 4, 4);
    assertThat(diagonal.cellCount()).isEqualTo(14);
    assertThat(causal.selectRows(2, 2, 0).rowCounts()).containsExactly(3, 3, 1);
    assertThat(causal.selectRows(2, 2, 0).cellCount()).isEqualTo(7);
    assertThat(causal.selectKeys(0, 0, 2).rowCounts()).containsExactly(2, 2, 3);
  }

  @Test
  void transpose_ofAStackIsTheOtherStackOfTransposes() {
    AttentionMask causal = Masks.causal(2);
    AttentionMask full = Masks.full(2, 1);
    assertThat(Masks.hstack(causal, full).transpose().toGrid()).isEqualTo("##\n.#\n##");
    assertThat(Masks.hstack(causal, full).transpose().node().core()).isInstanceOf(Below.class);
    assertThat(Masks.vstack(causal, causal).transpose().toGrid()).isEqualTo("####\n.#.#");
    assertThat(Masks.vstack(causal, causal).transpose().node().core()).isInstanceOf(Beside.class);
    assertThat(Masks.blockDiagonal(causal, full).transpose().toGrid())
        .isEqualTo("##..\n.#..\n..##");
  }

  @Test
  void stacksOfOneMask_areThatMask() {
    AttentionMask causal = Masks.causal(3);
    assertThat(Masks.hstack(causal)).isSameAs(causal);
    assertThat(Masks.vstack(causal)).isSameAs(causal);
    assertThat(Masks.blockDiagonal(causal)).isSameAs(causal);
  }

  @Test
  void materialisedMask_isWrittenAsItsOrigin() {
    AttentionMask origin = Masks.causal(4).or(Masks.columns(4, 2, 3));
    AttentionMask stored = origin.materialise();
    assertThat(stored).isEqualTo(origin).hasToString("causal(4) | columns(4, 2, 3)");
    assertThat(stored.traits()).isEqualTo(origin.traits()).contains(Trait.SELF_VISIBLE);
    assertThat(stored.sameExpression(origin)).isTrue();
    assertThat(stored.node().size()).isEqualTo(3);
    assertThat(stored.node().depth()).isEqualTo(2);
    assertThat(stored.transpose().toGrid()).isEqualTo("####\n.###\n####\n...#");
    assertThat(stored.not()).hasToString("!(causal(4) | columns(4, 2, 3))");
  }

  @Test
  void sizeAndDepth_countNamesAndOperators() {
    AttentionMask causal = Masks.causal(4);
    AttentionMask columns = Masks.columns(4, 2, 3);
    AttentionMask either = causal.or(columns);
    assertSize(causal, 1, 1);
    assertSize(either, 3, 2);
    assertSize(either.not(), 4, 3);
    assertSize(either.selectRows(1), 4, 3);
    assertSize(either.selectKeys(1), 4, 3);
    assertSize(either.pad(1, 0, 0, 0, Fill.BLOCKED), 4, 3);
    assertSize(either.shift(1, 0), 4, 3);
    assertSize(either.transpose(), 4, 3);
    assertSize(either.slice(0, 2, 0, 2), 4, 3);
    assertSize(Masks.hstack(either, causal), 5, 3);
    assertSize(Masks.vstack(causal, either), 5, 3);
    assertSize(Masks.blockDiagonal(either, causal), 5, 3);
    assertSize(either.permute(new int[] {3, 2, 1, 0}, new int[] {0, 1, 2, 3}), 4, 3);
    assertSize(causal.minus(columns), 3, 2);
  }

  private static void assertSize(AttentionMask mask, int size, int depth) {
    assertThat(mask.node().size()).as("size of %s", mask).isEqualTo(size);
    assertThat(mask.node().depth()).as("depth of %s", mask).isEqualTo(depth);
  }

  @Test
  void slice_ofASliceWithoutClosedForm_isTakenFromTheWhole() {
    AttentionMask random = Masks.parse("#.#.\n.##.\n##.#\n...#");
    AttentionMask slice = random.slice(1, 4, 0, 3).not().slice(1, 3, 1, 3);
    assertThat(slice.toGrid()).isEqualTo(".#\n##");
    assertThat(slice.node().core())
        .isEqualTo(new Not(new Sliced(random.node(), new Box(2, 4, 1, 3))));
  }

  @Test
  void slice_withoutClosedForm_explainsTheCellOfTheWhole() {
    AttentionMask slice = Masks.parse("#.#.\n.##.\n##.#\n...#").slice(1, 4, 1, 3);
    assertThat(slice.toGrid()).isEqualTo("##\n#.\n..");
    assertThat(slice.explain(1, 1).parts().get(0))
        .returns(2, Explanation::query)
        .returns(2, Explanation::key);
    assertThat(slice.node().core()).isInstanceOf(Sliced.class);
    assertThat(slice.node().core().depth()).isEqualTo(2);
    assertThat(slice.node().core().size()).isEqualTo(2);
    Node transposed = Masks.parse("#.\n##").transpose().node().core();
    assertThat(transposed).isInstanceOf(Transposed.class);
    assertThat(transposed.depth()).isEqualTo(2);
    assertThat(transposed.size()).isEqualTo(2);
  }

  @Test
  void stacksBelow_answerForEveryCell() {
    AttentionMask below = Masks.vstack(Masks.causal(2), Masks.full(1, 2), Masks.diagonal(2));
    assertAllows(below, "#.\n##\n##\n#.\n.#");
    AttentionMask diagonal =
        Masks.blockDiagonal(Masks.full(1, 2), Masks.causal(2), Masks.full(2, 1));
    assertAllows(diagonal, "##...\n..#..\n..##.\n....#\n....#");
  }

  private static void assertAllows(AttentionMask mask, String grid) {
    String[] lines = grid.split("\n", -1);
    assertThat(mask.rows()).isEqualTo(lines.length);
    for (int q = 0; q < mask.rows(); q++) {
      for (int k = 0; k < mask.keys(); k++) {
        assertThat(mask.allows(q, k)).as("(%s, %s)", q, k).isEqualTo(lines[q].charAt(k) == '#');
      }
    }
  }

  @Test
  void hstack_explainsTheFirstKeyOfAPart() {
    AttentionMask mask = Masks.hstack(Masks.full(2, 2), Masks.strictlyCausal(2));
    assertReason(
        mask,
        0,
        2,
        "BLOCKED by hstack: strictlyCausal blocks (0,0) (key 0 is not before position 0)");
  }

  @Test
  void stackOfHeads_mustKeepOneShapeWhenItIsMapped() {
    MaskStack stack = MaskStack.ofHeads(Masks.causal(3), Masks.full(3));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stack.map(mask -> mask.equals(Masks.full(3)) ? Masks.full(2) : mask))
        .withMessage("other mask must have the shape [3, 3], got [2, 2]");
  }
}
