package dev.attn.mask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.mask.MaskModels.Model;
import java.util.Arrays;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Random masks against their definition, evaluated cell by cell. */
final class MaskOracleTest {

  @Provide
  Arbitrary<Model> leaves() {
    return MaskModels.leaves();
  }

  @Provide
  Arbitrary<Model> trees() {
    return MaskModels.trees();
  }

  @Property(tries = 2000)
  void leaves_agreeWithTheirDefinition(@ForAll("leaves") Model model) {
    assertSameCells(model);
  }

  @Property(tries = 500)
  void expressions_agreeWithTheirDefinition(@ForAll("trees") Model model) {
    assertSameCells(model);
  }

  /** Every way to read a mask gives the same cells. */
  private static void assertSameCells(Model model) {
    AttentionMask mask = model.mask();
    AttentionMask stored = mask.materialise();
    assertThat(mask.toDense()).isDeepEqualTo(model.cells());
    assertThat(cells(mask, mask::allows)).isDeepEqualTo(model.cells());
    assertThat(cells(mask, stored::allows)).isDeepEqualTo(model.cells());
    Runs[] rows = new Runs[mask.rows()];
    Arrays.setAll(rows, mask::row);
    assertThat(cells(mask, (q, k) -> rows[q].contains(k))).isDeepEqualTo(model.cells());
    for (int q = 0; q < mask.rows(); q++) {
      Runs row = rows[q];
      assertCanonical(row, mask.keys());
      assertThat(stored.row(q)).isEqualTo(row);
    }
  }

  private static boolean[][] cells(AttentionMask mask, CellPredicate allows) {
    MaskShape shape = MaskShape.topLeft(mask.rows(), mask.keys());
    return MaskModels.cells(shape, (i, k, p) -> allows.allows(i, k));
  }

  private static void assertCanonical(Runs row, int keys) {
    int previous = -1;
    boolean canonical = true;
    for (int i = 0; i < row.count(); i++) {
      canonical &= row.start(i) > previous && row.end(i) > row.start(i);
      previous = row.end(i);
    }
    assertThat(canonical).isTrue();
    assertThat(previous).isLessThanOrEqualTo(keys);
  }

  @Property(tries = 500)
  void statistics_agreeWithTheCells(@ForAll("trees") Model model) {
    AttentionMask mask = model.mask();
    long[] rows = new long[mask.rows()];
    long[] keys = new long[mask.keys()];
    for (int q = 0; q < rows.length; q++) {
      for (int k = 0; k < keys.length; k++) {
        rows[q] += model.cells()[q][k] ? 1 : 0;
        keys[k] += model.cells()[q][k] ? 1 : 0;
      }
    }
    assertThat(mask.rowCounts()).containsExactly(rows);
    assertThat(mask.keyCounts()).containsExactly(keys);
    assertThat(mask.cellCount()).isEqualTo(model.count());
    assertThat(mask.materialise().cellCount()).isEqualTo(model.count());
    assertThat(mask.density()).isBetween(0.0, 1.0);
    for (int q = 0; q < rows.length; q++) {
      assertThat(mask.emptyRows().contains(q)).isEqualTo(rows[q] == 0);
      int difference = mask.row(q).count() - mask.not().row(q).count();
      assertThat(difference).isBetween(-1, 1);
    }
    for (int k = 0; k < keys.length; k++) {
      assertThat(mask.unusedKeys().contains(k)).isEqualTo(keys[k] == 0);
    }
  }

  @Property(tries = 300)
  void tileCounts_agreeWithTheCells(
      @ForAll("trees") Model model, @ForAll @IntRange(min = 1, max = 70) int size) {
    AttentionMask mask = model.mask();
    long full = 0;
    long empty = 0;
    long all = 0;
    for (int top = 0; top < mask.rows(); top += size) {
      for (int left = 0; left < mask.keys(); left += size) {
        int bottom = Math.min(top + size, mask.rows());
        int right = Math.min(left + size, mask.keys());
        long cells = mask.slice(top, bottom, left, right).cellCount();
        full += cells == (long) (bottom - top) * (right - left) ? 1 : 0;
        empty += cells == 0 ? 1 : 0;
        all++;
      }
    }
    assertThat(mask.tileCounts(size)).isEqualTo(new TileCounts(full, all - full - empty, empty));
  }

  @Property(tries = 300)
  void densityGrid_agreesWithTheCells(
      @ForAll("trees") Model model,
      @ForAll @IntRange(min = 1, max = 20) int pixelRows,
      @ForAll @IntRange(min = 1, max = 20) int pixelKeys) {
    AttentionMask mask = model.mask();
    int height = Math.min(pixelRows, mask.rows());
    int width = Math.min(pixelKeys, mask.keys());
    DensityGrid grid = mask.densityGrid(height, width);
    long sum = 0;
    for (int a = 0; a < height; a++) {
      for (int b = 0; b < width; b++) {
        int top = a * mask.rows() / height;
        int bottom = (a + 1) * mask.rows() / height;
        int left = b * mask.keys() / width;
        int right = (b + 1) * mask.keys() / width;
        assertThat(grid.count(a, b)).isEqualTo(mask.slice(top, bottom, left, right).cellCount());
        assertThat(grid.area(a, b)).isEqualTo((long) (bottom - top) * (right - left));
        sum += grid.count(a, b);
      }
    }
    assertThat(sum).isEqualTo(height == 0 || width == 0 ? 0 : mask.cellCount());
  }

  @Property(tries = 500)
  void textOfExpressions_parsesBack(@ForAll("trees") Model model) {
    assertParsesBack(model.mask());
  }

  @Property(tries = 1000)
  void textOfTheCatalogue_parsesBack(@ForAll("leaves") Model model) {
    assertParsesBack(model.mask());
  }

  private static void assertParsesBack(AttentionMask mask) {
    assertThat(Masks.parse(mask.toGrid())).isEqualTo(mask);
    boolean readable = !mask.toString().contains("entries") && !mask.toString().contains("sum");
    if (readable) {
      AttentionMask read = Masks.parseExpression(mask.toString());
      assertThat(read).isEqualTo(mask).hasToString(mask.toString());
    }
  }

  @Property(tries = 500)
  void simplification_neverMakesAnExpressionLonger(
      @ForAll("trees") Model m, @ForAll("leaves") Model leaf) {
    AttentionMask a = m.mask();
    AttentionMask b = Masks.parse(m.mask().toGrid());
    int both = a.node().size() + b.node().size() + 1;
    assertThat(a.and(b).node().size()).isLessThanOrEqualTo(both);
    assertThat(a.or(b).node().size()).isLessThanOrEqualTo(both);
    assertThat(a.xor(b).node().size()).isLessThanOrEqualTo(both);
    int one = leaf.mask().node().size();
    assertThat(leaf.mask().not().node().size()).isLessThanOrEqualTo(one + 1);
    assertThat(leaf.mask().transpose().node().size()).isLessThanOrEqualTo(one + 1);
  }

  @Property(tries = 300)
  void transpose_exchangesQueriesAndKeys(@ForAll("trees") Model model) {
    AttentionMask mask = model.mask();
    AttentionMask transposed = mask.transpose();
    assertThat(cells(mask, (q, k) -> transposed.allows(k, q))).isDeepEqualTo(model.cells());
    boolean[][] dense = transposed.toDense();
    assertThat(cells(mask, (q, k) -> dense[k][q])).isDeepEqualTo(model.cells());
    assertThat(transposed.cellCount()).isEqualTo(mask.cellCount());
    assertThat(transposed.transpose()).isEqualTo(mask);
  }
}
