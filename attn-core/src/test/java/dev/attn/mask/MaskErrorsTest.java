package dev.attn.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.BitSet;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What the masks say when they are asked for something impossible. */
final class MaskErrorsTest {

  private static final MaskShape SQUARE = MaskShape.square(8);

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
  }

  private static void assertOutside(ThrowingCallable call, String message) {
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(call)
        .withMessage(message);
  }

  @Test
  void shapes_mustNotBeNegative() {
    assertRefused(() -> Masks.causal(-1), "n must be at least 0, got -1");
    assertRefused(() -> MaskShape.topLeft(-1, 2), "rows must be at least 0, got -1");
    assertRefused(() -> MaskShape.bottomRight(2, -3), "keys must be at least 0, got -3");
    assertRefused(() -> MaskShape.bottomRight(-2, 3), "rows must be at least 0, got -2");
    assertRefused(() -> MaskShape.decode(-1), "t must be in [0, 2147483646], got -1");
  }

  @Test
  void windows_mustNotBeNegative() {
    assertRefused(() -> Masks.band(8, -1, 0), "back must be at least 0, got -1");
    assertRefused(() -> Masks.band(8, 0, -1), "ahead must be at least 0, got -1");
    assertRefused(() -> Masks.slidingWindow(8, 0), "keys must be at least 1, got 0");
    assertRefused(() -> Masks.lookahead(SQUARE, -1), "ahead must be at least 0, got -1");
    assertRefused(() -> Masks.prefixLm(8, 9), "prefix must be in [0, 8], got 9");
    assertRefused(() -> Masks.sinksAndWindow(8, -1, 2), "sinks must be at least 0, got -1");
    assertRefused(() -> new Window(-1, 0), "back must be at least 0, got -1");
    assertRefused(() -> new Window(0, -1), "ahead must be at least 0, got -1");
  }

  @Test
  void indices_mustLieInTheShape() {
    assertRefused(() -> Masks.columns(8, 3, 9), "key range must lie in [0, 8), got [3, 9)");
    assertRefused(() -> Masks.rows(SQUARE, 3, 2), "row range must lie in [0, 8), got [3, 2)");
    assertRefused(() -> Masks.columnSet(8, 1, 8), "column must be in [0, 8), got 8");
    assertRefused(() -> Masks.rowSet(SQUARE, -1), "row must be in [0, 8), got -1");
    assertRefused(
        () -> Masks.cells(8, new int[][] {{1, 8}}),
        "cell must have a query in [0, 8) and a key in [0, 8), got (1, 8)");
    assertRefused(
        () -> Masks.cells(8, new int[][] {{1}}), "cell must be a pair of query and key, got [1]");
    assertRefused(
        () -> Masks.causal(8).slice(0, 9, 0, 8), "row range must lie in [0, 8), got [0, 9)");
    assertRefused(
        () -> Masks.causal(8).slice(0, 8, -1, 8), "key range must lie in [0, 8), got [-1, 8)");
  }

  @Test
  void questions_mustBeAboutTheShape() {
    AttentionMask mask = Masks.causal(8);
    assertOutside(() -> mask.allows(8, 0), "query must be in [0, 8), got 8");
    assertOutside(() -> mask.allows(0, -1), "key must be in [0, 8), got -1");
    assertOutside(() -> mask.row(8), "query must be in [0, 8), got 8");
    assertOutside(() -> mask.row(2).start(1), "run must be in [0, 1), got 1");
    assertOutside(() -> mask.densityGrid(4, 4).count(4, 0), "pixel row must be in [0, 4), got 4");
    assertOutside(() -> mask.densityGrid(4, 4).area(0, 4), "pixel key must be in [0, 4), got 4");
    assertRefused(() -> mask.densityGrid(9, 4), "pixel rows must be in [0, 8], got 9");
    assertRefused(() -> mask.densityGrid(4, 9), "pixel keys must be in [0, 8], got 9");
    assertRefused(() -> mask.tileCounts(0), "size must be at least 1, got 0");
    AttentionMask large = Masks.causal(1_000_000);
    assertRefused(
        () -> large.densityGrid(1_000_000, 1_000_000),
        "pixels must be at most 67108864, got 1000000000000 of 1000000 x 1000000");
    assertRefused(
        () -> large.densityGrid(8192, 8193),
        "pixels must be at most 67108864, got 67117056 of 8192 x 8193");
  }

  @Test
  void operands_mustHaveOneShape() {
    assertRefused(
        () -> Masks.causal(8).and(Masks.causal(9)),
        "other mask must have the shape [8, 8], got [9, 9]");
    assertRefused(
        () -> Masks.causal(8).isSubsetOf(Masks.full(8, 9)),
        "other mask must have the shape [8, 8], got [8, 9]");
    assertRefused(
        () -> Masks.hstack(Masks.causal(8), Masks.causal(9)),
        "masks must have 8 rows like the first, got 9");
    assertRefused(() -> Masks.hstack(), "masks must be at least 1, got 0");
    AttentionMask wide = Masks.full(1, Integer.MAX_VALUE);
    assertRefused(
        () -> Masks.hstack(wide, wide), "keys must add up to at most 2147483647, got 4294967294");
  }

  @Test
  void copies_areGuardedBySize() {
    AttentionMask mask = Masks.causal(1 << 20);
    assertRefused(
        mask::toDense,
        "mask must have at most 67,108,864 cells to be copied, got 1,099,511,627,776; walk its rows"
            + " or pass a higher limit");
    assertRefused(
        () -> Masks.causal(8).toDense(63),
        "mask must have at most 63 cells to be copied, got 64; walk its rows or pass a higher"
            + " limit");
    assertThat(Masks.causal(8).toDense(64)).hasDimensions(8, 8);
    AttentionMask rowsWithoutKeys = Masks.full(Integer.MAX_VALUE, 0);
    String tooManyRows =
        "mask must have at most 4,194,304 rows to be copied, got 2,147,483,647; walk its rows or"
            + " pass a higher limit";
    assertRefused(rowsWithoutKeys::toDense, tooManyRows);
    assertRefused(() -> Masks.multiplicity(rowsWithoutKeys), tooManyRows);
    assertRefused(
        () -> DenseCells.copyOf(new BitSet(), Integer.MAX_VALUE, 0).toBooleans(), tooManyRows);
    assertRefused(
        () -> rowsWithoutKeys.toDense(1L << 32),
        "mask must have at most 268,435,456 rows to be copied, got 2,147,483,647; walk its rows or"
            + " pass a higher limit");
    DenseCells cells = DenseCells.copyOf(new BitSet(), 8, 9);
    assertRefused(
        () -> cells.toBooleans(71),
        "mask must have at most 71 cells to be copied, got 72; walk its rows or pass a higher"
            + " limit");
    assertThat(cells.toBooleans(72)).hasDimensions(8, 9);
    assertRefused(
        () -> mask.materialise(1000),
        "mask must have at most 1,000 runs to be materialised, got more in row 1000");
    assertRefused(() -> mask.materialise(-1), "most runs must be in [0, 134217728], got -1");
  }

  @Test
  void dense_mustNotBeRagged() {
    assertRefused(
        () -> Masks.fromDense(new boolean[][] {{true, false}, {true}}),
        "query 1 must have 2 keys like the first, got 1");
  }

  @Test
  void trees_mustHaveParentsBeforeChildren() {
    assertRefused(
        () -> Masks.tree(new int[] {-1, 1}, 0), "parent of node 1 must be in [-1, 1), got 1");
    assertRefused(
        () -> Masks.tree(new int[] {-2}, 0), "parent of node 0 must be in [-1, 0), got -2");
    assertRefused(() -> Masks.tree(new int[] {-1}, -1), "context must be at least 0, got -1");
    assertRefused(
        () -> Masks.tree(new int[] {-1}, Integer.MAX_VALUE),
        "context and nodes must add up to at most 2147483647, got 2147483648");
  }

  @Test
  void paths_mustFormATree() {
    assertRefused(
        () -> Masks.treeOfPaths(new int[][] {{0}, {1, 0}}, 0),
        "paths must hold every prefix, got [1, 0] without [1]");
    assertRefused(
        () -> Masks.treeOfPaths(new int[][] {{0}, {0}}, 0), "paths must differ, got [0] twice");
    assertRefused(
        () -> Masks.treeOfPaths(new int[][] {{}}, 0),
        "path must not be empty, got []; the root is implied");
    assertRefused(
        () -> Masks.treeOfPaths(new int[][] {{-1}}, 0), "path must not be negative, got [-1]");
  }

  @Test
  void grids_mustBeComplete() {
    assertRefused(() -> Masks.parse("#.\n#"), "row 1 must have 2 cells like the first, got 1");
    assertRefused(() -> Masks.parse("#.\n#x"), "cell (1, 1) must be '#' or '.', got 'x'");
    assertRefused(
        () -> Masks.parse("2x2\n0: [0,1)\nnonsense"),
        "line must be like '4: [0,2) [4,5)' or '[0,4): -', got 'nonsense'");
    assertRefused(
        () -> Masks.parse("2x2\n1: [0,1)"), "line must continue at row 0 of 2, got '1: [0,1)'");
    assertRefused(() -> Masks.parse("2x2\n0: [0,1)"), "text must describe 2 rows, got 1");
    assertRefused(() -> Masks.parse("1x2\n0: [0,3)"), "key must be at most 2, got 3");
    assertRefused(() -> Masks.parse("1x2\n7: -"), "row must be at most 1, got 7");
    assertRefused(() -> Masks.parse("1x2\n[0,9): -"), "row must be at most 1, got 9");
    assertRefused(
        () -> Masks.parse("9999999999x2"), "rows must be at most 2147483647, got 9999999999");
    for (String runs : new String[] {"[1,2) [0,1)", "[0,1) [1,2)", "[1,1)", "", "[0,1)x"}) {
      assertRefused(
          () -> Masks.parse("1x2\n0: " + runs + "\n"),
          runs.isEmpty()
              ? "line must be like '4: [0,2) [4,5)' or '[0,4): -', got '0:'"
              : "runs must be sorted, apart and not empty, got '" + runs + "'");
    }
  }
}
