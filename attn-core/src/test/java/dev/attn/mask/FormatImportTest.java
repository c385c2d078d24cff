package dev.attn.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attn.mask.CumulativeLengths.Within;
import dev.attn.mask.FlashMaskColumns.Layout;
import java.util.BitSet;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Numbers from other tools become values; what is not in the format is rejected. */
final class FormatImportTest {

  private static final float BLOCKED = Float.NEGATIVE_INFINITY;
  private static final AttentionMask ASYMMETRIC = Masks.parse("##.\n..#\n#..");

  /** Each importer must understand the same asymmetric mask in its own polarity. */
  @Test
  void importers_shareOnePolarity() {
    float[] bias = {0, 0, BLOCKED, BLOCKED, BLOCKED, 0, 0, BLOCKED, BLOCKED};
    assertThat(MaskBias.copyOf(bias, 3, 3).toMask()).isEqualTo(ASYMMETRIC);
    BitSet bits = BitSet.valueOf(new long[] {0b001_100_011});
    assertThat(DenseCells.copyOf(bits, 3, 3).toMask()).isEqualTo(ASYMMETRIC);
    assertThat(PackedBits.copyOf(new byte[] {0b01_100_011, 0}, 3, 3).toMask())
        .isEqualTo(ASYMMETRIC);
    assertThat(PackedRows.copyOf(new int[] {0b011, 0b100, 0b001}, 3, 3).toMask())
        .isEqualTo(ASYMMETRIC);
    assertThat(CompressedRows.copyOf(new int[] {0, 2, 3, 4}, new int[] {0, 1, 2, 0}, 3).toMask())
        .isEqualTo(ASYMMETRIC);
    assertThat(RowEndpoints.copyOf(new int[] {0, 2, 2, 3, 0, 1}, 1, 3).toMask())
        .isEqualTo(ASYMMETRIC);
    int[] masked = {1, 2, 0, 0, 1, 3, 0, 0, 2, 3, 0, 1};
    assertThat(FlashMaskColumns.copyOf(Layout.LTS_LTE_UTS_UTE, masked).toMask())
        .isEqualTo(ASYMMETRIC);
  }

  @Test
  void values_keepNoArrayOfTheCaller() {
    float[] bias = {0, BLOCKED};
    MaskBias value = MaskBias.copyOf(bias, 1, 2);
    bias[1] = 0;
    value.toArray()[1] = 0;
    assertThat(value.value(0, 1)).isEqualTo(BLOCKED);

    BitSet bits = new BitSet();
    DenseCells cells = DenseCells.copyOf(bits, 1, 2);
    bits.set(0);
    cells.toBitSet().set(0);
    assertThat(cells.allows(0, 0)).isFalse();

    byte[] bytes = {1};
    PackedBits packed = PackedBits.copyOf(bytes, 1, 2);
    bytes[0] = 3;
    packed.toBytes()[0] = 3;
    assertThat(packed.toMask()).isEqualTo(Masks.parse("#."));

    int[] words = {1};
    PackedRows rows = PackedRows.copyOf(words, 1, 2);
    words[0] = 3;
    rows.toWords()[0] = 3;
    assertThat(rows.toMask()).isEqualTo(Masks.parse("#."));

    int[] offsets = {0, 2};
    CumulativeLengths lengths = CumulativeLengths.copyOf(offsets, Within.CAUSAL);
    offsets[1] = 7;
    lengths.offsets()[1] = 7;
    assertThat(lengths.tokens()).isEqualTo(2);
  }

  @Test
  void sizes_areReported() {
    assertThat(PackedBits.copyOf(new byte[1], 2, 3))
        .returns(2, PackedBits::rows)
        .returns(3, PackedBits::keys);
    assertThat(PackedRows.copyOf(new int[4], 2, 33))
        .returns(2, PackedRows::rows)
        .returns(33, PackedRows::keys);
    assertThat(CompressedRows.copyOf(new int[3], new int[0], 5))
        .returns(2, CompressedRows::rows)
        .returns(5, CompressedRows::keys);
    assertThat(RowEndpoints.copyOf(new int[8], 2, 5))
        .returns(2, RowEndpoints::rows)
        .returns(5, RowEndpoints::keys)
        .returns(2, RowEndpoints::runsPerRow);
  }

