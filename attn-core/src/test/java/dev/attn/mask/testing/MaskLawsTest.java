package dev.attn.mask.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.MaskShape;
import dev.attn.mask.Masks;
import dev.attn.mask.Trait;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class MaskLawsTest {

  private static final AttentionMask IRREGULAR =
      Masks.parse(
          """
          ..#.
          ##..
          #.#.
          ....
          """);

  private static void assertFailure(ThrowingCallable verification, String message) {
    assertThatThrownBy(verification)
        .isExactlyInstanceOf(AssertionError.class)
        .hasMessage(message.stripTrailing());
  }

  @Test
  void verify_ofACausalPromiseThatIsBroken_drawsIt() {
    assertFailure(
        () -> MaskLaws.verify(IRREGULAR, Set.of(Trait.CAUSAL)),
        """
        mask must have CAUSAL (no query sees a key after its own position), got cells(4, [(0, \
        2), (1, 0), (1, 1), (2, 0), (2, 2)]), which breaks it in 1 of 16 cells, first (0,2)
          actual:   (0,2) ALLOWED by cells: one of 5 listed cells
          # both allow, . both block, + only actual, - only expected
            0123
          0 ..+.
          1 ##..
          2 #.#.
          3 ....
        """);
  }

  @Test
  void verify_ofASelfVisiblePromiseThatIsBroken_drawsIt() {
    assertFailure(
        () -> MaskLaws.verify(IRREGULAR, Set.of(Trait.SELF_VISIBLE)),
        """
        mask must have SELF_VISIBLE (every query sees the key at its own position), got \
        cells(4, [(0, 2), (1, 0), (1, 1), (2, 0), (2, 2)]), which breaks it in 2 of 16 cells, \
        first (0,0)
          actual:   (0,0) BLOCKED by cells: none of 5 listed cells
          # both allow, . both block, + only actual, - only expected
            0123
          0 -.#.
          1 ##..
          2 #.#.
          3 ...-
        """);
  }

  @Test
  void verify_ofASymmetricPromiseThatIsBroken_drawsIt() {
    assertFailure(
        () -> MaskLaws.verify(IRREGULAR, Set.of(Trait.SYMMETRIC)),
        """
        mask must have SYMMETRIC (a query sees a key exactly if that key sees it), got cells(4, \
        [(0, 2), (1, 0), (1, 1), (2, 0), (2, 2)]), which breaks it in 2 of 16 cells, first (0,1)
          actual:   (0,1) BLOCKED by cells: none of 5 listed cells
          # both allow, . both block, + only actual, - only expected
            0123
          0 .-#.
          1 +#..
          2 #.#.
          3 ....
        """);
  }

  @Test
  void verify_ofAToeplitzPromiseThatIsBroken_drawsIt() {
    assertFailure(
        () -> MaskLaws.verify(IRREGULAR, Set.of(Trait.TOEPLITZ)),
        """
        mask must have TOEPLITZ (each row is the one above moved by one key), got cells(4, [(0, \
        2), (1, 0), (1, 1), (2, 0), (2, 2)]), which breaks it in 5 of 16 cells, first (1,1)
          actual:   (1,1) ALLOWED by cells: one of 5 listed cells
          # both allow, . both block, + only actual, - only expected
            0123
          0 ..#.
          1 #+.-
          2 #-#.
          3 .-.-
        """);
  }

  @Test
  void verify_ofAEquivalencePromiseThatIsBroken_drawsIt() {
    assertFailure(
        () -> MaskLaws.verify(IRREGULAR, Set.of(Trait.EQUIVALENCE)),
        """
        mask must have EQUIVALENCE (tokens fall into groups that see each other), got cells(4, \
        [(0, 2), (1, 0), (1, 1), (2, 0), (2, 2)]), which breaks it in 7 of 16 cells, first (0,0)
          actual:   (0,0) BLOCKED by cells: none of 5 listed cells
          # both allow, . both block, + only actual, - only expected
            0123
          0 -.+.
          1 +#-.
          2 +-#.
          3 ...-
        """);
  }

  @Test
  void verify_ofANoEmptyRowsPromiseThatIsBroken_drawsIt() {
    assertFailure(
        () -> MaskLaws.verify(IRREGULAR, Set.of(Trait.NO_EMPTY_ROWS)),
        """
        mask must have NO_EMPTY_ROWS (every query sees a key), got cells(4, [(0, 2), (1, 0), \
        (1, 1), (2, 0), (2, 2)]), which has none in 1 of 4 rows, first wrong row 3
          actual:   (3,3) BLOCKED by cells: none of 5 listed cells
          # both allow, . both block, + only actual, - only expected
            0123
          0 ..#.
          1 ##..
          2 #.#.
          3 ....
        """);
  }

  @Test
  void verify_ofSymmetryWithoutASquare_saysSo() {
    assertFailure(
        () -> MaskLaws.verify(Masks.full(2, 3), Set.of(Trait.SYMMETRIC)),
        """
        mask must be square to have SYMMETRIC, got [2, 3]: full(2x3+0)
        """);
  }

  @Test
  void verify_ofEquivalenceWithoutASquare_saysSo() {
    assertFailure(
        () -> MaskLaws.verify(Masks.full(2, 3), Set.of(Trait.EQUIVALENCE)),
        """
        mask must be square to have EQUIVALENCE, got [2, 3]: full(2x3+0)
        """);
  }

  @Test
  void verify_ofALargeMask_findsWhatItsSampleShows() {
    assertFailure(
        () -> MaskLaws.verify(Masks.lookahead(MaskShape.square(1 << 20), 1), Set.of(Trait.CAUSAL)),
        """
        mask must have CAUSAL (no query sees a key after its own position), got \
        lookahead(1048576, 1), which breaks it in 151 of 35,200 cells, first (0,1)
          actual:   (0,1) ALLOWED by lookahead: distance 1 ahead, ahead 1
          # both allow, . both block, + only actual, - only expected
                       1
             01234567890
           0 #+.........
           1 ##+........
           2 ###+.......
           3 ####+......
           4 #####+.....
           5 ######+....
           6 #######+...
           7 ########+..
           8 #########+.
           9 ##########+
          10 ###########
        """);
  }

  @Test
  void verifyFamily_ofRightPaddingByAFixedAmount_isNotPrefixStable() {
    assertFailure(
        () ->
            MaskLaws.verifyFamily(
                n -> Masks.keysValidTo(MaskShape.square(n), Math.max(0, n - 2)),
                Set.of(Trait.PREFIX_STABLE),
                4),
        """
        mask must have PREFIX_STABLE (the mask for 5 tokens, cut to 4, is the mask for 4), got \
        keysValidTo(4, 2), which breaks it in 4 of 16 cells, first (0,2)
          actual:   (0,2) BLOCKED by keysValidTo: key 2 is not in [0,2)
          # both allow, . both block, + only actual, - only expected
            0123
          0 ##-.
          1 ##-.
          2 ##-.
          3 ##-.
        """);
  }

  @Test
  void verifyFamily_ofKeysThatDependOnTheLength_isNotPositionOnly() {
    assertFailure(
        () ->
            MaskLaws.verifyFamily(n -> Masks.columns(n, n / 2, n), Set.of(Trait.POSITION_ONLY), 4),
        """
        mask must have POSITION_ONLY (row p, cut to the keys up to p, is the mask of decoding \
        step p), got columns(4, 2, 4), which breaks it in 3 of 16 cells, first (0,0)
          actual:   (0,0) BLOCKED by columns: key 0 is not in [2,4)
          # both allow, . both block, + only actual, - only expected
            0123
          0 -.##
          1 .-##
          2 .-##
          3 ..##
        """);
  }

  @Test
  void verifyDecoding_ofTheTopLeftMask_seesTooFewKeys() {
    assertFailure(
        () -> MaskLaws.verifyDecoding(s -> Masks.causalTopLeft(s.rows(), s.keys()), 4),
        """
        mask must have POSITION_ONLY (row p, cut to the keys up to p, is the mask of decoding \
        step p), got causalTopLeft(4, 4), which breaks it in 6 of 16 cells, first (1,1)
          actual:   (1,1) ALLOWED by causalTopLeft: key 1 is not after position 1
          # both allow, . both block, + only actual, - only expected
            0123
          0 #...
          1 #+..
          2 #++.
          3 #+++
        """);
  }

  @Test
  void verify_ofNoSizes_isRefused() {
    assertThatThrownBy(() -> MaskLaws.verifyFamily(n -> Masks.causal(n)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("sizes must be at least 1, got 0");
  }

  @Test
  void verify_ofNegativeSizes_isRefused() {
    assertThatThrownBy(() -> MaskLaws.verifyDecoding(Masks::causal, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("size must be at least 0, got -1");
  }

  @Test
  void verifyFamily_ofMasksThatAreNotSquare_isRefused() {
    assertThatThrownBy(() -> MaskLaws.verifyFamily(n -> Masks.full(n, 2), 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("mask of the family must have the shape [4, 4], got [4, 2]");
  }

  @Test
  void verifyDecoding_ofMasksOfAnotherShape_isRefused() {
    assertThatThrownBy(() -> MaskLaws.verifyDecoding(s -> Masks.causal(s.keys()), 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("mask of the family must have the shape [1, 2], got [2, 2]");
  }

  @Test
  void verify_ofACausalMask_listsWhatHoldsAndWhatNeedsAFamily() {
    assertThat(MaskLaws.verify(Masks.causal(8)))
        .hasToString(
            "causal(8): holds [CAUSAL, SELF_VISIBLE, TOEPLITZ, NO_EMPTY_ROWS], unchecked [POSITION_ONLY, PREFIX_STABLE]; exhaustive, 64 cells");
  }

  @Test
  void verify_ofAUsersMask_listsTraitsThatAreNotDeclared() {
    assertThat(MaskLaws.verify(Masks.parse("#..\n##.\n###"), Set.of(Trait.CAUSAL)))
        .hasToString(
            "cells(3, [(0, 0), (1, 0), (1, 1), (2, 0), (2, 1), (2, 2)]): holds [CAUSAL, SELF_VISIBLE, TOEPLITZ, NO_EMPTY_ROWS], undeclared [SELF_VISIBLE, TOEPLITZ, NO_EMPTY_ROWS]; exhaustive, 9 cells");
  }

  @Test
  void verify_ofAMillionTokens_looksAtAFixedSample() {
    assertThat(MaskLaws.verify(Masks.sinksAndWindow(1 << 20, 4, 512).transpose()))
        .hasToString(
            "transpose(sinksAndWindow(1048576, 4, 512)): holds [SELF_VISIBLE, NO_EMPTY_ROWS]; bounded, 35,200 of 1,099,511,627,776 cells");
  }

  @Test
  void verify_ofAnIrregularMask_isExhaustiveThoughNothingHolds() {
    assertThat(MaskLaws.verify(IRREGULAR))
        .hasToString(
            "cells(4, [(0, 2), (1, 0), (1, 1), (2, 0), (2, 2)]): holds []; exhaustive, 16 cells");
  }

  @Test
  void verify_ofDocuments_findsAnEquivalence() {
    assertThat(MaskLaws.verify(Masks.documents(0, 1, 0, 2)))
        .hasToString(
            "documents([0, 1, 0, 2]): holds [SELF_VISIBLE, SYMMETRIC, EQUIVALENCE, NO_EMPTY_ROWS], unchecked [POSITION_ONLY, PREFIX_STABLE]; exhaustive, 16 cells");
  }

  @Test
  void verify_withoutRows_holdsEverything() {
    assertThat(MaskLaws.verify(Masks.full(0, 3)))
        .hasToString(
            "full(0x3+0): holds [CAUSAL, SELF_VISIBLE, TOEPLITZ, NO_EMPTY_ROWS], unchecked [POSITION_ONLY, PREFIX_STABLE]; exhaustive, 0 cells");
  }

  @Test
  void verifyFamily_ofSlidingWindows_relatesTheSizes() {
    assertThat(MaskLaws.verifyFamily(n -> Masks.slidingWindow(n, 3), 0, 1, 2, 8, 65))
        .hasToString(
            "family of sizes [0, 1, 2, 8, 65]: holds [CAUSAL, SELF_VISIBLE, TOEPLITZ, NO_EMPTY_ROWS, POSITION_ONLY, PREFIX_STABLE]; exhaustive, 4,294 cells");
  }

  @Test
  void verifyFamily_ofAMillionTokens_isBounded() {
    assertThat(MaskLaws.verifyFamily(n -> Masks.slidingWindow(n, 3), 1 << 20))
        .hasToString(
            "family of sizes [1048576]: holds [CAUSAL, SELF_VISIBLE, TOEPLITZ, NO_EMPTY_ROWS, POSITION_ONLY, PREFIX_STABLE]; bounded, 35,200 of 1,099,511,627,776 cells");
  }

  @Test
  void verifyDecoding_ofTheCausalMask_isTheRowOfEachStep() {
    assertThat(MaskLaws.verifyDecoding(Masks::causal, 1, 8, 65))
        .hasToString(
            "decoding of sizes [1, 8, 65]: holds [POSITION_ONLY]; exhaustive, 4,290 cells");
  }

  @Test
  void report_isAValue() {
    LawReport report = MaskLaws.verify(IRREGULAR, Set.of());
    assertThat(report).isEqualTo(MaskLaws.verify(IRREGULAR, Set.of()));
    assertThat(report.coverage().isExhaustive()).isTrue();
    assertThat(report.holding()).isEmpty();
    assertThat(MaskLaws.verify(Masks.causal(1 << 20)).coverage().isExhaustive()).isFalse();
  }
}
