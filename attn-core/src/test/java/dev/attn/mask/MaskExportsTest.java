package dev.attn.mask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.mask.CumulativeLengths.Within;
import dev.attn.mask.FlashMaskColumns.Layout;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

/** What every format makes of one mask. */
final class MaskExportsTest {

  private static final float BLOCKED = Float.NEGATIVE_INFINITY;

  /** Neither symmetric nor its own complement, so every mix-up of axes or polarity shows. */
  private static final MaskExports ASYMMETRIC =
      MaskExports.of(
          Masks.parse(
              """
              ##.
              ..#
              #..
              """));

  private static final MaskExports MILLION = MaskExports.of(Masks.causal(1 << 20));

  @Test
  void bias_isZeroWhereAllowed() {
    MaskBias bias = ASYMMETRIC.bias().orThrow();
    assertThat(bias.toArray())
        .containsExactly(0, 0, BLOCKED, BLOCKED, BLOCKED, 0, 0, BLOCKED, BLOCKED);
    assertThat(bias.value(1, 2)).isZero();
    assertThat(bias.value(2, 1)).isEqualTo(BLOCKED);
    assertThat(bias).hasToString("mask bias 3x3");
  }

  @Test
  void dense_isTrueWhereAllowed() {
    DenseCells dense = ASYMMETRIC.dense().orThrow();
    assertThat(dense.toBooleans())
        .isDeepEqualTo(
            new boolean[][] {{true, true, false}, {false, false, true}, {true, false, false}});
    assertThat(dense.toBitSet()).isEqualTo(BitSet.valueOf(new long[] {0b001_100_011}));
    assertThat(dense.allows(1, 2)).isTrue();
    assertThat(dense.allows(2, 1)).isFalse();
    assertThat(dense).hasToString("dense cells 3x3");
  }

  @Test
  void packedBits_fillBytesFromTheLeastSignificantEndWithoutRowPadding() {
    PackedBits packed = ASYMMETRIC.packedBits().orThrow();
    assertThat(packed.toBytes()).containsExactly(0b01_100_011, 0);
    assertThat(packed).hasToString("packed bits 3x3, 2 bytes");
    assertThat(MaskExports.of(Masks.parse("##.#")).packedBits().orThrow().toBytes())
        .containsExactly(11);
  }

  @Test
  void packedRows_beginEveryRowWithANewWord() {
    PackedRows packed = ASYMMETRIC.packedRows().orThrow();
    assertThat(packed.toWords()).containsExactly(0b011, 0b100, 0b001);
    assertThat(packed.wordsPerRow()).isEqualTo(1);
    assertThat(packed).hasToString("packed rows 3x3, 1 words per row");
    PackedRows wide = MaskExports.of(Masks.causalBottomRight(2, 34)).packedRows().orThrow();
    assertThat(wide.toWords()).containsExactly(-1, 0b01, -1, 0b11);
  }

  @Test
  void compressedRows_listAllowedKeysRowByRow() {
    CompressedRows rows = ASYMMETRIC.compressedRows().orThrow();
    assertThat(rows.pointers()).containsExactly(0, 2, 3, 4);
    assertThat(rows.columns()).containsExactly(0, 1, 2, 0);
    assertThat(rows).hasToString("compressed rows 3x3, 4 cells");
  }

  @Test
  void rowEndpoints_areHalfOpenAndFilledWithEmptyPairs() {
    assertThat(ASYMMETRIC.rowEndpoints(1).orThrow().toArray()).containsExactly(0, 2, 2, 3, 0, 1);
    RowEndpoints two = MaskExports.of(Masks.parse("##.#\n.#..")).rowEndpoints(2).orThrow();
    assertThat(two.toArray()).containsExactly(0, 2, 3, 4, 1, 2, 0, 0);
    assertThat(two).hasToString("row endpoints 2x4, 2 runs per row");
  }

  @Test
  void flashMask_listsTheRowsThatAreMasked() {
    FlashMaskColumns columns = ASYMMETRIC.flashMask().orThrow();
    assertThat(columns.layout()).isEqualTo(Layout.LTS_LTE_UTS_UTE);
    assertThat(columns.toArray()).containsExactly(1, 2, 0, 0, 1, 3, 0, 0, 2, 3, 0, 1);
    assertThat(columns).hasToString("FlashMask columns LTS_LTE_UTS_UTE, 3 keys");
  }

  @Test
  void flashMask_takesOneNumberForCausalMasks() {
    FlashMaskColumns window = MaskExports.of(Masks.parse("#..\n##.\n.##")).flashMask().orThrow();
    assertThat(window.layout()).isEqualTo(Layout.CAUSAL_LTS);
    assertThat(window.layout().isCausal()).isTrue();
    assertThat(window.toArray()).containsExactly(2, 3, 3);
    assertThat(MaskExports.of(Masks.causal(3)).flashMask().orThrow().toArray())
        .containsExactly(3, 3, 3);
  }

