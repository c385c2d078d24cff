package dev.attn.mask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.mask.MaskModels.Model;
import dev.attn.mask.MaskModels.Three;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The laws of moving and cutting masks, for random ones. */
final class GeometryLawsTest {

  @Provide
  Arbitrary<Model> trees() {
    return MaskModels.trees();
  }

  @Provide
  Arbitrary<Three> threes() {
    return MaskModels.threes();
  }

  private static int[] cut(Random random, int size) {
    int from = random.nextInt(size + 1);
    return new int[] {from, from + random.nextInt(size - from + 1)};
  }

  private static AttentionMask cut(AttentionMask mask, Random random) {
    int[] rows = cut(random, mask.rows());
    int[] keys = cut(random, mask.keys());
    return mask.slice(rows[0], rows[1], keys[0], keys[1]);
  }

  private static int[] shuffled(Random random, int size) {
    List<Integer> order = IntStream.range(0, size).boxed().collect(Collectors.toList());
    Collections.shuffle(order, random);
    return order.stream().mapToInt(Integer::intValue).toArray();
  }

  private static void assertCells(AttentionMask mask, CellPredicate expected) {
    MaskShape shape = MaskShape.topLeft(mask.rows(), mask.keys());
    boolean[][] cells = MaskModels.cells(shape, (i, k, p) -> expected.allows(i, k));
    assertThat(mask.toDense()).isDeepEqualTo(cells);
    assertThat(MaskModels.cells(shape, (i, k, p) -> mask.allows(i, k))).isDeepEqualTo(cells);
    TraitsTest.assertTraits(mask);
    long count = 0;
    for (long row : mask.rowCounts()) {
      count += row;
    }
    assertThat(mask.cellCount()).isEqualTo(count);
  }

  @Property(tries = 200)
  void everyMove_takesItsCellsFromTheOriginal(@ForAll("trees") Model model, @ForAll long seed) {
    Random random = new Random(seed);
    AttentionMask m = model.mask();
    boolean[][] cells = model.cells();
    int dq = random.nextInt(2 * m.rows() + 1) - m.rows();
    int dk = random.nextInt(2 * m.keys() + 1) - m.keys();
    assertCells(
        m.shift(dq, dk),
        (q, k) -> {
          int i = q - dq;
          int j = k - dk;
          return i >= 0 && i < m.rows() && j >= 0 && j < m.keys() && cells[i][j];
        });
    int[] rows = shuffled(random, m.rows());
    int[] keys = shuffled(random, m.keys());
    assertCells(m.permute(rows, keys), (q, k) -> cells[rows[q]][keys[k]]);
    int top = random.nextInt(3);
    int left = random.nextInt(3);
    Fill fill = random.nextBoolean() ? Fill.ALLOWED : Fill.BLOCKED;
    assertCells(
        m.pad(top, 1, left, 2, fill),
        (q, k) -> {
          int i = q - top;
          int j = k - left;
          boolean inside = i >= 0 && i < m.rows() && j >= 0 && j < m.keys();
          return inside ? cells[i][j] : fill == Fill.ALLOWED;
        });
  }

  @Property(tries = 200)
  void everyMove_commutesWithTranspose(@ForAll("trees") Model model, @ForAll long seed) {
    Random random = new Random(seed);
    AttentionMask m = model.mask();
    AttentionMask t = m.transpose();
    int[] rows = shuffled(random, m.rows());
    int[] keys = shuffled(random, m.keys());
    assertThat(m.permute(rows, keys).transpose()).isEqualTo(t.permute(keys, rows));
    assertThat(m.shift(1, -2).transpose()).isEqualTo(t.shift(-2, 1));
    assertThat(m.pad(1, 2, 3, 0, Fill.ALLOWED).transpose())
        .isEqualTo(t.pad(3, 0, 1, 2, Fill.ALLOWED));
    assertThat(Masks.hstack(m, m).transpose()).isEqualTo(Masks.vstack(t, t));
    assertThat(Masks.vstack(m, m).transpose()).isEqualTo(Masks.hstack(t, t));
    assertThat(Masks.blockDiagonal(m, t).transpose()).isEqualTo(Masks.blockDiagonal(t, m));
  }

  @Property(tries = 200)
  void transpose_isAnInvolutionAndCommutesWithTheAlgebra(@ForAll("threes") Three three) {
    AttentionMask m = three.m().mask();
    AttentionMask n = three.n().mask();
    assertThat(m.transpose().transpose()).isEqualTo(m);
    assertThat(m.and(n).transpose()).isEqualTo(m.transpose().and(n.transpose()));
    assertThat(m.or(n).transpose()).isEqualTo(m.transpose().or(n.transpose()));
    assertThat(m.not().transpose()).isEqualTo(m.transpose().not());
  }

