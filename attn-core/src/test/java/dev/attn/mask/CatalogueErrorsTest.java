package dev.attn.mask;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.attn.tensor.AttentionMatrix;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What the factories of the catalogue say about arguments out of range. */
final class CatalogueErrorsTest {

  private static final MaskShape SQUARE = MaskShape.square(8);

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
  }

  private static int[] of(int... values) {
    return values;
  }

  @Test
  void steps_mustBePositive() {
    assertRefused(() -> Masks.dilated(SQUARE, 1, 1, 0), "step must be at least 1, got 0");
    assertRefused(() -> Masks.dilated(SQUARE, -1, 1, 2), "back must be at least 0, got -1");
    assertRefused(() -> Masks.dilated(SQUARE, 1, -1, 2), "ahead must be at least 0, got -1");
    assertRefused(() -> Masks.strided(SQUARE, 0), "step must be at least 1, got 0");
    assertRefused(() -> Masks.columnStripe(SQUARE, 0, 0), "step must be at least 1, got 0");
    assertRefused(() -> Masks.columnStripe(SQUARE, 3, 3), "residue must be in [0, 2], got 3");
  }

  @Test
  void predicates_mustHavePlainNames() {
    assertRefused(
        () -> Masks.fromPredicate(SQUARE, "a\"b", (q, k) -> true),
        "name must not contain quotes, got a\"b");
  }

  @Test
  void padding_mustLieInTheShape() {
    assertRefused(() -> Masks.keysValidTo(SQUARE, 9), "length must be in [0, 8], got 9");
    assertRefused(() -> Masks.keysValidFrom(SQUARE, -1), "pad must be in [0, 8], got -1");
    assertRefused(() -> Masks.queriesValidTo(SQUARE, 9), "length must be in [0, 8], got 9");
  }

  @Test
  void documentsAndChunks_mustHaveLengths() {
    assertRefused(() -> Masks.documentsOfLengths(3, -1), "length must be at least 0, got -1");
    assertRefused(
        () -> Masks.packedCausal(Integer.MAX_VALUE, 1),
        "lengths must add up to at most 2147483647, got 2147483648");
    assertRefused(() -> Masks.chunked(SQUARE, 0), "size must be at least 1, got 0");
    assertRefused(() -> Masks.chunkedFrom(SQUARE, 0, 0), "size must be at least 1, got 0");
    assertRefused(() -> Masks.chunkedFrom(SQUARE, 2, -1), "pad must be at least 0, got -1");
    assertRefused(() -> Masks.blockCausal(SQUARE, 0), "size must be at least 1, got 0");
  }

  @Test
  void segments_mustHaveFlags() {
    assertRefused(() -> Masks.segments(1, 2), "boundary must be in [0, 1], got 2");
    assertRefused(() -> Masks.segments(of(1, 0), of(1, 3)), "valid must be in [0, 1], got 3");
    assertRefused(
        () -> Masks.segments(of(1, 0), of(1)), "valid must have 2 flags like boundary, got 1");
  }

  @Test
  void globalTokens_needASquareBase() {
    assertRefused(
        () -> Masks.globalTokens(Masks.full(2, 3), 0),
        "base must be square, got [2, 3]; use globalKeys and globalQueries");
    assertRefused(() -> Masks.globalTokens(Masks.full(3), 3), "column must be in [0, 3), got 3");
    assertRefused(() -> Masks.globalQueries(Masks.full(3), 3), "row must be in [0, 3), got 3");
    assertRefused(() -> Masks.contextTarget(3, 4), "context must be in [0, 3], got 4");
  }

  @Test
  void sparsePatterns_mustHaveBlocks() {
    assertRefused(() -> Masks.sparseStridedLocal(8, 0), "reach must be at least 1, got 0");
    assertRefused(() -> Masks.sparseStridedLocalOfCode(8, 0), "keys must be at least 1, got 0");
    assertRefused(() -> Masks.sparseStridedStride(8, 0), "step must be at least 1, got 0");
    assertRefused(() -> Masks.sparseFixed(8, 0, 0), "block must be at least 1, got 0");
    assertRefused(() -> Masks.sparseFixed(8, 3, 4), "summary must be in [0, 3], got 4");
    assertRefused(() -> Masks.longNet(8, 0, 1, 0), "segment must be at least 1, got 0");
    assertRefused(() -> Masks.longNet(8, 4, 0, 0), "dilation must be at least 1, got 0");
    assertRefused(() -> Masks.longNet(8, 4, 2, 2), "residue must be in [0, 1], got 2");
    assertRefused(() -> Masks.logSparse(-1), "n must be at least 0, got -1");
  }

  @Test
  void randomPatterns_mustBePossible() {
    assertRefused(() -> Masks.bigBird(8, 0, 1, of(), 1, 0), "block must be at least 1, got 0");
    assertRefused(() -> Masks.bigBird(8, 2, -1, of(), 1, 0), "reach must be at least 0, got -1");
    assertRefused(
        () -> Masks.bigBird(8, 2, 1, of(4), 1, 0), "global block must be in [0, 4), got 4");
    assertRefused(() -> Masks.bigBird(8, 2, 1, of(), -1, 0), "random must be at least 0, got -1");
    assertRefused(() -> Masks.bernoulli(SQUARE, 1.5, 0), "density must be in [0, 1], got 1.5");
    assertRefused(
        () -> Masks.bernoulli(SQUARE, Double.NaN, 0), "density must be in [0, 1], got NaN");
    assertRefused(() -> Masks.randomPerRow(SQUARE, -1, 0), "count must be at least 0, got -1");
  }

  @Test
  void grids_mustHaveSides() {
    assertRefused(() -> Masks.axial(0, 3), "height must be at least 1, got 0");
    assertRefused(() -> Masks.axial(3, 0), "width must be at least 1, got 0");
    assertRefused(
        () -> Masks.axial(1 << 20, 1 << 20),
        "height and width must have a product of at most 2147483647, got [1048576, 1048576]");
    assertRefused(() -> Masks.local2d(3, 3, -1, 0), "y reach must be at least 0, got -1");
    assertRefused(() -> Masks.local2d(3, 3, 0, -1), "x reach must be at least 0, got -1");
    assertRefused(() -> Masks.swin(4, 4, 0, 0), "side must be at least 1, got 0");
    assertRefused(() -> Masks.swin(4, 4, 2, 2), "shift must be in [0, 1], got 2");
    assertRefused(() -> Masks.swin(5, 4, 2, 0), "height must be a multiple of side 2, got 5");
    assertRefused(() -> Masks.swin(4, 5, 2, 0), "width must be a multiple of side 2, got 5");
  }

  @Test
  void neighbourhoods_mustAgreeOnTheirAxes() {
    assertRefused(
        () -> Masks.neighbourhood(of(), of(), of(), of()),
        "sizes must have at least 1 axis, got 0");
    assertRefused(
        () -> Masks.neighbourhood(of(4), of(3, 3), of(1), of(0)),
        "kernel must have 1 axes like sizes, got 2");
    assertRefused(
        () -> Masks.neighbourhood(of(4), of(3), of(), of(0)),
        "dilation must have 1 axes like sizes, got 0");
    assertRefused(
        () -> Masks.neighbourhood(of(4), of(3), of(1), of()),
        "causal must have 1 axes like sizes, got 0");
    assertRefused(
        () -> Masks.neighbourhood(of(0), of(3), of(1), of(0)), "size must be at least 1, got 0");
    assertRefused(
        () -> Masks.neighbourhood(of(4), of(0), of(1), of(0)), "kernel must be at least 1, got 0");
    assertRefused(
        () -> Masks.neighbourhood(of(4), of(3), of(0), of(0)),
        "dilation must be at least 1, got 0");
    assertRefused(
        () -> Masks.neighbourhood(of(4), of(3), of(1), of(2)), "causal must be in [0, 1], got 2");
    assertRefused(
        () -> Masks.neighbourhood(of(1 << 20, 1 << 20), of(3, 3), of(1, 1), of(0, 0)),
        "sizes must have a product of at most 2147483647, got [1048576, 1048576]");
  }

  @Test
  void dataMasks_mustFitTheShape() {
    assertRefused(
        () -> Masks.verticalSlash(SQUARE, of(8), of(0)), "column must be in [0, 8), got 8");
    assertRefused(
        () -> Masks.verticalSlash(SQUARE, of(0), of(-1)),
        "distance must be in [0, 2147483647), got -1");
    int[][] one = {{0}};
    assertRefused(() -> Masks.blockTopK(SQUARE, 0, 4, one), "row block must be at least 1, got 0");
    assertRefused(() -> Masks.blockTopK(SQUARE, 4, 0, one), "key block must be at least 1, got 0");
    assertRefused(
        () -> Masks.blockTopK(SQUARE, 4, 4, one),
        "selected must have 2 lists, one for each block of rows, got 1");
    assertRefused(
        () -> Masks.blockTopK(SQUARE, 8, 4, new int[][] {{2}}),
        "selected block must be in [0, 2), got 2");
  }

  @Test
  void weights_mustBeNumbers() {
    AttentionMatrix weights = AttentionMatrix.copyOf(new double[][] {{1, 0}, {0, Double.NaN}});
    String notANumber = "weight must be a number, got NaN at (1, 1)";
    assertRefused(() -> Masks.threshold(weights, 0.5), notANumber);
    assertRefused(() -> Masks.topK(weights, 1), notANumber);
    assertRefused(() -> Masks.topP(weights, 0.5), notANumber);
    assertRefused(
        () -> Masks.threshold(weights, 0),
        "least must be greater than 0, got 0.0; thresholdOfAnySign would also allow masked cells");
    assertRefused(
        () -> Masks.thresholdOfAnySign(weights, Double.NaN), "least must be a number, got NaN");
    assertRefused(() -> Masks.topK(weights, -1), "most must be at least 0, got -1");
    assertRefused(() -> Masks.topP(weights, 0), "mass must be greater than 0, got 0.0");
  }

  @Test
  void multiplicity_needsOneShapeAndRoom() {
    assertRefused(
        () -> Masks.multiplicity(Masks.causal(2), Masks.causal(3)),
        "other mask must have the shape [2, 2], got [3, 3]");
    assertRefused(
        () -> Masks.multiplicity(Masks.causal(10_000)),
        "mask must have at most 67,108,864 cells to be copied, got 100,000,000; walk its rows or"
            + " pass a higher limit");
  }
}
