package dev.attn.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.attn.mask.CumulativeLengths.Within;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What went wrong in other projects, one test for each. */
final class ExportPitfallsTest {

  private static final float BLOCKED = Float.NEGATIVE_INFINITY;

  /** https://github.com/google/gemma_pytorch/issues/73 */
  @Test
  void zeroOneMask_isNotTakenForABias() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MaskBias.copyOf(new float[] {0, 1}, 1, 2))
        .withMessage(
            "bias must be 0 or -Infinity, got 1.0 at [query 0, key 1];"
                + " turn other encodings into booleans first");
  }

  /** Windowed vision models add -100, many others the smallest finite float. */
  @Test
  void finiteStandIns_areNotTakenForBlocked() {
    float smallest = -Float.MAX_VALUE;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MaskBias.copyOf(new float[] {0, 0, -100, 0}, 2, 2))
        .withMessage(
            "bias must be 0 or -Infinity, got -100.0 at [query 1, key 0];"
                + " turn other encodings into booleans first");
    assertThat(smallest + smallest).isEqualTo(BLOCKED);
    assertThat(Softmax.of(smallest, smallest)).containsExactly(0.5, 0.5);
  }

  /**
   * https://github.com/lucidrains/x-transformers/issues/164,
   * https://github.com/NVIDIA/TransformerEngine/issues/614,
   * https://github.com/facebookresearch/detr/issues/96
   */
  @Test
  void trueMeansMayAttend_inEveryDenseForm() {
    MaskExports exports = MaskExports.of(Masks.parse("##.\n..#\n#.."));
    assertThat(exports.dense().orThrow().toBooleans()[1]).containsExactly(false, false, true);
    assertThat(exports.bias().orThrow().value(1, 2)).isZero();
    assertThat(exports.packedRows().orThrow().toWords()[1]).isEqualTo(0b100);
  }

  /**
   * https://github.com/pytorch/pytorch/issues/134756,
   * https://github.com/meta-pytorch/attention-gym/issues/149
   */
  @Test
  @Tag("large")
  void millionTokens_areRefusedDenseButNotAsRows() {
    MaskExports exports = MaskExports.of(Masks.causal(1 << 20));
    assertThat(exports.bias().isExpressible()).isFalse();
    RowEndpoints rows = exports.rowEndpoints(1).orThrow();
    assertThat(rows.rows()).isEqualTo(1 << 20);
    assertThat(exports.cumulativeLengths().orThrow())
        .isEqualTo(CumulativeLengths.copyOf(new int[] {0, 1 << 20}, Within.CAUSAL));
  }

  /**
   * https://github.com/meta-pytorch/attention-gym/issues/93,
   * https://github.com/kuleshov-group/bd3lms/issues/23
   */
  @Test
  void touchedBlocks_areNotCountedAsFull() {
    BlockLists lists = MaskExports.of(Masks.causal(100)).blockLists(128).orThrow();
    assertThat(lists.partialCounts()).containsExactly(1);
    assertThat(lists.fullCounts()).containsExactly(0);
    BlockLists full = MaskExports.of(Masks.full(100, 100)).blockLists(128).orThrow();
    assertThat(full.fullCounts()).containsExactly(0);
  }

  /** https://github.com/sgl-project/sglang/issues/37553 */
  @Test
  void paddingBitsThatAreSet_areRejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PackedRows.copyOf(new int[] {-1}, 1, 20))
        .withMessage("bits must be 0 from key 20 on, got a 1 at bit 31 of row 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PackedBits.copyOf(new byte[] {-1}, 1, 5))
        .withMessage("bits must be 0 from bit 5 on, got a 1 at bit 7");
  }

  /**
   * https://github.com/huggingface/nanoVLM/pull/204,
   * https://github.com/huggingface/transformers/pull/46634,
   * https://github.com/allenai/open-instruct/issues/669
   */
  @Test
  void packedSamples_doNotSeeEachOther() {
    AttentionMask packed = CumulativeLengths.copyOf(new int[] {0, 3, 4, 8}, Within.CAUSAL).toMask();
    for (int q = 0; q < 8; q++) {
      assertThat(packed.row(q).start(0)).isEqualTo(q < 3 ? 0 : Math.min(q, q < 4 ? 3 : 4));
    }
    AttentionMask oneSequence = Masks.causal(8);
    assertThat(MaskExports.of(packed).cumulativeLengths())
        .isNotEqualTo(MaskExports.of(oneSequence).cumulativeLengths());
  }

  /**
   * https://github.com/pytorch/pytorch/issues/103749,
   * https://github.com/pytorch/pytorch/issues/41508
   */
  @Test
  void emptyRow_staysEmptyInEveryFormat() {
    AttentionMask mask = Masks.causalBottomRight(4, 2);
    MaskExports exports = MaskExports.of(mask);
    assertThat(exports.bias().orThrow().toArray())
        .startsWith(BLOCKED, BLOCKED, BLOCKED, BLOCKED, 0, BLOCKED);
    assertThat(exports.compressedRows().orThrow().pointers()).containsExactly(0, 0, 0, 1, 3);
    assertThat(exports.rowEndpoints(1).orThrow().toArray()).containsExactly(0, 0, 0, 0, 0, 1, 0, 2);
  }

  /** https://github.com/pytorch/pytorch/issues/101967 */
  @Test
  void naNAtABlockedKey_doesNotReachTheLogits() {
    AttentionLogits logits = AttentionLogits.of(Masks.causal(2));
    assertThat(logits.logit(Double.NaN, 0, 0, 1)).isEqualTo(Double.NEGATIVE_INFINITY);
  }
}