  @Property(tries = 200)
  void slice_composesAndCommutesWithTheAlgebra(@ForAll("threes") Three three, @ForAll long seed) {
    AttentionMask m = three.m().mask();
    AttentionMask n = three.n().mask();
    Random random = new Random(seed);
    int[] rows = cut(random, m.rows());
    int[] keys = cut(random, m.keys());
    AttentionMask outer = m.slice(rows[0], rows[1], keys[0], keys[1]);
    AttentionMask part = n.slice(rows[0], rows[1], keys[0], keys[1]);
    int[] innerRows = cut(random, outer.rows());
    int[] innerKeys = cut(random, outer.keys());
    assertThat(outer.slice(innerRows[0], innerRows[1], innerKeys[0], innerKeys[1]))
        .isEqualTo(
            m.slice(
                rows[0] + innerRows[0],
                rows[0] + innerRows[1],
                keys[0] + innerKeys[0],
                keys[0] + innerKeys[1]));
    assertThat(m.and(n).slice(rows[0], rows[1], keys[0], keys[1])).isEqualTo(outer.and(part));
    assertThat(m.or(n).slice(rows[0], rows[1], keys[0], keys[1])).isEqualTo(outer.or(part));
    assertThat(m.xor(n).slice(rows[0], rows[1], keys[0], keys[1])).isEqualTo(outer.xor(part));
    assertThat(m.minus(n).slice(rows[0], rows[1], keys[0], keys[1])).isEqualTo(outer.minus(part));
    assertThat(m.not().slice(rows[0], rows[1], keys[0], keys[1])).isEqualTo(outer.not());
  }

  @Property(tries = 200)
  void slice_takesItsCellsFromTheOriginal(@ForAll("trees") Model model, @ForAll long seed) {
    Random random = new Random(seed);
    AttentionMask m = model.mask();
    int[] rows = cut(random, m.rows());
    int[] keys = cut(random, m.keys());
    assertCells(
        m.slice(rows[0], rows[1], keys[0], keys[1]),
        (q, k) -> model.cells()[q + rows[0]][k + keys[0]]);
    assertThat(cut(m.transpose(), random).transpose().rows()).isLessThanOrEqualTo(m.rows());
  }

  @Property(tries = 200)
  void stacking_isUndoneBySlicing(@ForAll("threes") Three three) {
    AttentionMask m = three.m().mask();
    AttentionMask n = three.n().mask();
    AttentionMask wide = Masks.hstack(m, n);
    assertThat(wide.slice(0, m.rows(), 0, m.keys())).isEqualTo(m);
    assertThat(wide.slice(0, m.rows(), m.keys(), 2 * m.keys())).isEqualTo(n);
    AttentionMask high = Masks.vstack(m, n);
    assertThat(high.slice(0, m.rows(), 0, m.keys())).isEqualTo(m);
    assertThat(high.slice(m.rows(), 2 * m.rows(), 0, m.keys())).isEqualTo(n);
    AttentionMask blocks = Masks.blockDiagonal(m, n);
    assertThat(blocks.slice(m.rows(), 2 * m.rows(), m.keys(), 2 * m.keys())).isEqualTo(n);
    assertThat(blocks.cellCount()).isEqualTo(m.cellCount() + n.cellCount());
    TraitsTest.assertTraits(blocks);
    TraitsTest.assertTraits(wide);
    TraitsTest.assertTraits(high);
  }

  @Property(tries = 200)
  void permute_withTheInverse_isTheIdentity(@ForAll("trees") Model model, @ForAll long seed) {
    AttentionMask m = model.mask();
    Random random = new Random(seed);
    int[] rows = shuffled(random, m.rows());
    int[] keys = shuffled(random, m.keys());
    assertThat(m.permute(rows, keys).permute(inverse(rows), inverse(keys))).isEqualTo(m);
    assertThat(m.selectRows(rows).selectKeys(keys)).isEqualTo(m.permute(rows, keys));
  }

  private static int[] inverse(int[] order) {
    int[] inverse = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      inverse[order[i]] = i;
    }
    return inverse;
  }

  private static AttentionMask moved(AttentionMask mask, Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> mask.transpose();
      case 1 -> cut(mask, random);
      case 2 -> mask.shift(random.nextInt(5) - 2, random.nextInt(5) - 2);
      case 3 -> mask.pad(random.nextInt(2), random.nextInt(2), 0, 1, Fill.ALLOWED);
      case 4 -> mask.or(mask.shift(1, 0));
      case 5 -> Masks.hstack(mask, mask.not());
      case 6 -> Masks.vstack(mask, mask);
      default -> mask.permute(shuffled(random, mask.rows()), shuffled(random, mask.keys()));
    };
  }

  @Property(tries = 200)
  void expressionOfAMovedMask_readBack_isWrittenAlike(
      @ForAll("trees") Model model, @ForAll long seed) {
    Random random = new Random(seed);
    AttentionMask moved = moved(moved(moved(model.mask(), random), random), random);
    Assume.that(MaskModels.canBeReadBack(moved.toString()));
    assertThat(Masks.parseExpression(moved.toString()).sameExpression(moved))
        .as("%s", moved)
        .isTrue();
  }
}