  @Test
  void equals_looksAtTheContent() {
    PackedBits packed = PackedBits.copyOf(new byte[1], 2, 3);
    assertThat(packed)
        .isEqualTo(PackedBits.copyOf(new byte[1], 2, 3))
        .hasSameHashCodeAs(PackedBits.copyOf(new byte[1], 2, 3))
        .isNotEqualTo(PackedBits.copyOf(new byte[1], 3, 2));
    PackedRows rows = PackedRows.copyOf(new int[2], 2, 3);
    assertThat(rows)
        .hasSameHashCodeAs(PackedRows.copyOf(new int[2], 2, 3))
        .isNotEqualTo(PackedRows.copyOf(new int[2], 2, 4));
    DenseCells cells = DenseCells.copyOf(new BitSet(), 2, 3);
    assertThat(cells)
        .hasSameHashCodeAs(DenseCells.copyOf(new BitSet(), 2, 3))
        .isNotEqualTo(DenseCells.copyOf(new BitSet(), 3, 2));
    MaskBias bias = MaskBias.copyOf(new float[2], 1, 2);
    assertThat(bias)
        .hasSameHashCodeAs(MaskBias.copyOf(new float[] {0, -0f}, 1, 2))
        .isEqualTo(MaskBias.copyOf(new float[] {0, -0f}, 1, 2))
        .isNotEqualTo(MaskBias.copyOf(new float[] {0, BLOCKED}, 1, 2));
    CompressedRows compressed = CompressedRows.copyOf(new int[3], new int[0], 5);
    assertThat(compressed)
        .hasSameHashCodeAs(CompressedRows.copyOf(new int[3], new int[0], 5))
        .isNotEqualTo(CompressedRows.copyOf(new int[3], new int[0], 6));
    RowEndpoints endpoints = RowEndpoints.copyOf(new int[8], 2, 5);
    assertThat(endpoints)
        .hasSameHashCodeAs(RowEndpoints.copyOf(new int[8], 2, 5))
        .isNotEqualTo(RowEndpoints.copyOf(new int[8], 4, 5));
    FlashMaskColumns columns = FlashMaskColumns.copyOf(Layout.LTS_UTE, new int[4]);
    assertThat(columns)
        .hasSameHashCodeAs(FlashMaskColumns.copyOf(Layout.LTS_UTE, new int[4]))
        .isNotEqualTo(FlashMaskColumns.copyOf(Layout.CAUSAL_LTS_LTE, new int[4]));
    CumulativeLengths lengths = CumulativeLengths.copyOf(new int[] {0, 2}, Within.CAUSAL);
    assertThat(lengths)
        .hasSameHashCodeAs(CumulativeLengths.copyOf(new int[] {0, 2}, Within.CAUSAL))
        .isNotEqualTo(CumulativeLengths.copyOf(new int[] {0, 2}, Within.EVERYTHING));
    BlockLists lists = MaskExports.of(Masks.causal(5)).blockLists(2).orThrow();
    assertThat(lists)
        .isEqualTo(MaskExports.of(Masks.causal(5)).blockLists(2).orThrow())
        .hasSameHashCodeAs(MaskExports.of(Masks.causal(5)).blockLists(2).orThrow())
        .isNotEqualTo(MaskExports.of(Masks.full(5, 5)).blockLists(2).orThrow());
  }

  @Test
  void denseSizes_areChecked() {
    assertRejected(() -> DenseCells.copyOf(new BitSet(), -1, 3), "rows must be at least 0, got -1");
    assertRejected(() -> DenseCells.copyOf(new BitSet(), 3, -1), "keys must be at least 0, got -1");
    assertRejected(
        () -> DenseCells.copyOf(new BitSet(), 65_536, 65_536),
        "cells must be at most 2147483647, got 4294967296");
    BitSet outside = new BitSet();
    outside.set(9);
    assertRejected(
        () -> DenseCells.copyOf(outside, 2, 3), "bits must be 0 from bit 6 on, got a 1 at bit 9");
    DenseCells cells = DenseCells.copyOf(new BitSet(), 2, 3);
    assertThatThrownBy(() -> cells.allows(2, 0))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("query must be in [0, 2), got 2");
    assertThatThrownBy(() -> cells.allows(0, 3))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("key must be in [0, 3), got 3");
  }

  @Test
  void biasLength_isChecked() {
    assertRejected(
        () -> MaskBias.copyOf(new float[5], 2, 3),
        "bias must have 6 values for 2 rows and 3 keys, got 5");
  }

