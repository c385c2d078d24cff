package dev.attn.mask.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.EmptyRows;
import dev.attn.mask.Fill;
import dev.attn.mask.MaskAudit;
import dev.attn.mask.MaskShape;
import dev.attn.mask.Masks;
import dev.attn.mask.TileCounts;
import dev.attn.mask.Trait;
import dev.attn.mask.Windows;
import dev.attn.recompute.Recompute;
import dev.attn.recompute.RecomputeOptions;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.NumericArray;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Mistakes that people made with other tools, each with the thread that tells of it. */
final class PitfallsTest {

  /** https://github.com/meta-pytorch/attention-gym/issues/66 */
  @Test
  void oneCellAndOneRow_canBeAsserted() {
    MaskAssert.that(Masks.slidingWindow(10, 3)).allows(9, 7).blocks(9, 6).row(9).sees(7, 8, 9);
    assertThatThrownBy(() -> MaskAssert.that(Masks.slidingWindow(10, 3)).allows(9, 6))
        .isExactlyInstanceOf(AssertionError.class)
        .hasMessageContaining("(9,6) BLOCKED by slidingWindow: distance 3, keys 3");
  }

  /**
   * https://github.com/huggingface/transformers/issues/29623,
   * https://github.com/huggingface/transformers/issues/39408,
   * https://github.com/vllm-project/vllm/issues/3385, https://github.com/zml/zml/pull/763
   */
  @Test
  void windowOf2048_has2048Keys_orOneMoreWhereTheToolSaysSo() {
    for (int number : new int[] {1, 3, 2048}) {
      MaskShape shape = MaskShape.square(3 * number);
      int last = 3 * number - 1;
      MaskAssert.that(Masks.slidingWindow(3 * number, number)).row(last).hasCellCount(number);
      MaskAssert.that(Masks.window(shape, Windows.keysIncludingSelf(number)))
          .isEqualTo(Masks.slidingWindow(3 * number, number));
      MaskAssert.that(Masks.window(shape, Windows.flashAttn(number, 0)))
          .row(last)
          .hasCellCount(number + 1);
      MaskAssert.that(Masks.window(shape, Windows.flashInferLeft(number)))
          .row(last)
          .hasCellCount(number + 1);
      MaskAssert.that(Masks.window(shape, Windows.attentionGym(number)))
          .row(last)
          .hasCellCount(number + 1);
    }
  }

  /** https://github.com/sgl-project/sglang/issues/39300 */
  @Test
  void twoSidedWindow_isNotFullAttention() {
    AttentionMask mask = Masks.window(MaskShape.square(6), Windows.hfBidirectional(3));
    assertThat(mask.rowCounts()).containsExactly(4, 5, 6, 6, 5, 4);
    MaskAssert.that(mask).isSubsetOf(Masks.band(6, 3, 3));
    assertThatThrownBy(() -> MaskAssert.that(Masks.full(6)).isSubsetOf(Masks.band(6, 3, 3)))
        .isExactlyInstanceOf(AssertionError.class)
        .hasMessageContaining("allows more in 6 of 36 cells, first (0,4)");
  }

  /**
   * https://github.com/pytorch/pytorch/issues/103082,
   * https://github.com/pytorch/pytorch/issues/108108, https://github.com/ml-explore/mlx/pull/2967,
   * https://github.com/Dao-AILab/flash-attention/issues/1778
   */
  @Test
  void causalAtTwoLengths_saysWhichCornerItIsLinedUpAt() {
    MaskAssert.that(Masks.causalTopLeft(2, 4)).row(1).isExactly("[0,2)");
    MaskAssert.that(Masks.causalBottomRight(2, 4)).row(1).isExactly("[0,4)");
    MaskAssert.that(Masks.causal(MaskShape.decode(7))).row(0).isExactly("[0,8)");
    MaskAssert.that(Masks.causalBottomRight(5, 3)).hasEmptyRows(0, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EmptyRows.FORBID.bind(Masks.causalBottomRight(5, 3)))
        .withMessageContaining("got none in rows [0,2) of 5");
  }

  private static NumericArray vectors(double... values) {
    return NumericArray.copyOf(values, 1, 1, values.length, 1);
  }

  private static RecomputeOptions options(EmptyRows policy) {
    return RecomputeOptions.defaults().withEmptyRows(policy);
  }

