package dev.attn.mask;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Counts that come from formulas or from a few tiles at a time, against counting cell by cell. */
final class LargeCountsTest {

  /** Masks of one shape made of bands, sets of rows and keys, sinks, and all operators. */
  @Provide
  Arbitrary<AttentionMask> bandExpressions() {
    Arbitrary<Integer> sizes = Arbitraries.integers().between(1, 40);
    return Combinators.combine(sizes, sizes, Arbitraries.integers().between(-45, 45))
        .as(MaskShape::new)
        .flatMap(shape -> expression(shape, 3));
  }

  private static Arbitrary<AttentionMask> expression(MaskShape shape, int depth) {
    Arbitrary<AttentionMask> leaf = leaf(shape);
    if (depth == 0) {
      return leaf;
    }
    Arbitrary<AttentionMask> part = Arbitraries.lazy(() -> expression(shape, depth - 1));
    Arbitrary<AttentionMask> joined =
        Combinators.combine(part, part, Arbitraries.integers().between(0, 4))
            .as(
                (a, b, operator) ->
                    switch (operator) {
                      case 0 -> a.and(b);
                      case 1 -> a.or(b);
                      case 2 -> a.xor(b);
                      case 3 -> a.minus(b);
                      default -> a.implies(b);
                    });
    return Arbitraries.oneOf(leaf, part.map(AttentionMask::not), joined);
  }

  private static Arbitrary<AttentionMask> leaf(MaskShape shape) {
    Arbitrary<Integer> rows = Arbitraries.integers().between(0, shape.rows());
    Arbitrary<Integer> keys = Arbitraries.integers().between(0, shape.keys());
    Arbitrary<AttentionMask> window =
        Combinators.combine(keys, keys).as((b, a) -> Masks.window(shape, b, a));
    Arbitrary<AttentionMask> columns =
        Combinators.combine(keys, keys)
            .as((a, b) -> Masks.columns(shape, Math.min(a, b), Math.max(a, b)));
    Arbitrary<AttentionMask> lines =
        Combinators.combine(rows, rows)
            .as((a, b) -> Masks.rows(shape, Math.min(a, b), Math.max(a, b)));
    Arbitrary<AttentionMask> sinks =
        keys.map(
            s ->
                shape.rows() == shape.keys()
                    ? Masks.sinksAndWindow(shape.rows(), s, 1 + s)
                    : Masks.causal(shape));
    return Arbitraries.oneOf(window, columns, lines, sinks);
  }

  /** The cells of a mask, added up one by one. */
  private static final class Sums {
    private final long[][] corners;

    Sums(AttentionMask mask) {
      corners = new long[mask.rows() + 1][mask.keys() + 1];
      for (int q = 0; q < mask.rows(); q++) {
        long row = 0;
        for (int k = 0; k < mask.keys(); k++) {
          row += mask.allows(q, k) ? 1 : 0;
          corners[q + 1][k + 1] = corners[q][k + 1] + row;
        }
      }
    }

    long cells(int top, int bottom, int left, int right) {
      return corners[bottom][right]
          - corners[top][right]
          - corners[bottom][left]
          + corners[top][left];
    }
  }

  @Property
  void formula_countsTheCellsOfEveryCorner(@ForAll("bandExpressions") AttentionMask mask) {
    ClosedCount closed = ClosedCount.of(mask.node());
    if (closed == null) {
      assertThat(mask.toString()).hasSizeGreaterThan(60);
      return;
    }
    Sums sums = new Sums(mask);
    for (int height = 0; height <= mask.rows(); height++) {
      for (int width = 0; width <= mask.keys(); width++) {
        assertThat(closed.cells(height, width)).isEqualTo(sums.cells(0, height, 0, width));
      }
    }
    assertThat(mask.cellCount()).isEqualTo(sums.cells(0, mask.rows(), 0, mask.keys()));
  }

  @Property
  void pixels_haveTheirCells(
      @ForAll("bandExpressions") AttentionMask mask,
      @ForAll @IntRange(min = 1, max = 40) int rows,
      @ForAll @IntRange(min = 1, max = 40) int keys) {
    int high = Math.min(rows, mask.rows());
    int wide = Math.min(keys, mask.keys());
    DensityGrid grid = mask.densityGrid(high, wide);
    Sums sums = new Sums(mask);
    for (int a = 0; a < high; a++) {
      for (int b = 0; b < wide; b++) {
        assertThat(grid.count(a, b))
            .isEqualTo(
                sums.cells(
                    a * mask.rows() / high,
                    (a + 1) * mask.rows() / high,
                    b * mask.keys() / wide,
                    (b + 1) * mask.keys() / wide));
      }
    }
  }

