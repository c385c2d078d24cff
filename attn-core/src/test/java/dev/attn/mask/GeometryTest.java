package dev.attn.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Masks cut, moved, stacked and turned. */
final class GeometryTest {

  private static void assertGrid(AttentionMask mask, String... lines) {
    assertThat(mask.toGrid()).isEqualTo(String.join("\n", lines));
  }

  @Test
  void transpose_window_swapsItsSidesAndNegatesTheOffset() {
    AttentionMask mask = Masks.window(new MaskShape(5, 8, 2), 3, 1);
    assertThat(mask.transpose()).isEqualTo(Masks.window(new MaskShape(8, 5, -2), 1, 3));
    assertThat(mask.transpose().node().core()).isInstanceOf(Leaf.class);
    assertThat(mask.transpose()).hasToString("transpose(window(5x8+2, 3, 1))");
  }

  @Test
  void slice_window_movesTheOffset() {
    AttentionMask mask = Masks.window(new MaskShape(5, 8, 2), 3, 1);
    assertThat(mask.slice(1, 5, 2, 7)).isEqualTo(Masks.window(new MaskShape(4, 5, 1), 3, 1));
    assertThat(mask.slice(1, 5, 2, 7).node().core()).isInstanceOf(Leaf.class);
  }

  @Test
  void slice_columnsRowsAndRectangles_stayOfTheirKind() {
    MaskShape shape = MaskShape.square(8);
    AttentionMask[] masks = {
      Masks.columns(8, 2, 5), Masks.rows(shape, 1, 4), Masks.rectangle(shape, 1, 4, 2, 5)
    };
    for (AttentionMask mask : masks) {
      AttentionMask part = mask.slice(2, 6, 3, 8);
      assertThat(part.node().core()).isInstanceOf(Leaf.class);
      assertThat(((Leaf) part.node().core()).rule()).isInstanceOf(IndexRule.class);
    }
    assertGrid(masks[2].slice(2, 6, 3, 8), "##...", "##...", ".....", ".....");
  }

  @Test
  void selectRows_gathersWithRepeats() {
    assertGrid(Masks.causal(3).selectRows(2, 0, 2), "###", "#..", "###");
    assertThat(Masks.causal(3).selectRows(2, 0)).hasToString("selectRows(causal(3), [2, 0])");
  }

  @Test
  void selectKeys_gathersWithRepeats() {
    assertGrid(Masks.causal(3).selectKeys(2, 0, 0, 1), ".##.", ".###", "####");
  }

  @Test
  void selectKeys_ofARollingCache_isTheSinkMaskAtEveryStep() {
    int sinks = 2;
    int keys = 3;
    AttentionMask mask = Masks.sinksAndWindow(9, sinks, keys);
    for (int t = sinks + keys; t < 9; t++) {
      AttentionMask step = mask.slice(t, t + 1, 0, 9);
      assertThat(step.selectKeys(0, 1, t - 2, t - 1, t)).isEqualTo(Masks.full(1, 5));
      assertThat(step.cellCount()).isEqualTo(5);
    }
  }

  @Test
  void permute_reordersRowsAndKeys() {
    AttentionMask mask = Masks.causal(3).permute(new int[] {2, 0, 1}, new int[] {1, 2, 0});
    assertGrid(mask, "###", "..#", "#.#");
    assertThat(mask).hasToString("permute(causal(3), [2, 0, 1], [1, 2, 0])");
  }

  @Test
  void shift_blocksWhatMovesIn() {
    assertGrid(Masks.full(3).shift(1, 0), "...", "###", "###");
    assertGrid(Masks.full(3).shift(-1, 2), "..#", "..#", "...");
    assertGrid(Masks.full(3).shift(5, 0), "...", "...", "...");
    assertThat(Masks.full(3).shift(0, 0)).hasToString("full(3)");
    assertThat(Masks.full(3).shift(1, -2)).hasToString("shift(full(3), 1, -2)");
  }

