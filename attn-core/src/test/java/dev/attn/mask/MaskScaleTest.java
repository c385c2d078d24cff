package dev.attn.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Masks over a million tokens, whose cells no memory would hold. */
@Tag("large")
final class MaskScaleTest {

  private static final int N = 1_000_000;
  private static final AttentionMask SINKS = Masks.sinksAndWindow(N, 4, 512);

  /** Returns 1000 documents of 1000 tokens. */
  private static AttentionMask documents() {
    int[] lengths = new int[1000];
    Arrays.fill(lengths, 1000);
    return Masks.documentsOfLengths(lengths);
  }

  @Test
  void cellCount_agreesWithTheRows() {
    // The window, then the sinks that lie before it: none up to row 511, then 1, 2, 3 and 4.
    long expected = 512L * 513 / 2 + 512L * (N - 512) + (1 + 2 + 3) + 4L * (N - 515);
    assertThat(SINKS.cellCount()).isEqualTo(expected);
    assertThat(Arrays.stream(SINKS.rowCounts()).sum()).isEqualTo(expected);
    assertThat(Arrays.stream(SINKS.keyCounts()).sum()).isEqualTo(expected);
    assertThat(documents().cellCount()).isEqualTo(1000L * 1000 * 1000);
  }

  @Test
  void tileCounts_areExact() {
    TileCounts tiles = documents().tileCounts(1000);
    assertThat(tiles).isEqualTo(new TileCounts(1000, 0, 999_000));
    assertThat(documents().tileCounts(500)).isEqualTo(new TileCounts(4000, 0, 3_996_000));
    assertThat(documents().tileCounts(2000)).isEqualTo(new TileCounts(0, 500, 249_500));
    assertThat(SINKS.tileCounts(1).full()).isEqualTo(SINKS.cellCount());
  }

  @Test
  void densityGrid_countsEveryCell() {
    DensityGrid grid = documents().densityGrid(512, 512);
    long sum = 0;
    for (int a = 0; a < 512; a++) {
      for (int b = 0; b < 512; b++) {
        sum += grid.count(a, b);
      }
    }
    assertThat(sum).isEqualTo(documents().cellCount());
    DensityGrid whole = documents().densityGrid(1000, 1000);
    assertThat(whole.density(7, 7)).isEqualTo(1);
    assertThat(whole.density(7, 8)).isZero();
  }

  @Test
  void comparisons_walkTheRows() {
    AttentionMask both = SINKS.and(documents());
    assertThat(both.isSubsetOf(SINKS)).isTrue();
    assertThat(SINKS.isSubsetOf(documents())).isFalse();
    assertThat(SINKS.firstDifference(documents())).hasValue(new CellDifference(0, 1, false, true));
    assertThat(SINKS.differenceCount(documents()))
        .isEqualTo(SINKS.cellCount() + documents().cellCount() - 2 * both.cellCount());
    assertThat(SINKS.materialise()).isEqualTo(SINKS).hasSameHashCodeAs(SINKS);
    assertThat(both.emptyRows().isEmpty()).isTrue();
  }

  @Test
  void transposedAndCut_staysCheap() {
    AttentionMask turned = SINKS.transpose();
    assertThat(turned.keyCounts()).isEqualTo(SINKS.rowCounts());
    assertThat(SINKS.slice(N - 10, N, 0, N).cellCount()).isEqualTo(10 * 516);
  }

  @Test
  void figuresThatDoNotFitInMemory_areRefused() {
    AttentionMask largest = Masks.causal(Integer.MAX_VALUE);
    assertThatIllegalArgumentException()
        .isThrownBy(largest::rowCounts)
        .withMessage("rows must be in [0, 134217728], got 2147483647");
    assertThatIllegalArgumentException()
        .isThrownBy(largest::keyCounts)
        .withMessage("keys must be in [0, 134217728], got 2147483647");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Masks.randomPerRow(MaskShape.square(1 << 23), 1, 0))
        .withMessage("keys must be in [0, 4194304], got 8388608");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Masks.bigBird(1 << 23, 1, 1, new int[0], 1, 0))
        .withMessage("blocks must be in [0, 4194304], got 8388608");
    int n = 1 << 21;
    AttentionMask manyRuns = Masks.strided(MaskShape.square(n), 2).slice(n / 2, n, 0, n);
    assertThatIllegalArgumentException()
        .isThrownBy(manyRuns::toGrid)
        .withMessage("text must be shorter than 67108864 characters, got more in row 8");
  }
}
