package dev.attn.mask.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.MaskShape;
import dev.attn.mask.Masks;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class MaskAssertTest {

  private static final AttentionMask PACKED = Masks.packedCausal(3, 1, 4, 2);
  private static final AttentionMask BAND = Masks.band(4, 1, 1);
  private static final AttentionMask LARGE = Masks.slidingWindow(1 << 20, 3);

  private static void assertFailure(ThrowingCallable assertion, String message) {
    assertThatThrownBy(assertion)
        .isExactlyInstanceOf(AssertionError.class)
        .hasMessage(message.stripTrailing());
  }

  @Test
  void packedMask_passesEveryAssertionThatIsTrueOfIt() {
    MaskAssert passed =
        MaskAssert.that(PACKED)
            .hasShape(10, 10)
            .allows(9, 8)
            .blocks(9, 3)
            .row(9)
            .isExactly("[8,10)")
            .row(9)
            .sees(8, 9)
            .row(9)
            .doesNotSee(0, 7)
            .row(9)
            .hasCellCount(2)
            .hasNoEmptyRows()
            .hasCellCount(20)
            .hasDensityBetween(0.2, 0.2)
            .isCausal()
            .isSubsetOf(Masks.causal(10))
            .contains(Masks.diagonal(10))
            .isDisjointFrom(Masks.causal(10).not())
            .isEqualTo(Masks.documentsOfLengths(3, 1, 4, 2).and(Masks.causal(10)));
    assertThat(passed).isNotNull();
    MaskAssert.that(Masks.strictlyCausal(3)).hasEmptyRows(0).row(0).isEmpty();
    MaskAssert.that(Masks.causalBottomRight(5, 3)).hasEmptyRows(1, 0).isCausal();
  }

  @Test
  void isEqualTo_drawsWhereTheMasksDiffer() {
    assertFailure(
        () -> MaskAssert.that(Masks.band(10, 511, 0)).isEqualTo(PACKED),
        """
        mask must equal packedCausal(3, 1, 4, 2), got band(10, 511, 0), which differs in 35 of \
        100 cells, first (3,0)
          actual:   (3,0) ALLOWED by band: distance 3, back 511
          expected: (3,0) BLOCKED by packedCausal: document of 3 is 1, document of 0 is 0
          # both allow, . both block, + only actual, - only expected
            0123456789
          0 #.........
          1 ##........
          2 ###.......
          3 +++#......
          4 ++++#.....
          5 ++++##....
          6 ++++###...
          7 ++++####..
          8 ++++++++#.
          9 ++++++++##
        """);
  }

  @Test
  void isEqualTo_ofLargeMasks_drawsElevenRowsAndKeysAroundTheFirstDifference() {
    assertFailure(
        () ->
            MaskAssert.that(LARGE).isEqualTo(LARGE.or(Masks.cells(1 << 20, new int[] {1000, 990}))),
        """
        mask must equal slidingWindow(1048576, 3) | cells(1048576, [(1000, 990)]), got \
        slidingWindow(1048576, 3), which differs in 1 of 1,099,511,627,776 cells, first \
        (1000,990)
          actual:   (1000,990) BLOCKED by slidingWindow: distance 10, keys 3
          expected: (1000,990) ALLOWED by cells: one of 1 listed cells; slidingWindow would \
        block (distance 10, keys 3)
          # both allow, . both block, + only actual, - only expected
               99999999999
               88888999999
               56789012345
           995 ........###
           996 .........##
           997 ..........#
           998 ...........
           999 ...........
          1000 .....-.....
          1001 ...........
          1002 ...........
          1003 ...........
          1004 ...........
          1005 ...........
        """);
  }

  @Test
  void isEqualTo_ofAnotherShape_namesBothShapes() {
    assertFailure(
        () -> MaskAssert.that(BAND).isEqualTo(Masks.causal(5)),
        """
        mask must have the shape [5, 5] of causal(5), got [4, 4]: band(4, 1, 1)
        """);
  }

  @Test
  void isSubsetOf_countsOnlyTheCellsThatAreTooMany() {
    assertFailure(
        () -> MaskAssert.that(BAND).isSubsetOf(Masks.causal(4)),
        """
        mask must be a subset of causal(4), got band(4, 1, 1), which allows more in 3 of 16 \
        cells, first (0,1)
          actual:   (0,1) ALLOWED by band: distance 1 ahead, ahead 1
          expected: (0,1) BLOCKED by causal: key 1 is after position 0
          # both allow, . both block, + only actual, - only expected
            0123
          0 #+..
          1 ##+.
          2 -##+
          3 --##
        """);
  }

  @Test
  void contains_countsOnlyTheCellsThatAreMissing() {
    assertFailure(
        () -> MaskAssert.that(BAND).contains(Masks.causal(4)),
        """
        mask must contain causal(4), got band(4, 1, 1), which lacks 3 of 16 cells, first (2,0)
          actual:   (2,0) BLOCKED by band: distance 2, back 1
          expected: (2,0) ALLOWED by causal: key 0 is not after position 2
          # both allow, . both block, + only actual, - only expected
            0123
          0 #+..
          1 ##+.
          2 -##+
          3 --##
        """);
  }

  @Test
  void isDisjointFrom_comparesWithTheComplement() {
    assertFailure(
        () -> MaskAssert.that(BAND).isDisjointFrom(Masks.causal(4)),
        """
        mask must be a subset of !causal(4), got band(4, 1, 1), which allows more in 7 of 16 \
        cells, first (0,0)
          actual:   (0,0) ALLOWED by band: distance 0, back 1
          expected: (0,0) BLOCKED by !causal: key 0 is not after position 0
          # both allow, . both block, + only actual, - only expected
            0123
          0 +#--
          1 ++#-
          2 .++#
          3 ..++
        """);
  }

  @Test
  void isCausal_comparesWithTheCausalMaskLinedUpAtTheEnd() {
    assertFailure(
        () -> MaskAssert.that(Masks.lookahead(MaskShape.bottomRight(2, 4), 1)).isCausal(),
        """
        mask must be a subset of causalBottomRight(2, 4), got lookahead(2x4+2, 1), which allows \
        more in 1 of 8 cells, first (0,3)
          actual:   (0,3) ALLOWED by lookahead: distance 1 ahead, ahead 1
          expected: (0,3) BLOCKED by causalBottomRight: key 3 is after position 2
          # both allow, . both block, + only actual, - only expected
            0123
          0 ###+
          1 ####
        """);
  }

  @Test
  void hasShape_namesBothShapes() {
    assertFailure(
        () -> MaskAssert.that(BAND).hasShape(4, 5),
        """
        mask must have the shape [4, 5], got [4, 4]: band(4, 1, 1)
        """);
  }

  @Test
  void allows_drawsTheMissingCell() {
    assertFailure(
        () -> MaskAssert.that(BAND).allows(0, 3),
        """
        mask must allow (0,3), got band(4, 1, 1), which blocks it
          actual:   (0,3) BLOCKED by band: distance 3 ahead, ahead 1
          # both allow, . both block, + only actual, - only expected
            0123
          0 ##.-
          1 ###.
          2 .###
          3 ..##
        """);
  }

  @Test
  void blocks_drawsTheCellThatIsTooMany() {
    assertFailure(
        () -> MaskAssert.that(BAND).blocks(2, 3),
        """
        mask must block (2,3), got band(4, 1, 1), which allows it
          actual:   (2,3) ALLOWED by band: distance 1 ahead, ahead 1
          # both allow, . both block, + only actual, - only expected
            0123
          0 ##..
          1 ###.
          2 .##+
          3 ..##
        """);
  }

  @Test
  void row_isExactly_drawsTheRowAmongItsNeighbours() {
    assertFailure(
        () -> MaskAssert.that(Masks.slidingWindow(120, 3)).row(100).isExactly("[97,99) [100,102)"),
        """
        row 100 must be [97,99) [100,102), got [98,101) of slidingWindow(120, 3), which differs \
        in 3 of 120 cells, first (100,97)
          actual:   (100,97) BLOCKED by slidingWindow: distance 3, keys 3
          # both allow, . both block, + only actual, - only expected
                      111
              99999999000
              23456789012
           95 .###.......
           96 ..###......
           97 ...###.....
           98 ....###....
           99 .....###...
          100 .....-#+#-.
          101 .......###.
          102 ........###
          103 .........##
          104 ..........#
          105 ...........
        """);
  }

  @Test
  void row_hasCellCount_showsTheRow() {
    assertFailure(
        () -> MaskAssert.that(BAND).row(2).hasCellCount(2),
        """
        row 2 must see 2 keys, got 3, [1,4), of band(4, 1, 1)
        """);
  }

  @Test
  void row_isEmpty_drawsTheRow() {
    assertFailure(
        () -> MaskAssert.that(Masks.diagonal(2)).row(1).isEmpty(),
        """
        row 1 must be -, got [1,2) of diagonal(2), which differs in 1 of 2 cells, first (1,1)
          actual:   (1,1) ALLOWED by diagonal: distance 0, back 0
          # both allow, . both block, + only actual, - only expected
            01
          0 #.
          1 .+
        """);
  }

  @Test
  void hasCellCount_groupsDigits() {
    assertFailure(
        () -> MaskAssert.that(Masks.causal(2000)).hasCellCount(2001002),
        """
        mask must have 2,001,002 allowed cells, got 2,001,000: causal(2000)
        """);
  }

  @Test
  void hasDensityBetween_namesTheDensity() {
    assertFailure(
        () -> MaskAssert.that(BAND).hasDensityBetween(0.7, 1),
        """
        mask must have a density in [0.7, 1.0], got 0.625: band(4, 1, 1)
        """);
  }

  @Test
  void hasNoEmptyRows_drawsTheFirstEmptyRow() {
    assertFailure(
        () -> MaskAssert.that(Masks.strictlyCausal(4)).hasNoEmptyRows(),
        """
        mask must have no empty rows, got [0,1) of strictlyCausal(4), first wrong row 0
          actual:   (0,0) BLOCKED by strictlyCausal: key 0 is not before position 0
          # both allow, . both block, + only actual, - only expected
            0123
          0 ....
          1 #...
          2 ##..
          3 ###.
        """);
  }

  @Test
  void hasEmptyRows_drawsTheFirstRowThatIsNotEmpty() {
    assertFailure(
        () -> MaskAssert.that(Masks.strictlyCausal(4)).hasEmptyRows(0, 1, 3),
        """
        mask must have the empty rows [0,2) [3,4), got [0,1) of strictlyCausal(4), first wrong \
        row 1
          actual:   (1,0) ALLOWED by strictlyCausal: key 0 is before position 1
          # both allow, . both block, + only actual, - only expected
            0123
          0 ....
          1 #...
          2 ##..
          3 ###.
        """);
  }

  @Test
  void hasEmptyRows_ofAMaskWithoutKeys_hasNothingToDraw() {
    assertFailure(
        () -> MaskAssert.that(Masks.full(2, 0)).hasEmptyRows(0),
        """
        mask must have the empty rows [0,1), got [0,2) of full(2x0+0)
        """);
  }

  @Test
  void hasEmptyRows_ofAMaskWithout_saysNone() {
    assertFailure(
        () -> MaskAssert.that(BAND).hasEmptyRows(2),
        """
        mask must have the empty rows [2,3), got none of band(4, 1, 1), first wrong row 2
          actual:   (2,1) ALLOWED by band: distance 1, back 1
          # both allow, . both block, + only actual, - only expected
            0123
          0 ##..
          1 ###.
          2 .###
          3 ..##
        """);
  }

  @Test
  void row_outsideTheMask_isRefused() {
    assertThatThrownBy(() -> MaskAssert.that(BAND).row(4))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("query must be in [0, 4), got 4");
  }

  @Test
  void row_isExactly_refusesKeysThatDoNotExist() {
    assertThatThrownBy(() -> MaskAssert.that(BAND).row(3).isExactly("[1,5)"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("key must be at most 4, got 5");
  }

  @Test
  void row_isExactly_refusesTextThatIsNoRow() {
    assertThatThrownBy(() -> MaskAssert.that(BAND).row(3).isExactly("1..3"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("runs must be sorted, apart and not empty, got '1..3'");
  }

  @Test
  void longExpressions_areCut() {
    assertFailure(
        () -> MaskAssert.that(Masks.cells(40, diagonal(40))).blocks(0, 0),
        """
        mask must block (0,0), got cells(40, [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4), (5, 5), \
        (6, 6), (7, 7), (8, 8), (9, 9), (10, 10), (11, 11), (12, 12), (cut), which allows it
          actual:   (0,0) ALLOWED by cells: one of 40 listed cells
          # both allow, . both block, + only actual, - only expected
                       1
             01234567890
           0 +..........
           1 .#.........
           2 ..#........
           3 ...#.......
           4 ....#......
           5 .....#.....
           6 ......#....
           7 .......#...
           8 ........#..
           9 .........#.
          10 ..........#
        """);
  }

  private static int[][] diagonal(int n) {
    return IntStream.range(0, n).mapToObj(i -> new int[] {i, i}).toArray(int[][]::new);
  }
}
