package dev.attn.mask.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.MaskShape;
import dev.attn.mask.Masks;
import dev.attn.mask.Trait;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Laws of masks that are too large to be looked at cell by cell. */
final class LargeMaskLawsTest {

  private static final int N = 1 << 20;

  @Test
  void rowsWhoseOnlyKeyLiesOutsideTheSample_areNotEmpty() {
    AttentionMask one = Masks.columns(N, 700_001, 700_002);
    LawReport report = MaskLaws.verify(one, Set.of(Trait.NO_EMPTY_ROWS));
    assertThat(report.holding()).contains(Trait.NO_EMPTY_ROWS);
    assertThat(report.coverage().isExhaustive()).isFalse();
  }

  /**
   * Of 2^20 rows the sample has the 57 next to powers of two, counted from either end, of which 2
   * are the same, and 49 at equal distances, of which 9 are known already: 57 + 57 - 2 + 40.
   */
  @Test
  void oneEmptyRowOfTheSample_isFound() {
    AttentionMask butTheFirst = Masks.rows(MaskShape.square(N), 1, N);
    assertThat(MaskLaws.verify(butTheFirst).holding()).doesNotContain(Trait.NO_EMPTY_ROWS);
    assertThatThrownBy(() -> MaskLaws.verify(butTheFirst, Set.of(Trait.NO_EMPTY_ROWS)))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith(
            "mask must have NO_EMPTY_ROWS (every query sees a key), got rows(1048576, 1, 1048576),"
                + " which has none in 1 of 152 rows, first wrong row 0");
  }

  @Test
  void masksOfUpToFourMillionCells_areLookedAtCellByCell() {
    assertThat(MaskLaws.verify(Masks.full(2048)).coverage())
        .isEqualTo(new LawReport.Coverage(4_194_304, 4_194_304));
    assertThat(MaskLaws.verify(Masks.full(2049, 2048)).coverage().isExhaustive()).isFalse();
  }

  @Test
  void coverage_ofASampleThatIsTheWholeMask_isExhaustive() {
    assertThat(new LawReport.Coverage(12, 12).isExhaustive()).isTrue();
    assertThat(new LawReport.Coverage(11, 12)).hasToString("bounded, 11 of 12 cells");
  }
}
