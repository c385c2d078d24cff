package dev.attn.mask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.mask.CumulativeLengths.Within;
import dev.attn.mask.FlashMaskColumns.Layout;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Values are equal if all of their parts are; a difference in any single one tells them apart. */
final class ValueEqualityTest {

  private static final float BLOCKED = Float.NEGATIVE_INFINITY;

  private static void assertEquality(Object value, Object equal, Object... others) {
    assertThat(equal).isNotSameAs(value).isEqualTo(value).hasSameHashCodeAs(value);
    assertThat(others).allMatch(other -> !value.equals(other) && !other.equals(value));
    assertThat(Arrays.stream(others).mapToInt(Objects::hashCode))
        .as("hashes of other values")
        .anyMatch(hash -> hash != value.hashCode());
    assertThat(value).isNotEqualTo("another type");
  }

  @Test
  void packedBits_differInRowsKeysOrBytes() {
    assertEquality(
        PackedBits.copyOf(new byte[1], 2, 3),
        PackedBits.copyOf(new byte[1], 2, 3),
        PackedBits.copyOf(new byte[1], 1, 3),
        PackedBits.copyOf(new byte[1], 2, 4),
        PackedBits.copyOf(new byte[] {2}, 2, 3));
  }

  @Test
  void packedRows_differInRowsKeysOrWords() {
    assertEquality(
        PackedRows.copyOf(new int[2], 2, 3),
        PackedRows.copyOf(new int[2], 2, 3),
        PackedRows.copyOf(new int[2], 2, 4),
        PackedRows.copyOf(new int[] {0, 2}, 2, 3));
    assertEquality(
        PackedRows.copyOf(new int[0], 2, 0),
        PackedRows.copyOf(new int[0], 2, 0),
        PackedRows.copyOf(new int[0], 3, 0));
  }

  @Test
  void denseCells_differInRowsKeysOrCells() {
    assertEquality(
        DenseCells.copyOf(new BitSet(), 2, 3),
        DenseCells.copyOf(new BitSet(), 2, 3),
        DenseCells.copyOf(new BitSet(), 1, 3),
        DenseCells.copyOf(new BitSet(), 2, 4),
        DenseCells.copyOf(BitSet.valueOf(new long[] {2}), 2, 3));
  }

  @Test
  void maskBias_differsInItsCells() {
    assertEquality(
        MaskBias.copyOf(new float[] {0, BLOCKED}, 1, 2),
        MaskBias.copyOf(new float[] {0, BLOCKED}, 1, 2),
        MaskBias.copyOf(new float[] {BLOCKED, 0}, 1, 2),
        MaskBias.copyOf(new float[] {0, BLOCKED}, 2, 1));
  }

  @Test
  void compressedRows_differInKeysPointersOrColumns() {
    assertEquality(
        CompressedRows.copyOf(new int[] {0, 1, 1}, new int[] {0}, 3),
        CompressedRows.copyOf(new int[] {0, 1, 1}, new int[] {0}, 3),
        CompressedRows.copyOf(new int[] {0, 1, 1}, new int[] {0}, 4),
        CompressedRows.copyOf(new int[] {0, 0, 1}, new int[] {0}, 3),
        CompressedRows.copyOf(new int[] {0, 1, 1}, new int[] {1}, 3));
  }

  @Test
  void rowEndpoints_differInKeysRunsPerRowOrEndpoints() {
    assertEquality(
        RowEndpoints.copyOf(new int[] {0, 1, 2, 3}, 2, 3),
        RowEndpoints.copyOf(new int[] {0, 1, 2, 3}, 2, 3),
        RowEndpoints.copyOf(new int[] {0, 1, 2, 3}, 2, 4),
        RowEndpoints.copyOf(new int[] {0, 1, 2, 3}, 1, 3),
        RowEndpoints.copyOf(new int[] {0, 2, 2, 3}, 2, 3));
  }

  @Test
  void flashMaskColumns_differInLayoutOrNumbers() {
    assertEquality(
        FlashMaskColumns.copyOf(Layout.LTS_UTE, new int[] {2, 0, 2, 1}),
        FlashMaskColumns.copyOf(Layout.LTS_UTE, new int[] {2, 0, 2, 1}),
        FlashMaskColumns.copyOf(Layout.CAUSAL_LTS_LTE, new int[] {2, 0, 2, 1}),
        FlashMaskColumns.copyOf(Layout.LTS_UTE, new int[] {2, 0, 2, 0}));
  }

