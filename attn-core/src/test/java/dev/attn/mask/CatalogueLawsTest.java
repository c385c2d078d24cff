package dev.attn.mask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.mask.MaskModels.Model;
import dev.attn.mask.testing.LawReport;
import dev.attn.mask.testing.MaskLaws;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The verification that users get, on the masks of the library and against the naive oracle. */
final class CatalogueLawsTest {

  @Provide
  Arbitrary<Model> trees() {
    return MaskModels.trees();
  }

  @Property(tries = 300)
  void verify_agreesWithTheNaiveOracle(@ForAll("trees") Model model) {
    LawReport report = MaskLaws.verify(model.mask());
    assertThat(report.coverage().isExhaustive()).isTrue();
    for (Trait trait : Trait.values()) {
      if (trait != Trait.POSITION_ONLY && trait != Trait.PREFIX_STABLE) {
        assertThat(report.holding().contains(trait))
            .as("%s of %s", trait, model)
            .isEqualTo(holds(trait, model));
      }
    }
    assertThat(report.holding()).containsAll(without(model.mask().traits()));
  }

  /** The oracle does not ask whether a mask without rows is square. */
  private static boolean holds(Trait trait, Model model) {
    boolean asksForSquare = trait == Trait.SYMMETRIC || trait == Trait.EQUIVALENCE;
    boolean isSquare = model.mask().rows() == model.mask().keys();
    return (isSquare || !asksForSquare)
        && TraitsTest.holds(trait, model.cells(), model.mask().keys());
  }

  private static Set<Trait> without(Set<Trait> traits) {
    return Traits.without(traits, Trait.POSITION_ONLY, Trait.PREFIX_STABLE);
  }

  @Example
  void familiesOfTheCatalogue_keepTheirLawsAtManySizes() {
    int[] sizes = {0, 1, 2, 7, 33};
    MaskLaws.verifyFamily(Masks::causal, sizes);
    MaskLaws.verifyFamily(Masks::full, sizes);
    MaskLaws.verifyFamily(Masks::strictlyCausal, sizes);
    MaskLaws.verifyFamily(Masks::logSparse, sizes);
    MaskLaws.verifyFamily(n -> Masks.slidingWindow(n, 3), sizes);
    MaskLaws.verifyFamily(n -> Masks.band(n, 3, 1), sizes);
    MaskLaws.verifyFamily(n -> Masks.prefixLm(n, Math.min(n, 3)), sizes);
    MaskLaws.verifyFamily(n -> Masks.sinksAndWindow(n, 2, 3), sizes);
    MaskLaws.verifyFamily(n -> Masks.sparseFixed(n, 4, 1), sizes);
    MaskLaws.verifyFamily(n -> Masks.chunked(MaskShape.square(n), 4), sizes);
    MaskLaws.verifyFamily(n -> Masks.blockCausal(MaskShape.square(n), 4), sizes);
    MaskLaws.verifyFamily(n -> Masks.bernoulli(MaskShape.square(n), 0.3, 42), sizes);
    LawReport report = MaskLaws.verifyDecoding(shape -> Masks.dilated(shape, 2, 0, 3), 1, 2, 7, 33);
    assertThat(report.holding()).containsExactly(Trait.POSITION_ONLY);
  }
}
