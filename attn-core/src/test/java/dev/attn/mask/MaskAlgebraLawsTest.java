package dev.attn.mask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.mask.MaskModels.Model;
import dev.attn.mask.MaskModels.Three;
import java.util.Arrays;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The laws of a Boolean algebra, for random masks of one shape. */
final class MaskAlgebraLawsTest {

  @Provide
  Arbitrary<Three> threes() {
    return MaskModels.threes();
  }

  private static AttentionMask full(AttentionMask like) {
    return Masks.full(like.rows(), like.keys());
  }

  private static AttentionMask none(AttentionMask like) {
    return full(like).not();
  }

  @Property(tries = 150)
  void andOr_commuteAssociateAndAreIdempotent(@ForAll("threes") Three three) {
    AttentionMask m = three.m().mask();
    AttentionMask n = three.n().mask();
    AttentionMask p = three.p().mask();
    assertThat(m.and(n)).isEqualTo(n.and(m));
    assertThat(m.or(n)).isEqualTo(n.or(m));
    assertThat(m.and(n).and(p)).isEqualTo(m.and(n.and(p)));
    assertThat(m.or(n).or(p)).isEqualTo(m.or(n.or(p)));
    assertThat(m.and(m)).isEqualTo(m).isEqualTo(m.or(m));
  }

  @Property(tries = 150)
  void andOr_absorbAndDistribute(@ForAll("threes") Three three) {
    AttentionMask m = three.m().mask();
    AttentionMask n = three.n().mask();
    AttentionMask p = three.p().mask();
    assertThat(m.and(m.or(n))).isEqualTo(m).isEqualTo(m.or(m.and(n)));
    assertThat(m.and(n.or(p))).isEqualTo(m.and(n).or(m.and(p)));
    assertThat(m.or(n.and(p))).isEqualTo(m.or(n).and(m.or(p)));
  }

  @Property(tries = 150)
  void not_isAnInvolutionAndObeysDeMorgan(@ForAll("threes") Three three) {
    AttentionMask m = three.m().mask();
    AttentionMask n = three.n().mask();
    assertThat(m.and(n).not()).isEqualTo(m.not().or(n.not()));
    assertThat(m.or(n).not()).isEqualTo(m.not().and(n.not()));
    assertThat(m.not().not()).isEqualTo(m);
    assertThat(m.and(m.not())).isEqualTo(none(m));
    assertThat(m.or(m.not())).isEqualTo(full(m));
  }

  @Property(tries = 150)
  void fullAndNone_areTheIdentities(@ForAll("threes") Three three) {
    AttentionMask m = three.m().mask();
    assertThat(m.and(full(m))).isEqualTo(m).isEqualTo(m.or(none(m)));
    assertThat(m.and(none(m))).isEqualTo(none(m));
    assertThat(m.or(full(m))).isEqualTo(full(m));
  }

  @Property(tries = 150)
  void xorMinusImplies_followFromAndOrNot(@ForAll("threes") Three three) {
    AttentionMask m = three.m().mask();
    AttentionMask n = three.n().mask();
    assertThat(m.xor(n)).isEqualTo(m.minus(n).or(n.minus(m)));
    assertThat(m.minus(n)).isEqualTo(m.and(n.not()));
    assertThat(m.implies(n)).isEqualTo(m.not().or(n));
  }

  @Property(tries = 150)
  void subset_agreesWithTheAlgebra(@ForAll("threes") Three three) {
    AttentionMask m = three.m().mask();
    AttentionMask n = three.n().mask();
    assertThat(m.and(n).isSubsetOf(m)).isTrue();
    assertThat(m.isSubsetOf(m.or(n))).isTrue();
    assertThat(m.isSubsetOf(n))
        .isEqualTo(m.and(n).equals(m))
        .isEqualTo(m.implies(n).equals(full(m)));
    assertThat(m.intersects(n)).isEqualTo(m.and(n).cellCount() > 0);
  }

  @Property(tries = 150)
  void counts_addUp(@ForAll("threes") Three three) {
    AttentionMask m = three.m().mask();
    AttentionMask n = three.n().mask();
    long all = (long) m.rows() * m.keys();
    assertThat(m.cellCount() + m.not().cellCount()).isEqualTo(all);
    assertThat(m.or(n).cellCount()).isEqualTo(m.cellCount() + n.cellCount() - m.and(n).cellCount());
    assertThat(m.differenceCount(n)).isEqualTo(m.xor(n).cellCount());
  }