  @Test
  void pad_fillsAsToldTo() {
    AttentionMask mask = Masks.diagonal(2);
    assertGrid(mask.pad(1, 0, 0, 2, Fill.BLOCKED), "....", "#...", ".#..");
    assertGrid(mask.pad(1, 1, 1, 1, Fill.ALLOWED), "####", "##.#", "#.##", "####");
    assertThat(mask.pad(1, 0, 0, 2, Fill.ALLOWED))
        .hasToString("pad(diagonal(2), 1, 0, 0, 2, ALLOWED)");
  }

  @Test
  void vstack_placesQueriesOneBelowTheOther() {
    assertGrid(Masks.vstack(Masks.full(1, 3), Masks.causal(3)), "###", "#..", "##.", "###");
    assertThat(Masks.vstack(Masks.full(0, 3), Masks.causal(3))).isEqualTo(Masks.causal(3));
  }

  @Test
  void blockDiagonal_isolatesItsParts() {
    AttentionMask mask = Masks.blockDiagonal(Masks.causal(2), Masks.full(1, 2), Masks.full(2, 1));
    assertGrid(mask, "#....", "##...", "..##.", "....#", "....#");
    assertThat(mask).hasToString("blockDiagonal(causal(2), full(1x2+0), full(2x1+0))");
    assertThat(Masks.blockDiagonal(Masks.causal(3), Masks.causal(1)))
        .isEqualTo(Masks.packedCausal(3, 1));
  }

  @Test
  void geometry_parsesBack() {
    AttentionMask causal = Masks.causal(4);
    AttentionMask[] masks = {
      causal.selectRows(3, 1),
      causal.selectKeys(),
      causal.permute(new int[] {3, 2, 1, 0}, new int[] {0, 1, 3, 2}),
      causal.shift(-1, 2),
      causal.pad(1, 2, 3, 4, Fill.ALLOWED),
      Masks.vstack(causal, causal),
      Masks.blockDiagonal(causal, Masks.full(2)),
    };
    for (AttentionMask mask : masks) {
      AttentionMask read = Masks.parseExpression(mask.toString());
      assertThat(read).isEqualTo(mask).hasToString(mask.toString());
      assertThat(read.sameExpression(mask)).isTrue();
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Masks.parseExpression("pad(causal(4), 1, 2, 3, 4, true)"))
        .withMessage("expression must have ALLOWED or BLOCKED at character 28, got 'true'");
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
  }

  @Test
  void impossibleMoves_areRefused() {
    AttentionMask mask = Masks.causal(3);
    assertRefused(() -> mask.selectRows(3), "row must be in [0, 3), got 3");
    assertRefused(() -> mask.selectKeys(-1), "key must be in [0, 3), got -1");
    int[] order = {0, 1, 2};
    assertRefused(
        () -> mask.permute(new int[] {0, 1, 1}, order),
        "rows must be a permutation of [0, 3), got [0, 1, 1]");
    assertRefused(
        () -> mask.permute(order, new int[] {0, 1}),
        "keys must be a permutation of [0, 3), got [0, 1]");
    assertRefused(
        () -> mask.permute(order, new int[] {0, 1, 3}),
        "keys must be a permutation of [0, 3), got [0, 1, 3]");
    assertRefused(() -> mask.pad(-1, 0, 0, 0, Fill.BLOCKED), "top must be at least 0, got -1");
    assertRefused(() -> mask.pad(0, -1, 0, 0, Fill.BLOCKED), "bottom must be at least 0, got -1");
    assertRefused(() -> mask.pad(0, 0, -1, 0, Fill.BLOCKED), "left must be at least 0, got -1");
    assertRefused(() -> mask.pad(0, 0, 0, -1, Fill.BLOCKED), "right must be at least 0, got -1");
    assertRefused(
        () -> mask.pad(Integer.MAX_VALUE, 0, 0, 0, Fill.BLOCKED),
        "rows must add up to at most 2147483647, got 2147483650");
    assertRefused(
        () -> Masks.vstack(mask, Masks.causal(4)), "masks must have 3 keys like the first, got 4");
    assertRefused(() -> Masks.vstack(), "masks must be at least 1, got 0");
    assertRefused(() -> Masks.blockDiagonal(), "masks must be at least 1, got 0");
    AttentionMask large = Masks.full(Integer.MAX_VALUE);
    assertRefused(
        () -> Masks.blockDiagonal(large, mask),
        "rows must add up to at most 2147483647, got 2147483650");
  }
}
