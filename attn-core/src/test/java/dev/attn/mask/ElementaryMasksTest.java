package dev.attn.mask;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The elementary masks as pictures. */
final class ElementaryMasksTest {

  private static void assertGrid(AttentionMask mask, String... lines) {
    assertThat(mask.toGrid()).isEqualTo(String.join("\n", lines));
  }

  @Test
  void full_seesEverything() {
    assertGrid(Masks.full(2, 3), "###", "###");
    assertThat(Masks.full(2)).isEqualTo(Masks.full(2, 2)).hasToString("full(2)");
  }

  @Test
  void none_seesNothing() {
    assertGrid(Masks.none(2), "..", "..");
    assertThat(Masks.none(2).emptyRows()).hasToString("[0,2)");
  }

  @Test
  void diagonal_seesItself() {
    assertGrid(Masks.diagonal(3), "#..", ".#.", "..#");
    assertGrid(Masks.diagonal(MaskShape.bottomRight(2, 4)), "..#.", "...#");
  }

  @Test
  void causal_seesThePast() {
    assertGrid(Masks.causal(4), "#...", "##..", "###.", "####");
  }

  @Test
  void causal_fewerQueriesThanKeys_dependsOnTheAlignment() {
    assertGrid(Masks.causalTopLeft(3, 5), "#....", "##...", "###..");
    assertGrid(Masks.causalBottomRight(3, 5), "###..", "####.", "#####");
    assertThat(Masks.causal(MaskShape.bottomRight(3, 5))).isEqualTo(Masks.causalBottomRight(3, 5));
  }

  @Test
  void causalBottomRight_moreQueriesThanKeys_leavesTheFirstRowsEmpty() {
    AttentionMask mask = Masks.causalBottomRight(5, 3);
    assertGrid(mask, "...", "...", "#..", "##.", "###");
    assertThat(mask.emptyRows()).hasToString("[0,2)");
  }

  @Test
  void causal_decodingStep_seesTheWholeCache() {
    assertGrid(Masks.causal(MaskShape.decode(4)), "#####");
  }

  @Test
  void causal_positionsOutsideTheKeys_areLawful() {
    assertGrid(Masks.causal(new MaskShape(4, 2, -2)), "..", "..", "#.", "##");
    assertGrid(Masks.causal(new MaskShape(2, 3, 7)), "###", "###");
  }

  @Test
  void strictlyCausal_firstRowIsEmpty() {
    assertGrid(Masks.strictlyCausal(4), "....", "#...", "##..", "###.");
  }

  @Test
  void antiCausal_isTheTransposeOfCausal() {
    assertGrid(Masks.antiCausal(4), "####", ".###", "..##", "...#");
    assertThat(Masks.antiCausal(4)).isEqualTo(Masks.causal(4).transpose());
  }

  @Test
  void band_countsBothSidesWithoutTheQuery() {
    assertGrid(Masks.band(6, 2, 1), "##....", "###...", "####..", ".####.", "..####", "...###");
  }

  @Test
  void window_unboundedSide_reachesTheEdge() {
    AttentionMask mask = Masks.window(MaskShape.square(3), Masks.UNBOUNDED, 1);
    assertGrid(mask, "##.", "###", "###");
    assertThat(mask).hasToString("window(3, UNBOUNDED, 1)");
  }

  @Test
  void slidingWindow_seesTheLastKeys() {
    AttentionMask mask = Masks.slidingWindow(6, 3);
    assertGrid(mask, "#.....", "##....", "###...", ".###..", "..###.", "...###");
    assertThat(mask.rowCounts()).containsExactly(1, 2, 3, 3, 3, 3);
    assertThat(mask).isEqualTo(Masks.band(6, 2, 0));
    assertThat(Masks.slidingWindow(6, 6)).isEqualTo(Masks.causal(6));
  }

  @Test
  void lookahead_seesAFewKeysOfTheFuture() {
    assertGrid(
        Masks.lookahead(MaskShape.square(5), 1), "##...", "###..", "####.", "#####", "#####");
  }

  @Test
  void columns_areTheSameForEveryQuery() {
    assertGrid(Masks.columns(MaskShape.topLeft(2, 5), 1, 3), ".##..", ".##..");
    assertGrid(Masks.columnSet(4, 3, 0, 3), "#..#", "#..#", "#..#", "#..#");
  }

  @Test
  void rows_countLocally() {
    MaskShape shape = new MaskShape(3, 2, 5);
    assertGrid(Masks.rows(shape, 1, 3), "..", "##", "##");
    assertGrid(Masks.rowSet(shape, 2, 0), "##", "..", "##");
  }

