package dev.attn.mask;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Numbers that were computed elsewhere and must come out again. */
final class MaskFactsTest {

  /** The draft tree mc_sim_7b_63 of Medusa (Cai et al. 2024), node by node. */
  static final int[] MEDUSA =
      parents("-1 0*10 1*10 2*7 3*3 4*2 5 6 7 8 9 10 11*10 12*3 13*2 14 15 16 17 18 21*2 28 39*2");

  static int[] parents(String runs) {
    return Arrays.stream(runs.split(" ", -1))
        .flatMapToInt(
            run -> {
              String[] parts = run.split("\\*", -1);
              int times = parts.length == 1 ? 1 : Integer.parseInt(parts[1]);
              return IntStream.generate(() -> Integer.parseInt(parts[0])).limit(times);
            })
        .toArray();
  }

  @Test
  void medusaTree_countsItsNodesAndCells() {
    AttentionMask tree = Masks.tree(MEDUSA, 0);
    assertThat(tree.rows()).isEqualTo(64);
    assertThat(tree.cellCount()).isEqualTo(207);
    assertThat(Masks.tree(MEDUSA, 16).cellCount()).isEqualTo(1231);
    assertThat(Masks.tree(MEDUSA, 16)).isEqualTo(Masks.hstack(Masks.full(64, 16), tree));
    long[] perDepth = new long[5];
    for (long count : tree.rowCounts()) {
      perDepth[(int) count - 1]++;
    }
    assertThat(perDepth).containsExactly(1, 10, 28, 23, 2);
  }

  @Test
  void literalPicture_has114Runs() {
    AttentionMask picture =
        Masks.columns(64, 0, 16)
            .or(Masks.diagonal(64))
            .or(Masks.cells(64, new int[][] {{55, 41}, {57, 44}, {60, 49}}));
    assertThat(picture)
        .hasToString(
            "columns(64, 0, 16) | diagonal(64) | cells(64, [(55, 41), (57, 44), (60, 49)])");
    assertThat(picture.cellCount()).isEqualTo(1075);
    int[] rowsWithRuns = new int[4];
    for (int q = 0; q < 64; q++) {
      rowsWithRuns[picture.row(q).count()]++;
    }
    assertThat(rowsWithRuns).containsExactly(0, 17, 44, 3);
    int runs = 0;
    for (int q = 0; q < 64; q++) {
      runs += picture.row(q).count();
    }
    assertThat(runs).isEqualTo(114);
  }

  @Test
  void millionTokens_areCountedExactly() {
    int n = 1 << 20;
    assertThat(Masks.sinksAndWindow(n, 4, 512).cellCount()).isEqualTo(540_932_346L);
    assertThat(Masks.causal(n).cellCount()).isEqualTo(549_756_338_176L);
    assertThat(Masks.causal(65_536).cellCount()).isEqualTo(2_147_516_416L);
  }

  @Test
  void millionTokens_haveExactTiles() {
    assertThat(Masks.causal(1 << 20).tileCounts(128))
        .isEqualTo(new TileCounts(33_550_336, 8_192, 33_550_336));
  }

  @Test
  void tileCounts_ragged_judgeTheCellsThatExist() {
    assertThat(Masks.causal(300).tileCounts(128)).isEqualTo(new TileCounts(3, 3, 3));
  }

  @Test
  void largestMask_isCountedInClosedForm() {
    int n = Integer.MAX_VALUE;
    assertThat(Masks.causal(n).cellCount()).isEqualTo((long) n * (n + 1L) / 2);
    assertThat(Masks.full(n).not().cellCount()).isZero();
    assertThat(Masks.full(n).cellCount()).isEqualTo((long) n * n);
    assertThat(Masks.causal(n)).isEqualTo(Masks.window(MaskShape.square(n), n, 0));
  }
}