  @Test
  void flashMask_takesTwoNumbersForCausalMasksThatOpenAgain() {
    AttentionMask again = Masks.parse("#...\n##..\n.##.\n#.##");
    FlashMaskColumns columns = MaskExports.of(again).flashMask().orThrow();
    assertThat(columns.layout()).isEqualTo(Layout.CAUSAL_LTS_LTE);
    assertThat(columns.toArray()).containsExactly(2, 3, 3, 4, 4, 4, 4, 4);
  }

  /** Documents of 3 and 2 tokens: below the diagonal masked from the end, above up to the start. */
  @Test
  void flashMask_takesTwoNumbersForDocumentsOnBothSides() {
    AttentionMask documents =
        CumulativeLengths.copyOf(new int[] {0, 3, 5}, Within.EVERYTHING).toMask();
    FlashMaskColumns columns = MaskExports.of(documents).flashMask().orThrow();
    assertThat(columns.layout()).isEqualTo(Layout.LTS_UTE);
    assertThat(columns.layout().isCausal()).isFalse();
    assertThat(columns.toArray()).containsExactly(3, 0, 3, 0, 3, 0, 5, 3, 5, 3);
    assertThat(columns.lowerEnd(0)).isEqualTo(5);
    assertThat(columns.upperStart(4)).isZero();
    assertThat(columns.upperEnd(4)).isEqualTo(3);
  }

  @Test
  void flashMask_takesFourNumbersIfTheUpperPartOpensBeforeItCloses() {
    FlashMaskColumns columns = MaskExports.of(Masks.parse("###\n##.\n###")).flashMask().orThrow();
    assertThat(columns.layout()).isEqualTo(Layout.LTS_LTE_UTS_UTE);
    assertThat(columns.toArray()).containsExactly(3, 3, 0, 0, 3, 3, 0, 0, 3, 3, 1, 2);
  }

  @Test
  void flashMask_ofAMillionTokensNeedsNoCells() {
    FlashMaskColumns columns = MILLION.flashMask().orThrow();
    assertThat(columns.layout()).isEqualTo(Layout.CAUSAL_LTS);
    assertThat(columns.lowerStart(0)).isEqualTo(1 << 20);
    assertThat(columns.upperEnd(77)).isEqualTo(77);
  }

  @Test
  void blockLists_countABlockCutByTheEdgeAsPartial() {
    BlockLists lists = MaskExports.of(Masks.causal(300)).blockLists(128).orThrow();
    assertThat(lists.partialCounts()).containsExactly(1, 1, 3);
    assertThat(lists.fullCounts()).containsExactly(0, 1, 0);
    assertThat(lists.partialIndices()).containsExactly(0, 0, 0, 1, 0, 0, 0, 1, 2);
    assertThat(lists.fullIndices()).containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 0);
    assertThat(lists.fullBlocks(1)).containsExactly(0);
    assertThat(lists.rows()).isEqualTo(300);
    assertThat(lists.keys()).isEqualTo(300);
    assertThat(lists.blockQueries()).isEqualTo(128);
    assertThat(lists.blockKeys()).isEqualTo(128);
    assertThat(lists).hasToString("block lists 300x300 in blocks of 128x128");
  }

  @Test
  void blockLists_listAllowedBlocks() {
    BlockLists lists = ASYMMETRIC.blockLists(1).orThrow();
    assertThat(lists.fullCounts()).containsExactly(2, 1, 1);
    assertThat(lists.fullIndices()).containsExactly(0, 1, 0, 2, 0, 0, 0, 0, 0);
    assertThat(lists.partialCounts()).containsExactly(0, 0, 0);
  }

  @Test
  void cumulativeLengths_ofPackedSamples() {
    AttentionMask packed = Masks.parse("#...\n##..\n..#.\n..##");
    CumulativeLengths lengths = MaskExports.of(packed).cumulativeLengths().orThrow();
    assertThat(lengths.offsets()).containsExactly(0, 2, 4);
    assertThat(lengths.within()).isEqualTo(Within.CAUSAL);
    assertThat(lengths.documents()).isEqualTo(2);
    assertThat(lengths.tokens()).isEqualTo(4);
    assertThat(lengths.longest()).isEqualTo(2);
    assertThat(lengths).hasToString("cumulative lengths [0, 2, 4], CAUSAL");
    assertThat(MaskExports.of(Masks.full(3, 3)).cumulativeLengths().orThrow())
        .isEqualTo(CumulativeLengths.copyOf(new int[] {0, 3}, Within.EVERYTHING));
  }

  @Test
  void cumulativeLengths_ofSingleTokensNeedNoCausalFlag() {
    CumulativeLengths lengths = MaskExports.of(Masks.parse("#.\n.#")).cumulativeLengths().orThrow();
    assertThat(lengths.offsets()).containsExactly(0, 1, 2);
    assertThat(lengths.within()).isEqualTo(Within.EVERYTHING);
  }

  @Test
  void cumulativeLengths_ofNothingAreOneZero() {
    CumulativeLengths none = MaskExports.of(Masks.causal(0)).cumulativeLengths().orThrow();
    assertThat(none.offsets()).containsExactly(0);
    assertThat(none.longest()).isZero();
  }
}
