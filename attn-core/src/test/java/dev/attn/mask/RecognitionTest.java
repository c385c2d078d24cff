package dev.attn.mask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attn.mask.MaskModels.Model;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class RecognitionTest {

  @Provide
  Arbitrary<Model> trees() {
    return MaskModels.trees().filter(model -> model.mask().rows() <= 40);
  }

  @Property(tries = 200)
  void recognisedMasks_allowTheSameCells_andAreShorterThanTheirList(@ForAll("trees") Model model) {
    boolean[][] cells = model.cells();
    AttentionMask listed = Masks.fromDense(cells);
    Optional<AttentionMask> found = Masks.recognise(cells);
    found.ifPresent(
        mask -> {
          assertThat(mask).isEqualTo(listed);
          assertThat(ExpressionLength.of(mask.node()))
              .isLessThan(ExpressionLength.of(listed.node()));
        });
    assertThat(Masks.recognise(cells).map(Object::toString)).isEqualTo(found.map(Object::toString));
  }

  /** Every family comes back as it was written. */
  @Example
  void families_comeBackUnderTheirNames() {
    String[] square = {
      "full(12)",
      "none(12)",
      "diagonal(12)",
      "causal(12)",
      "strictlyCausal(12)",
      "antiCausal(12)",
      "slidingWindow(12, 3)",
      "band(12, 2, 1)",
      "lookahead(12, 2)",
      "dilated(12, 2, 1, 2)",
      "strided(12, 3)",
      "columns(12, 2, 5)",
      "columnSet(12, [0, 2, 3])",
      "columnStripe(12, 3, 1)",
      "rows(12, 1, 3)",
      "rowSet(12, [0, 2, 4])",
      "rectangle(12, 1, 3, 4, 8)",
      "keysValidTo(12, 4)",
      "keysValidFrom(12, 2)",
      "queriesValidTo(12, 3)",
      "chunked(12, 4)",
      "chunkedFrom(12, 4, 2)",
      "blockCausal(12, 3)",
      "prefixLm(12, 5)",
      "sinksAndWindow(12, 2, 3)",
      "contextTarget(12, 4)",
      "documents([0, 0, 1, 1, 0, 2, 2])",
      "documents([0, 0, 1, -1, 0, 2, -1])",
      "documentsOfLengths(3, 1, 4, 2)",
      "packedCausal(3, 1, 4, 2)",
      "segments([0, 0, 1, 0, 1, 0, 0, 1, 0, 0])",
      "segments([1, 0, 1, 0, 1, 0, 0, 1, 0, 0], [1, 1, 1, 0, 1, 1, 1, 1, 0, 0])",
      "globalTokens(band(12, 1, 1), [0, 5])",
      "globalKeys(band(12, 1, 0), [0, 7])",
      "globalQueries(band(12, 1, 1), [3])",
      "sparseFixed(12, 4, 1)",
      "logSparse(12)",
      "longNet(12, 6, 2, 0)",
      "longNet(12, 6, 2, 1)",
      "axial(3, 4)",
      "local2d(3, 4, 1, 1)",
      "neighbourhood([12], [4], [2], [0])",
      "neighbourhood([4, 6], [3, 3], [1, 1], [0, 0])",
      "neighbourhood([4, 6], [2, 3], [1, 2], [1, 0])",
      "swin(4, 6, 2, 1)",
      "tree([-1, 0, 0, 1, 1, 2, 5], 0)",
      "tree([-1, 0, 0, 1, 1, 2, 5], 4)",
      "verticalSlash(12, [0, 4], [0, 1, 3])",
      "verticalSlash(8, [0], [0, 2, 5])",
      "blockTopK(12, 3, 3, [[0], [0], [0, 2], [1, 3]])",
      "blockTopKWithOwn(12, 3, 3, [[], [0], [0], [1]])",
      "blockTopKWithOwn(11, 2, 2, [[], [0], [0], [1], [0, 2], [3]])",
    };
    for (String expression : square) {
      assertRecognised(expression, expression);
    }
  }

  @Example
  void partsThatAddNoCell_areLeftOut() {
    assertRecognised(
        "verticalSlash(12, [0, 4], [0, 1, 3, 11])", "verticalSlash(12, [0, 4], [0, 1, 3])");
    assertRecognised(
        "verticalSlash(12, [0, 4, 11], [0, 1, 3])", "verticalSlash(12, [0, 4], [0, 1, 3])");
    assertRecognised(
        "blockTopK(12, 3, 3, [[0], [0, 1], [0, 2], [1, 3]])",
        "blockTopKWithOwn(12, 3, 3, [[], [0], [0], [1]])");
  }

  @Example
  void families_comeBackAtOtherShapes() {
    String[] oblong = {
      "full(5x9+0)",
      "causalBottomRight(5, 9)",
      "causalTopLeft(5, 9)",
      "diagonal(5x9+4)",
      "strictlyCausal(5x9+4)",
      "antiCausal(5x9+0)",
      "window(5x9+4, 2, 1)",
      "window(5x9+0, 2, 1)",
      "lookahead(5x9+4, 2)",
      "dilated(5x9+4, 2, 1, 2)",
      "strided(5x9+4, 3)",
      "columnSet(5x9+0, [0, 2, 3])",
      "rowSet(5x9+0, [0, 2, 4])",
      "rectangle(5x9+0, 1, 3, 4, 8)",
      "chunked(5x9+4, 4)",
      "blockCausal(5x9+4, 3)",
      "full(1x3+0)",
      "full(3x1+0)",
    };
    for (String expression : oblong) {
      assertRecognised(expression, expression);
    }
  }

  @Example
  void equallyShortNames_areTriedInAFixedOrder() {
    assertRecognised("sparseStridedLocal(12, 3)", "slidingWindow(12, 4)");
    assertRecognised("sparseStridedStride(12, 4)", "strided(12, 4)");
    assertRecognised("band(12, 2, 0)", "slidingWindow(12, 3)");
    assertRecognised("band(12, UNBOUNDED, 2)", "lookahead(12, 2)");
    assertRecognised(
        "causal(12) & (slidingWindow(12, 3) | columns(12, 0, 1))", "sinksAndWindow(12, 1, 3)");
    assertRecognised("full(1)", "full(1)");
    assertRecognised("full(0)", "full(0)");
  }

  @Example
  void unionsAndComplements_areBuiltFromColumnsRowsDiagonalsAndRectangles() {
    assertRecognised(
        "causal(12) & (columns(12, 0, 3) | rows(12, 7, 9))",
        "causal(12) & (columns(12, 0, 3) | rows(12, 7, 9))");
    assertRecognised(
        "rectangle(12, 0, 4, 5, 9) | rectangle(12, 6, 10, 0, 4)",
        "rectangle(12, 0, 4, 5, 9) | rectangle(12, 6, 10, 0, 4)");
    assertRecognised("!rectangle(12, 1, 3, 4, 8)", "!rectangle(12, 1, 3, 4, 8)");
    assertRecognised("!strided(12, 3)", "!strided(12, 3)");
  }

  @Example
  void literalFigure_comesBackAsColumnsDiagonalAndThreeCells() {
    String figure = "columns(64, 0, 16) | diagonal(64) | cells(64, [(55, 41), (57, 44), (60, 49)])";
    assertThat(Masks.parseExpression(figure).cellCount()).isEqualTo(1075);
    assertRecognised(figure, figure);
  }

  @Example
  void medusaMatrix_comesBackAsATree() {
    AttentionMask medusa = Masks.tree(MaskFactsTest.MEDUSA, 16);
    assertThat(medusa.cellCount()).isEqualTo(1231);
    assertRecognised(medusa.toString(), medusa.toString());
  }

  private static void assertRecognised(String expression, String expected) {
    AttentionMask mask = Masks.parseExpression(expression);
    assertThat(Masks.recognise(mask.toDense()).map(Object::toString))
        .as(expression)
        .contains(expected);
  }

  @Example
  void scatteredCells_areIrregular() {
    assertThat(Masks.recognise(Masks.cells(12, new int[] {0, 0}, new int[] {3, 2}).toDense()))
        .isEmpty();
    assertThat(Masks.recognise(Masks.bernoulli(MaskShape.square(12), 0.3, 42).toDense())).isEmpty();
  }

  @Example
  void largestRectangle_isFound() {
    boolean[][] cells =
        Masks.parse(
                """
                ##...
                #####
                .####
                .#.##
                """)
            .toDense();
    assertThat(LargestRectangle.of(cells)).isEqualTo(new Box(1, 3, 1, 5));
    assertThat(LargestRectangle.of(new boolean[2][3])).isEqualTo(new Box(0, 0, 0, 0));
  }
}
