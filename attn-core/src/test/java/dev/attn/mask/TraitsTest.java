package dev.attn.mask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.mask.MaskModels.Model;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Declared traits hold, for every family and for what the algebra makes of them. */
final class TraitsTest {

  @Provide
  Arbitrary<Model> leaves() {
    return MaskModels.leaves();
  }

  @Provide
  Arbitrary<Model> trees() {
    return MaskModels.trees();
  }

  @Property(tries = 1500)
  void declaredTraits_holdForTheCatalogue(@ForAll("leaves") Model model) {
    assertTraits(model.mask());
    assertTraits(model.mask().transpose());
  }

  @Property(tries = 500)
  void declaredTraits_passThroughTheAlgebra(@ForAll("trees") Model model) {
    assertTraits(model.mask());
  }

  static void assertTraits(AttentionMask mask) {
    boolean[][] cells = mask.toDense();
    for (Trait trait : mask.traits()) {
      assertThat(holds(trait, cells, mask.keys())).as("%s of %s", trait, mask).isTrue();
    }
  }

  /** Traits of families of masks say nothing about a single one. */
  static boolean holds(Trait trait, boolean[][] cells, int keys) {
    return switch (trait) {
      case CAUSAL -> isCausal(cells, keys);
      case SELF_VISIBLE -> isSelfVisible(cells, keys);
      case SYMMETRIC -> isSymmetric(cells, keys);
      case TOEPLITZ -> isToeplitz(cells, keys);
      case EQUIVALENCE ->
          isSelfVisible(cells, keys) && isSymmetric(cells, keys) && isTransitive(cells);
      case NO_EMPTY_ROWS -> everyRowSees(cells);
      case POSITION_ONLY, PREFIX_STABLE -> true;
    };
  }

  private static boolean isCausal(boolean[][] cells, int keys) {
    for (int q = 0; q < cells.length; q++) {
      for (int k = Math.max(0, q + keys - cells.length + 1); k < keys; k++) {
        if (cells[q][k]) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isSelfVisible(boolean[][] cells, int keys) {
    for (int q = 0; q < cells.length; q++) {
      int self = q + keys - cells.length;
      if (self >= 0 && !cells[q][self]) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSymmetric(boolean[][] cells, int keys) {
    for (int q = 0; q < cells.length; q++) {
      for (int k = 0; k < keys; k++) {
        if (cells.length != keys || cells[q][k] != cells[k][q]) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isToeplitz(boolean[][] cells, int keys) {
    for (int q = 1; q < cells.length; q++) {
      for (int k = 1; k < keys; k++) {
        if (cells[q][k] != cells[q - 1][k - 1]) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isTransitive(boolean[][] cells) {
    for (int a = 0; a < cells.length; a++) {
      for (int b = 0; b < cells.length; b++) {
        for (int c = 0; c < cells.length && cells[a][b]; c++) {
          if (cells[b][c] && !cells[a][c]) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private static boolean everyRowSees(boolean[][] cells) {
    for (boolean[] row : cells) {
      boolean any = false;
      for (boolean cell : row) {
        any |= cell;
      }
      if (!any) {
        return false;
      }
    }
    return true;
  }

  @Example
  void causal_declaresWhatItIs() {
    assertThat(Masks.causal(8).traits())
        .containsExactly(
            Trait.CAUSAL,
            Trait.SELF_VISIBLE,
            Trait.TOEPLITZ,
            Trait.NO_EMPTY_ROWS,
            Trait.POSITION_ONLY,
            Trait.PREFIX_STABLE);
    assertThat(Masks.strictlyCausal(8).traits())
        .containsExactly(Trait.CAUSAL, Trait.TOEPLITZ, Trait.POSITION_ONLY, Trait.PREFIX_STABLE);
    assertThat(Masks.causalTopLeft(2, 5).traits()).doesNotContain(Trait.SELF_VISIBLE);
    assertThat(Masks.band(8, 2, 2).traits()).contains(Trait.SYMMETRIC);
  }
}
