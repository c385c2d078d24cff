package dev.attn.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

/** Why a format refuses a mask, and where the mask shows it. */
final class ExportRefusalTest {

  private static final MaskExports MILLION = MaskExports.of(Masks.causal(1 << 20));

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
        .isThrownBy(() -> MILLION.rowEndpoints(0))
        .withMessage("runs per row must be at least 1, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MILLION.blockLists(0, 4))
        .withMessage("block queries must be at least 1, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MILLION.blockLists(4, 0))
        .withMessage("block keys must be at least 1, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MILLION.withLimit(0))
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