  @Test
  void packedLengthAndPadding_areChecked() {
    assertRejected(
        () -> PackedBits.copyOf(new byte[2], 2, 3),
        "packed mask must have 1 bytes for 2 rows and 3 keys, got 2");
    assertRejected(
        () -> PackedBits.copyOf(new byte[] {(byte) 0x80}, 2, 3),
        "bits must be 0 from bit 6 on, got a 1 at bit 7");
    assertRejected(
        () -> PackedRows.copyOf(new int[3], 2, 33),
        "packed mask must have 4 words for 2 rows and 33 keys, got 3");
    assertRejected(
        () -> PackedRows.copyOf(new int[] {0, 0, 0, 2}, 2, 33),
        "bits must be 0 from key 33 on, got a 1 at bit 33 of row 1");
  }

  @Test
  void compressedRows_areChecked() {
    assertRejected(
        () -> CompressedRows.copyOf(new int[0], new int[0], 3),
        "row pointers must begin with 0, got none");
    assertRejected(
        () -> CompressedRows.copyOf(new int[] {1, 1}, new int[1], 3),
        "row pointers must begin with 0, got 1");
    assertRejected(
        () -> CompressedRows.copyOf(new int[] {0, 2}, new int[1], 3),
        "row pointers must end with the number of columns 1, got 2");
    assertRejected(
        () -> CompressedRows.copyOf(new int[] {0, 1, 0, 1}, new int[1], 3),
        "row pointers must not descend, got 1 before 0 at row 1");
    assertRejected(
        () -> CompressedRows.copyOf(new int[] {0, 2}, new int[] {1, 1}, 3),
        "columns of a row must ascend inside [0, 3), got 1 at entry 1");
    assertRejected(
        () -> CompressedRows.copyOf(new int[] {0, 1}, new int[] {3}, 3),
        "columns of a row must ascend inside [0, 3), got 3 at entry 0");
  }

  @Test
  void rowEndpoints_areChecked() {
    assertRejected(
        () -> RowEndpoints.copyOf(new int[6], 2, 3),
        "endpoints must come in rows of 4 numbers, got 6");
    assertRejected(
        () -> RowEndpoints.copyOf(new int[] {0, 2, 1, 3}, 2, 3),
        "runs must ascend inside [0, 3), got [1, 3) in row 0");
    assertRejected(
        () -> RowEndpoints.copyOf(new int[] {0, 2, 1, 4}, 1, 3),
        "runs must ascend inside [0, 3), got [1, 4) in row 1");
    assertRejected(
        () -> RowEndpoints.copyOf(new int[2], 0, 3), "runs per row must be at least 1, got 0");
  }

  @Test
  void rowEndpoints_mayHaveEmptyPairsAnywhere() {
    assertThat(RowEndpoints.copyOf(new int[] {0, 0, 1, 2, 3, 3}, 3, 3).toMask())
        .isEqualTo(Masks.parse(".#."));
  }

  @Test
  void flashMask_isChecked() {
    assertRejected(
        () -> FlashMaskColumns.copyOf(Layout.LTS_UTE, new int[3]),
        "columns must have 2 numbers per key, got 3 in all");
    assertRejected(
        () -> FlashMaskColumns.copyOf(Layout.LTS_UTE, new int[] {2, 0, 3, 0}),
        "row index must be in [0, 2], got 3 at key 1");
    FlashMaskColumns columns = FlashMaskColumns.copyOf(Layout.CAUSAL_LTS, new int[] {1, 2});
    assertThatThrownBy(() -> columns.lowerStart(2))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("key must be in [0, 2), got 2");
  }

  @Test
  void cumulativeLengths_areChecked() {
    assertRejected(
        () -> CumulativeLengths.copyOf(new int[0], Within.CAUSAL),
        "offsets must begin with 0, got none");
    assertRejected(
        () -> CumulativeLengths.copyOf(new int[] {1, 2}, Within.CAUSAL),
        "offsets must begin with 0, got 1");
    assertRejected(
        () -> CumulativeLengths.copyOf(new int[] {0, 3, 3}, Within.CAUSAL),
        "offsets must ascend, got 3 after 3");
  }

  @Test
  void blockLists_checkTheBlock() {
    BlockLists lists = MaskExports.of(Masks.causal(5)).blockLists(2).orThrow();
    assertThatThrownBy(() -> lists.partialBlocks(3))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("query block must be in [0, 3), got 3");
  }

  private static void assertRejected(ThrowingCallable call, String message) {
    assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
  }
}