  /**
   * https://github.com/pytorch/pytorch/issues/103749,
   * https://github.com/pytorch/pytorch/issues/110213,
   * https://github.com/robertknight/rten/pull/1321, https://github.com/Xilinx/brevitas/pull/1591,
   * https://github.com/pytorch/pytorch/issues/41508
   */
  @Test
  void fullyBlockedRow_isWhatTheCallerChose() {
    AttentionMask padded = Masks.causal(3).and(Masks.keysValidFrom(MaskShape.square(3), 1));
    NumericArray zeros = vectors(0, 0, 0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Recompute.attention(zeros, zeros, padded))
        .withMessageContaining("choose EmptyRows.");
    double[][] rows = {
      {0, 0, 0}, {1 / 3.0, 1 / 3.0, 1 / 3.0}, {1, 0, 0}, {Double.NaN, Double.NaN, Double.NaN}
    };
    EmptyRows[] policies = {EmptyRows.ZERO, EmptyRows.UNIFORM, EmptyRows.SELF, EmptyRows.NAN};
    for (int i = 0; i < policies.length; i++) {
      AttentionMatrix head =
          Recompute.attention(zeros, zeros, padded, options(policies[i])).layer(0).head(0);
      assertThat(head.row(0)).containsExactly(rows[i]);
      assertThat(head.row(2)).containsExactly(0, 0.5, 0.5);
    }
  }

  /** https://github.com/pytorch/pytorch/issues/101967 */
  @Test
  void naNInABlockedKey_doesNotReachTheOutput() {
    NumericArray tokens = vectors(1, 2, Double.NaN);
    NumericArray output =
        Recompute.output(
            Recompute.attention(vectors(1, 1, 1), tokens, Masks.causal(3)),
            tokens,
            Masks.causal(3),
            RecomputeOptions.defaults());
    double[] values = output.toDoubles();
    assertThat(values[0]).isEqualTo(1);
    assertThat(values[1]).isBetween(1.0, 2.0);
    assertThat(values[2]).isNaN();
  }

  /** https://github.com/huggingface/transformers/pull/40324 */
  @Test
  void chunkBorders_moveWithLeftPaddingOnlyIfAskedFor() {
    MaskShape shape = MaskShape.square(10);
    MaskAssert.that(Masks.chunked(shape, 4)).row(5).isExactly("[4,6)");
    MaskAssert.that(Masks.chunkedFrom(shape, 4, 2)).row(5).isExactly("[2,6)").hasEmptyRows(0, 1);
  }

  /**
   * https://github.com/huggingface/nanoVLM/pull/204,
   * https://github.com/huggingface/transformers/pull/46634,
   * https://github.com/allenai/open-instruct/issues/669
   */
  @Test
  void packedSamples_doNotSeeEachOther() {
    AttentionMask across =
        Masks.full(6).minus(Masks.blockDiagonal(Masks.full(2), Masks.full(3), Masks.full(1)));
    MaskAssert.that(Masks.packedCausal(2, 3, 1)).isDisjointFrom(across);
    MaskAssert.that(Masks.documents(7, 7, 4, 4, 4, 9)).isDisjointFrom(across);
    int[] positions = {0, 1, 0, 1, 2, 0};
    assertThatThrownBy(() -> MaskAssert.that(Masks.documents(positions)).isDisjointFrom(across))
        .isExactlyInstanceOf(AssertionError.class)
        .hasMessageContaining("document of 0 is 0, document of 2 is 0");
  }

  /**
   * https://github.com/huggingface/transformers/pull/46850,
   * https://github.com/huggingface/transformers/issues/46711,
   * https://github.com/vllm-project/vllm/pull/47217,
   * https://github.com/huggingface/transformers/pull/38080
   */
  @Test
  void imageBlocks_areJoinedBeforeTheWindowCutsThem_andStayApart() {
    AttentionMask images = Masks.documents(-1, 0, 0, 0, 0, -1, 1, 1);
    AttentionMask window = Masks.window(MaskShape.square(8), Windows.hfBidirectional(1));
    AttentionMask cut = Masks.causal(8).or(images).and(window);
    AttentionMask uncut = Masks.causal(8).and(window).or(images);
    MaskAssert.that(cut).isSubsetOf(window).blocks(1, 4).allows(1, 2);
    assertThatThrownBy(() -> MaskAssert.that(uncut).isSubsetOf(window))
        .isExactlyInstanceOf(AssertionError.class)
        .hasMessageContaining("allows more in 6 of 64 cells, first (1,3)");
    MaskAssert.that(images).blocks(1, 6).blocks(6, 1).allows(1, 4).allows(7, 6);
  }

