package dev.attn.mask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.mask.MaskModels.Model;
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

  @Property(tries = 1500)
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
    assertThat(mask.toDense()).isDeepEqualTo(model.cells());
    AttentionMask stored = mask.materialise();
    for (int q = 0; q < mask.rows(); q++) {
      Runs row = mask.row(q);
      assertCanonical(row, mask.keys());
      assertThat(stored.row(q)).isEqualTo(row);
      for (int k = 0; k < mask.keys(); k++) {
        assertThat(mask.allows(q, k)).isEqualTo(model.cells()[q][k]);
        assertThat(row.contains(k)).isEqualTo(model.cells()[q][k]);
        assertThat(stored.allows(q, k)).isEqualTo(model.cells()[q][k]);
      }
    }
  }

  private static void assertCanonical(Runs row, int keys) {
    int previous = -1;
    for (int i = 0; i < row.count(); i++) {
      assertThat(row.start(i)).isGreaterThan(previous);
      assertThat(row.end(i)).isGreaterThan(row.start(i));
      previous = row.end(i);
    }
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
  void text_parsesBack(@ForAll("trees") Model model) {
    AttentionMask mask = model.mask();
    assertThat(Masks.parse(mask.toGrid())).isEqualTo(mask);
    if (!mask.toString().contains("entries")) {
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
    assertThat(leaf.mask().not().node().size()).isLessThanOrEqualTo(2);
    assertThat(leaf.mask().transpose().node().size()).isLessThanOrEqualTo(2);
  }

  @Property(tries = 300)
  void transpose_exchangesQueriesAndKeys(@ForAll("trees") Model model) {
    AttentionMask mask = model.mask();
    AttentionMask transposed = mask.transpose();
    for (int q = 0; q < mask.rows(); q++) {
      for (int k = 0; k < mask.keys(); k++) {
        assertThat(transposed.allows(k, q)).isEqualTo(model.cells()[q][k]);
      }
    }
    assertThat(transposed.cellCount()).isEqualTo(mask.cellCount());
    assertThat(transposed.transpose()).isEqualTo(mask);
  }
}
