package dev.attn.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.attn.mask.CumulativeLengths.Within;
import dev.attn.mask.FlashMaskColumns.Layout;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

/** What every format makes of one mask, and why a format refuses another. */
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

  @Test
  void sizeGuard_refusesBeforeAnythingIsAllocated() {
    String tooMany = "1,099,511,627,776 cells exceed the limit of 67,108,864";
    assertRefused(MILLION.bias(), tooMany);
    assertRefused(MILLION.dense(), tooMany);
    assertRefused(MILLION.packedBits(), tooMany);
    assertRefused(MILLION.packedRows(), tooMany);
  }

  @Test
  void sizeGuard_countsRowsWithoutKeysToo() {
    MaskExports noKeys = MaskExports.of(Masks.full(Integer.MAX_VALUE, 0));
    String tooMany = "2,147,483,647 rows exceed the limit of 67,108,864";
    assertRefused(noKeys.dense(), tooMany);
    assertRefused(noKeys.compressedRows(), tooMany);
  }

  @Test
  void sizeGuard_canBeMoved() {
    MaskExports small = MaskExports.of(Masks.causal(8)).withLimit(20);
    assertRefused(small.bias(), "64 cells exceed the limit of 20");
    assertRefused(small.compressedRows(), "36 cells exceed the limit of 20");
    assertRefused(small.rowEndpoints(2), "32 endpoints exceed the limit of 20");
    assertRefused(small.flashMask(), "32 row indices exceed the limit of 20");
    assertRefused(small.blockLists(1), "64 blocks exceed the limit of 20");
    assertRefused(small.withLimit(8).cumulativeLengths(), "9 offsets exceed the limit of 8");
    assertThat(small.withLimit(64).bias().isExpressible()).isTrue();
    assertRefused(
        MaskExports.of(Masks.full(0, 50)).withLimit(20).blockLists(2),
        "25 blocks exceed the limit of 20");
  }

  @Test
  void compressedRows_refuseMoreCellsThanAnIntCounts() {
    assertRefused(
        MaskExports.of(Masks.causal(65_536)).compressedRows(),
        "2,147,516,416 cells do not fit int row pointers");
  }

  @Test
  void rowEndpoints_nameTheRowWithTooManyRuns() {
    boolean[][] cells = new boolean[20][9];
    cells[17] = new boolean[] {true, false, true, true, false, false, true, false, false};
    assertRefused(
        MaskExports.of(Masks.fromDense(cells)).rowEndpoints(2),
        "row 17 has 3 runs, 2 allowed",
        17,
        6);
  }

  /** Every fourth key up to the query, the strided pattern of sparse transformers. */
  @Test
  void flashMask_namesTheKeyWithTooManyMaskedRuns() {
    boolean[][] strided = new boolean[12][12];
    for (int q = 0; q < 12; q++) {
      for (int k = q; k >= 0; k -= 4) {
        strided[q][k] = true;
      }
    }
    assertRefused(
        MaskExports.of(Masks.fromDense(strided)).flashMask(),
        "key 0 has 3 masked runs below the diagonal",
        5,
        0);
  }

  @Test
  void flashMask_namesTheKeyWithTooManyMaskedRunsAbove() {
    AttentionMask mask = Masks.parse("####.\n#####\n####.\n#####\n#####");
    assertRefused(
        MaskExports.of(mask).flashMask(), "key 4 has 2 masked runs above the diagonal", 2, 4);
  }

  @Test
  void squareFormats_refuseOtherShapes() {
    MaskExports wide = MaskExports.of(Masks.full(3, 4));
    assertRefused(wide.flashMask(), "mask of 3x4 is not square");
    assertRefused(wide.cumulativeLengths(), "mask of 3x4 is not square");
  }

  @Test
  void cumulativeLengths_nameTheCellThatIsInTheWay() {
    assertNotDocuments("##..\n##..\n..##\n.#.#", "row 3 sees key 1 of another document", 3, 1);
    assertNotDocuments("###.\n##..\n..##\n..##", "row 0 sees key 2 of another document", 0, 2);
    assertNotDocuments("##.#\n##..\n..##\n..##", "row 0 sees key 3 of another document", 0, 3);
    assertNotDocuments("#..\n##.\n.##", "row 2 does not see key 0 of its document", 2, 0);
    assertNotDocuments("###\n##.\n###", "row 1 does not see key 2 of its document", 1, 2);
    assertNotDocuments("#..\n###\n###", "row 1 sees key 2 after itself in a causal document", 1, 2);
  }

  @Test
  void cumulativeLengths_findTheLeakIntoAnEarlierDocument() {
    boolean[][] cells = new boolean[20][20];
    for (int q = 0; q < 20; q++) {
      for (int k = q / 10 * 10; k <= q; k++) {
        cells[q][k] = true;
      }
    }
    cells[17][3] = true;
    assertRefused(
        MaskExports.of(Masks.fromDense(cells)).cumulativeLengths(),
        "row 17 sees key 3 of another document",
        17,
        3);
  }

  @Test
  void cumulativeLengths_refusePaddingRows() {
    Expressible<CumulativeLengths> padded =
        MaskExports.of(Masks.parse("##.\n##.\n...")).cumulativeLengths();
    Expressible.Not<CumulativeLengths> not = refusal(padded);
    assertThat(not.reason()).isEqualTo("row 0 does not see key 2 of its document");
    not = refusal(MaskExports.of(Masks.parse("...\n.##\n.##")).cumulativeLengths());
    assertThat(not.reason()).isEqualTo("row 0 sees no key");
    assertThat(not.row()).hasValue(0);
    assertThat(not.key()).isEmpty();
  }

  private static void assertNotDocuments(String grid, String reason, int row, int key) {
    assertRefused(MaskExports.of(Masks.parse(grid)).cumulativeLengths(), reason, row, key);
  }

  @Test
  void orThrow_saysTheReason() {
    assertThatIllegalStateException()
        .isThrownBy(() -> MaskExports.of(Masks.full(3, 4)).flashMask().orThrow())
        .withMessage("mask must be expressible in this format, got: mask of 3x4 is not square");
  }

  @Test
  void arguments_areChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ASYMMETRIC.rowEndpoints(0))
        .withMessage("runs per row must be at least 1, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ASYMMETRIC.blockLists(0, 4))
        .withMessage("block queries must be at least 1, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ASYMMETRIC.blockLists(4, 0))
        .withMessage("block keys must be at least 1, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ASYMMETRIC.withLimit(0))
        .withMessage("limit must be in [1, 2147483639], got 0");
  }

  private static <T> Expressible.Not<T> refusal(Expressible<T> export) {
    assertThat(export).isInstanceOf(Expressible.Not.class);
    return (Expressible.Not<T>) export;
  }

  private static void assertRefused(Expressible<?> export, String reason) {
    Expressible.Not<?> not = refusal(export);
    assertThat(not.reason()).isEqualTo(reason);
    assertThat(not.row()).isEmpty();
    assertThat(not.key()).isEmpty();
  }

  private static void assertRefused(Expressible<?> export, String reason, int row, int key) {
    Expressible.Not<?> not = refusal(export);
    assertThat(not.reason()).isEqualTo(reason);
    assertThat(not.row()).hasValue(row);
    assertThat(not.key()).hasValue(key);
  }
}