  /**
   * https://github.com/pytorch/pytorch/issues/134756,
   * https://github.com/meta-pytorch/attention-gym/issues/149,
   * https://github.com/Blaizzy/mlx-vlm/issues/1355
   */
  @Test
  void maskOfAMillionTokens_isBuiltComparedAndVerifiedWithoutItsCells() {
    AttentionMask mask = Masks.sinksAndWindow(1 << 20, 4, 512);
    MaskAssert.that(mask)
        .hasCellCount(540_932_346)
        .hasNoEmptyRows()
        .isCausal()
        .row(1_000_000)
        .isExactly("[0,4) [999489,1000001)");
    assertThat(MaskLaws.verify(mask).coverage().isExhaustive()).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(mask::toDense)
        .withMessage(
            "mask must have at most 67,108,864 cells to be copied, got 1,099,511,627,776; walk its"
                + " rows or pass a higher limit");
  }

  /**
   * https://github.com/pytorch/pytorch/issues/143260,
   * https://github.com/pytorch/pytorch/issues/163314,
   * https://github.com/meta-pytorch/attention-gym/issues/31,
   * https://github.com/meta-pytorch/attention-gym/issues/34
   */
  @Test
  void slices_haveTheirOwnShapeAndCells_andMasksAreNotReusedForOtherLengths() {
    AttentionMask mask = Masks.packedCausal(3, 5);
    MaskAssert.that(mask.slice(2, 6, 1, 8))
        .hasShape(4, 7)
        .row(0)
        .isExactly("[0,2)")
        .row(1)
        .isExactly("[2,3)");
    MaskAssert.that(mask.slice(1, 7, 0, 8).slice(1, 4, 2, 6)).isEqualTo(mask.slice(2, 5, 2, 6));
    assertThatThrownBy(
            () ->
                MaskLaws.verifyFamily(
                    n -> Masks.keysValidTo(MaskShape.square(n), Math.max(0, n - 2)),
                    Set.of(Trait.PREFIX_STABLE),
                    4))
        .isExactlyInstanceOf(AssertionError.class);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Masks.audit(NumericArray.copyOf(new double[16], 4, 4).asAttention(), mask))
        .withMessage(
            "mask shape must be [4, 4] like the weights, got [8, 8]; build it with"
                + " Masks.causal(4)");
  }

  /**
   * https://github.com/meta-pytorch/attention-gym/issues/93,
   * https://github.com/kuleshov-group/bd3lms/issues/23
   */
  @Test
  void densityIsAShare_andTouchedTilesAreNotFullOnes() {
    AttentionMask mask = Masks.causal(100);
    MaskAssert.that(mask).hasDensityBetween(0.505, 0.505);
    MaskAssert.that(Masks.none(100)).hasDensityBetween(0, 0);
    assertThat(mask.tileCounts(64)).isEqualTo(new TileCounts(1, 2, 1));
  }

  /** https://github.com/mit-han-lab/streaming-llm/issues/89 */
  @Test
  void sinkMask_isWhatACacheThatDropsEntriesSees() {
    AttentionMask mask = Masks.sinksAndWindow(12, 2, 3);
    for (int step = 0; step < 12; step++) {
      int p = step;
      int[] kept = IntStream.rangeClosed(0, p).filter(k -> k < 2 || p - k < 3).toArray();
      AttentionMask row = mask.slice(p, p + 1, 0, 12);
      MaskAssert.that(row.selectKeys(kept)).isEqualTo(Masks.full(1, kept.length));
      MaskAssert.that(row).hasCellCount(kept.length);
    }
  }

  /** https://github.com/sgl-project/sglang/issues/37553 */
  @Test
  void paddedMask_saysWhatThePaddingHolds_andTheOriginalStays() {
    AttentionMask mask = Masks.causal(2);
    MaskAssert.that(mask.pad(0, 1, 0, 1, Fill.BLOCKED)).hasCellCount(3).hasEmptyRows(2);
    MaskAssert.that(mask.pad(0, 1, 0, 1, Fill.ALLOWED)).hasCellCount(8);
    MaskAssert.that(mask).hasShape(2, 2).hasCellCount(3);
    boolean[][] cells = mask.toDense();
    Arrays.fill(cells[0], true);
    MaskAssert.that(mask).blocks(0, 1);
  }

  /** https://github.com/google/gemma_pytorch/issues/73 */
  @Test
  void maskTakenForABias_isNamedByTheAudit() {
    double[][] zeroOne = {{0.5, 0.5}, {0.5, 0.5}};
    MaskAudit audit = Masks.audit(AttentionMatrix.copyOf(zeroOne), Masks.causal(2));
    assertThat(audit.cells().leaking()).isEqualTo(1);
    assertThat(audit.leakedMass()).isEqualTo(0.5);
  }
}
