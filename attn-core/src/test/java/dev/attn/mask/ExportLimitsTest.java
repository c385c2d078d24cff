package dev.attn.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.attn.mask.FlashMaskColumns.Layout;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

/** Exports exactly at their limit, and the counting inside of formats. */
final class ExportLimitsTest {

  private static MaskExports causal(int limit) {
    return MaskExports.of(Masks.causal(8)).withLimit(limit);
  }

  @Test
  void limit_isTheLargestSizeThatIsAccepted() {
    assertThat(causal(64).dense().isExpressible()).isTrue();
    assertThat(causal(63).dense().isExpressible()).isFalse();
    assertThat(causal(36).compressedRows().isExpressible()).isTrue();
    assertThat(causal(35).compressedRows().isExpressible()).isFalse();
    assertThat(causal(32).rowEndpoints(2).isExpressible()).isTrue();
    assertThat(causal(31).rowEndpoints(2).isExpressible()).isFalse();
    assertThat(causal(32).flashMask().isExpressible()).isTrue();
    assertThat(causal(31).flashMask().isExpressible()).isFalse();
    assertThat(causal(64).blockLists(1).isExpressible()).isTrue();
    assertThat(causal(63).blockLists(1).isExpressible()).isFalse();
    assertThat(causal(9).cumulativeLengths().isExpressible()).isTrue();
    assertThat(causal(8).cumulativeLengths().isExpressible()).isFalse();
  }

  @Test
  void limit_holdsForRowsAndBlocksWithoutCellsToo() {
    MaskExports noKeys = MaskExports.of(Masks.full(20, 0));
    assertThat(noKeys.withLimit(20).dense().isExpressible()).isTrue();
    assertThat(noKeys.withLimit(19).dense().isExpressible()).isFalse();
    assertThat(noKeys.withLimit(20).compressedRows().isExpressible()).isTrue();
    assertThat(noKeys.withLimit(19).compressedRows().isExpressible()).isFalse();
    assertThat(noKeys.withLimit(10).blockLists(2).isExpressible()).isTrue();
    assertThat(noKeys.withLimit(9).blockLists(2).isExpressible()).isFalse();
    MaskExports noRows = MaskExports.of(Masks.full(0, 20));
    assertThat(noRows.withLimit(10).blockLists(2).isExpressible()).isTrue();
    assertThat(noRows.withLimit(9).blockLists(2).isExpressible()).isFalse();
  }

  @Test
  void denseCells_mayBeAsManyAsAnIntCounts() {
    assertThat(DenseCells.copyOf(new BitSet(), Integer.MAX_VALUE, 1).rows())
        .isEqualTo(Integer.MAX_VALUE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DenseCells.copyOf(new BitSet(), 65_536, 32_768))
        .withMessage("cells must be at most 2147483647, got 2147483648");
  }

  @Test
  void blockLists_countRunsThatCrossBlocks() {
    AttentionMask mask = Masks.rectangle(MaskShape.square(8), 0, 2, 2, 8);
    BlockLists lists = MaskExports.of(mask).blockLists(2).orThrow();
    assertThat(lists.fullBlocks(0)).containsExactly(1, 2, 3);
    assertThat(lists.partialBlocks(0)).isEmpty();
    AttentionMask cut = Masks.rectangle(MaskShape.square(8), 0, 2, 3, 7);
    lists = MaskExports.of(cut).blockLists(2).orThrow();
    assertThat(lists.fullBlocks(0)).containsExactly(2);
    assertThat(lists.partialBlocks(0)).containsExactly(1, 3);
  }

  @Test
  void rowEndpoints_ofThreeRunsPerRow_endEachRowAfterTheThird() {
    int[] endpoints = {0, 1, 2, 3, 4, 5, 1, 2, 0, 0, 0, 0};
    AttentionMask mask = RowEndpoints.copyOf(endpoints, 3, 5).toMask();
    assertThat(mask.toGrid()).isEqualTo("#.#.#\n.#...");
    assertThat(MaskExports.of(mask).rowEndpoints(3).orThrow().toArray()).isEqualTo(endpoints);
  }

  /** The key on the diagonal may be the first one of a later run of its row. */
  @Test
  void flashMask_ofASinkAndTheQueryItself_hasOneNumberPerKey() {
    FlashMaskColumns columns =
        MaskExports.of(Masks.parse("#...\n##..\n#.#.\n#..#")).flashMask().orThrow();
    assertThat(columns.layout()).isEqualTo(Layout.CAUSAL_LTS);
    assertThat(columns.toArray()).containsExactly(4, 2, 3, 4);
  }
}