  @Property
  void tiles_areWhatTheirCellsAre(
      @ForAll("bandExpressions") AttentionMask mask,
      @ForAll @IntRange(min = 1, max = 45) int size) {
    Sums sums = new Sums(mask);
    long full = 0;
    long partial = 0;
    long empty = 0;
    for (int top = 0; top < mask.rows(); top += size) {
      for (int left = 0; left < mask.keys(); left += size) {
        int bottom = Math.min(top + size, mask.rows());
        int right = Math.min(left + size, mask.keys());
        long cells = sums.cells(top, bottom, left, right);
        boolean whole = cells == (long) (bottom - top) * (right - left);
        full += whole ? 1 : 0;
        empty += cells == 0 ? 1 : 0;
        partial += whole || cells == 0 ? 0 : 1;
      }
    }
    assertThat(mask.tileCounts(size)).isEqualTo(new TileCounts(full, partial, empty));
  }

  @Property
  void transposedRows_areColumnsInAnyOrder(@ForAll("bandExpressions") AttentionMask mask) {
    AttentionMask turned = new AttentionMask(new Transposed(mask.node()));
    boolean[][] walked = turned.toDense();
    RunBuffer row = new RunBuffer();
    for (int q = 0; q < turned.rows(); q++) {
      int jumping = (int) ((q * 7L + q / 3) % turned.rows());
      turned.node().row(jumping, row);
      assertThat(row.toRuns()).isEqualTo(turned.row(jumping));
      for (int k = 0; k < turned.keys(); k++) {
        assertThat(walked[q][k]).isEqualTo(mask.allows(k, q));
      }
    }
  }

  @Test
  void tilesOfTheLargestBand_areCounted() {
    int n = 2_000_000_000;
    long tiles = n / 128L;
    assertThat(Masks.causal(n).tileCounts(128))
        .isEqualTo(new TileCounts(tiles * (tiles - 1) / 2, tiles, tiles * (tiles - 1) / 2));
    assertThat(Masks.full(n, 300).tileCounts(1 << 20)).isEqualTo(new TileCounts(1908, 0, 0));
  }

  @Test
  void tilesOfManyKeys_needNoMemoryForEach() {
    MaskShape wide = new MaskShape(4, Integer.MAX_VALUE, 0);
    AttentionMask ends =
        Masks.columns(wide, 0, 3)
            .or(Masks.columns(wide, Integer.MAX_VALUE - 7, Integer.MAX_VALUE))
            .or(Masks.columns(wide, 1000, 1001));
    assertThat(ends.tileCounts(1))
        .isEqualTo(new TileCounts(4L * 11, 0, 4L * (Integer.MAX_VALUE - 11)));
    assertThat(ends.tileCounts(2)).isEqualTo(new TileCounts(2L * 5, 2L * 2, 2L * ((1L << 30) - 7)));
  }

  @Test
  void cellsOfTheLargestMasks_areCounted() {
    int n = 2_000_000_000;
    AttentionMask mask =
        Masks.causal(n).and(Masks.columns(n, 0, 4).or(Masks.slidingWindow(n, 512)));
    assertThat(mask.cellCount()).isEqualTo(Masks.sinksAndWindow(n, 4, 512).cellCount());
    assertThat(mask.not().cellCount()).isEqualTo((long) n * n - mask.cellCount());
    DensityGrid grid = mask.densityGrid(2, 2);
    assertThat(grid.count(0, 1)).isZero();
    assertThat(grid.count(1, 0)).isEqualTo(4L * (n / 2) + 511L * 512 / 2);
  }

  @Test
  void transposeWithoutFormula_isWalkedOnceForManyColumns() {
    int n = 20_000;
    AttentionMask turned = Masks.sparseFixed(n, 128, 4).transpose();
    assertThat(turned.keyCounts()).isEqualTo(Masks.sparseFixed(n, 128, 4).rowCounts());
    assertThat(turned.row(n - 4).toString()).isEqualTo("[19996,20000)");
  }
}