  @Test
  void cumulativeLengths_differInOffsetsOrWhatIsSeen() {
    assertEquality(
        CumulativeLengths.copyOf(new int[] {0, 2, 5}, Within.CAUSAL),
        CumulativeLengths.copyOf(new int[] {0, 2, 5}, Within.CAUSAL),
        CumulativeLengths.copyOf(new int[] {0, 3, 5}, Within.CAUSAL),
        CumulativeLengths.copyOf(new int[] {0, 2, 5}, Within.EVERYTHING));
  }

  @Test
  void blockLists_differInSizeAndInWhereBlocksOfEitherKindStand() {
    assertEquality(
        blocks(Masks.none(5)), blocks(Masks.none(5)), blocks(Masks.none(6)), blocks(cell(5, 0, 0)));
    // One partial block: in another row of blocks, in another column of blocks.
    assertEquality(
        blocks(cell(4, 0, 0)), blocks(cell(4, 1, 1)), blocks(cell(4, 2, 0)), blocks(cell(4, 0, 2)));
    MaskShape shape = MaskShape.square(4);
    assertEquality(
        blocks(Masks.rectangle(shape, 0, 2, 0, 2)),
        blocks(Masks.rectangle(shape, 0, 2, 0, 2)),
        blocks(Masks.rectangle(shape, 2, 4, 0, 2)),
        blocks(Masks.rectangle(shape, 0, 2, 2, 4)));
  }

  private static AttentionMask cell(int n, int q, int k) {
    return Masks.cells(n, new int[] {q, k});
  }

  private static BlockLists blocks(AttentionMask mask) {
    return MaskExports.of(mask).blockLists(2).orThrow();
  }

  @Test
  void stacks_differInBatchesHeadsPlacesOrMasks() {
    AttentionMask causal = Masks.causal(3);
    AttentionMask full = Masks.full(3);
    assertEquality(
        MaskStack.ofHeads(causal, full, causal, causal),
        MaskStack.ofHeads(Masks.band(3, 2, 0), full, causal, causal),
        MaskStack.copyOf(new AttentionMask[][] {{causal, full}, {causal, causal}}),
        MaskStack.ofHeads(causal, full, causal, full),
        MaskStack.ofHeads(causal, Masks.diagonal(3), causal, causal),
        MaskStack.ofHeads(causal, full, causal));
  }

  @Test
  void runs_differInTheirBounds() {
    assertEquality(
        Masks.causal(3).row(1),
        Masks.columns(3, 0, 2).row(2),
        Masks.causal(3).row(2),
        Runs.of(1, 2));
  }

  @Test
  void masks_differInShapeOrCells() {
    assertEquality(
        Masks.causal(3),
        Masks.parse("#..\n##.\n###"),
        Masks.causal(4),
        Masks.full(3),
        Masks.full(2, 3),
        Masks.full(3, 2));
    assertThat(Masks.full(0, 3)).isNotEqualTo(Masks.full(0, 2)).isNotEqualTo(Masks.full(3, 0));
  }

  @Test
  void writtenRows_differInSizeGroupsOrBounds() {
    assertEquality(
        table("#.\n#.\n.#"),
        table("#.\n#.\n.#"),
        table("#.\n.#\n.#"),
        table("#.\n#.\n.#\n.#"),
        table("#..\n#..\n.#."),
        table("#.\n#.\n##"),
        table("##\n..\n.."));
    // The same bounds, cut into rows in another way.
    assertEquality(table("#.#\n..."), table("#.#\n..."), table("#..\n..#"), table("...\n#.#"));
    assertThat(table("#.#\n.#.")).hasToString("2x3, 3 runs");
    String comb = "#.".repeat(50);
    String other = ".#".repeat(50);
    assertEquality(
        table(comb + "\n" + other),
        table(comb + "\n" + other),
        table(other + "\n" + comb),
        table(comb + "\n" + other + "\n" + other),
        table(comb + comb + "\n" + other + other));
    assertThat(table(comb + "\n" + other)).hasToString("2x100, 100 cells as bits");
  }

  @Test
  void rowsOfLongRuns_areKeptAsRuns() {
    String some = "#".repeat(200) + ".".repeat(100);
    String more = "#".repeat(201) + ".".repeat(99);
    assertEquality(
        table(some + "\n" + some + "\n" + more),
        table(some + "\n" + some + "\n" + more),
        table(some + "\n" + more + "\n" + more),
        table(some + "\n" + some + "\n" + some),
        table(some + "\n" + more));
    assertThat(table(some + "\n" + more)).hasToString("2x300, 2 runs");
  }

  private static RowTable table(String grid) {
    return GridText.parse(grid);
  }
}