  @Property(tries = 150)
  void equals_agreesWithCellsAndHashCode(@ForAll("threes") Three three) {
    AttentionMask m = three.m().mask();
    AttentionMask written = Masks.parse(m.toGrid());
    assertThat(m).isEqualTo(written).hasSameHashCodeAs(written);
    AttentionMask n = three.n().mask();
    boolean same = Arrays.deepEquals(three.m().cells(), three.n().cells());
    assertThat(m.equals(n)).isEqualTo(same).isEqualTo(n.equals(m));
    assertThat(m.firstDifference(n).isEmpty()).isEqualTo(same);
  }

  /** It does not matter whether masks are joined and then stored, or stored and then joined. */
  @Property(tries = 100)
  void storedMasks_areJoinedLikeTheirExpressions(@ForAll("threes") Three three) {
    AttentionMask m = three.m().mask();
    AttentionMask n = three.n().mask();
    assertJoinedAlike(m, n, m.materialise(), n.materialise());
    assertJoinedAlike(m, n, m.materialise(), n);
    assertJoinedAlike(m, n, m, n.materialise());
  }

  @Property(tries = 100)
  void exportedMasksReadBack_areJoinedLikeTheirExpressions(@ForAll("threes") Three three) {
    AttentionMask m = three.m().mask();
    AttentionMask n = three.n().mask();
    MaskExports here = MaskExports.of(m);
    MaskExports there = MaskExports.of(n);
    assertJoinedAlike(
        m, n, here.packedBits().orThrow().toMask(), there.packedBits().orThrow().toMask());
    assertJoinedAlike(
        m, n, here.compressedRows().orThrow().toMask(), there.compressedRows().orThrow().toMask());
    assertJoinedAlike(m, n, here.bias().orThrow().toMask(), there.dense().orThrow().toMask());
    AttentionMask joined = m.and(n).or(m.xor(n));
    assertThat(MaskExports.of(joined).packedRows().orThrow().toMask()).isEqualTo(m.or(n));
  }

  private static void assertJoinedAlike(
      AttentionMask m, AttentionMask n, AttentionMask here, AttentionMask there) {
    assertThat(here.and(there)).isEqualTo(m.and(n)).isEqualTo(m.and(n).materialise());
    assertThat(here.or(there)).isEqualTo(m.or(n)).isEqualTo(m.or(n).materialise());
    assertThat(here.minus(there)).isEqualTo(m.minus(n)).isEqualTo(m.minus(n).materialise());
    assertThat(here.xor(there)).isEqualTo(m.xor(n)).isEqualTo(m.xor(n).materialise());
    assertThat(here.implies(there)).isEqualTo(m.implies(n)).isEqualTo(m.implies(n).materialise());
    assertThat(here.not()).isEqualTo(m.not()).isEqualTo(m.not().materialise());
  }

  @Provide
  Arbitrary<Model> trees() {
    return MaskModels.trees();
  }

  @Property(tries = 300)
  void expression_readBack_isWrittenAlike(@ForAll("trees") Model model) {
    AttentionMask m = model.mask();
    Assume.that(MaskModels.canBeReadBack(m.toString()));
    assertThat(Masks.parseExpression(m.toString()).sameExpression(m)).as("%s", m).isTrue();
  }

  @Property(tries = 150)
  void firstDifference_isTheFirstCellRowByRow(@ForAll("threes") Three three) {
    Model m = three.m();
    Model n = three.n();
    m.mask()
        .firstDifference(n.mask())
        .ifPresent(
            cell -> {
              assertThat(cell.here()).isEqualTo(m.cells()[cell.query()][cell.key()]);
              assertThat(cell.there()).isNotEqualTo(cell.here());
              AttentionMask difference = m.mask().xor(n.mask());
              assertThat(difference.row(cell.query()).start(0)).isEqualTo(cell.key());
              assertThat(difference.slice(0, cell.query(), 0, m.mask().keys()).cellCount())
                  .isZero();
            });
  }
}