  @Test
  void rectangle_isTheProductOfRowsAndKeys() {
    assertGrid(Masks.rectangle(MaskShape.square(4), 1, 3, 0, 2), "....", "##..", "##..", "....");
  }

  @Test
  void cells_repeatsAndOrderDoNotMatter() {
    AttentionMask mask = Masks.cells(3, new int[][] {{2, 0}, {0, 1}, {2, 0}, {2, 1}});
    assertGrid(mask, ".#.", "...", "##.");
    assertThat(mask).hasToString("cells(3, [(0, 1), (2, 0), (2, 1)])");
  }

  @Test
  void fromDense_copiesTheCells() {
    boolean[][] cells = {{true, false}, {true, true}};
    AttentionMask mask = Masks.fromDense(cells);
    cells[0][0] = false;
    assertThat(mask).isEqualTo(Masks.causal(2)).hasToString("cells(2, [(0, 0), (1, 0), (1, 1)])");
  }

  @Test
  void prefixLm_everyoneSeesThePrefix() {
    assertGrid(Masks.prefixLm(5, 3), "###..", "###..", "###..", "####.", "#####");
    assertThat(Masks.prefixLm(5, 3).cellCount()).isEqualTo(5 * 6 / 2 + 3 * 2 / 2);
    assertThat(Masks.prefixLm(5, 0)).isEqualTo(Masks.prefixLm(5, 1)).isEqualTo(Masks.causal(5));
    assertThat(Masks.prefixLm(5, 5)).isEqualTo(Masks.full(5));
  }

  @Test
  void sinksAndWindow_keepsTheFirstKeys() {
    AttentionMask mask = Masks.sinksAndWindow(6, 1, 2);
    assertGrid(mask, "#.....", "##....", "###...", "#.##..", "#..##.", "#...##");
    assertThat(Masks.sinksAndWindow(6, 0, 2)).isEqualTo(Masks.slidingWindow(6, 2));
    assertThat(Masks.sinksAndWindow(6, 9, 2)).isEqualTo(Masks.causal(6));
  }

  @Test
  void tree_nodeSeesContextAncestorsAndItself() {
    AttentionMask mask = Masks.tree(new int[] {-1, 0, 0, 1}, 2);
    assertGrid(mask, "###...", "####..", "###.#.", "####.#");
    assertThat(mask.rowCounts()).containsExactly(3, 4, 4, 5);
  }

  @Test
  void tree_chain_isCausal() {
    assertThat(Masks.tree(new int[] {-1, 0, 1, 2}, 3))
        .isEqualTo(Masks.causal(new MaskShape(4, 7, 3)));
  }

  @Test
  void tree_severalRoots_seeOnlyTheirOwnTree() {
    assertGrid(Masks.tree(new int[] {-1, -1, 0, 1}, 0), "#...", ".#..", "#.#.", ".#.#");
  }

  @Test
  void treeOfPaths_ordersNodesByLengthThenLexicographically() {
    int[][] paths = {{1}, {0, 0}, {0}, {1, 0}};
    assertThat(Masks.treeOfPaths(paths, 2))
        .isEqualTo(Masks.tree(new int[] {-1, 0, 0, 1, 2}, 2))
        .hasToString("treeOfPaths([[1], [0, 0], [0], [1, 0]], 2)");
  }

  @Test
  void hstack_placesKeysSideBySide() {
    assertGrid(Masks.hstack(Masks.full(2, 1), Masks.causal(2), Masks.full(2, 1)), "##.#", "####");
    assertThat(Masks.hstack(Masks.causal(2))).hasToString("causal(2)");
  }

  @Test
  void allOfAnyOf_joinAnyNumberOfMasks() {
    AttentionMask causal = Masks.causal(3);
    AttentionMask window = Masks.slidingWindow(3, 2);
    AttentionMask first = Masks.columns(3, 0, 1);
    assertThat(Masks.allOf(causal, window, first)).isEqualTo(causal.and(window).and(first));
    assertThat(Masks.anyOf(window, first)).isEqualTo(window.or(first));
    assertThat(Masks.allOf(causal)).isSameAs(causal);
  }

  @Test
  void emptyShapes_haveNoCellsAndDensityZero() {
    for (MaskShape shape : new MaskShape[] {MaskShape.square(0), MaskShape.topLeft(0, 3)}) {
      assertThat(Masks.causal(shape).cellCount()).isZero();
      assertThat(Masks.full(shape).density()).isZero();
    }
    AttentionMask noKeys = Masks.full(3, 0);
    assertThat(noKeys.emptyRows()).hasToString("[0,3)");
    assertThat(Masks.parse(noKeys.toGrid())).isEqualTo(noKeys).isNotEqualTo(Masks.full(0, 3));
  }
}
