package dev.attn.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Texts of masks at their longest, and texts that end too early. */
final class MaskTextBoundariesTest {

  private static void assertFault(String expression, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Masks.parseExpression(expression))
        .withMessage("expression must have " + message);
  }

  @Test
  void grid_isAPictureUpTo256RowsAndKeys() {
    assertThat(Masks.full(256).toGrid()).hasSize(256 * 256 + 255).startsWith("####");
    assertThat(Masks.full(1, 257).toGrid()).isEqualTo("1x257\n0: [0,257)");
    assertThat(Masks.full(257, 1).toGrid()).isEqualTo("257x1\n[0,257): [0,1)");
    assertThat(Masks.full(0, 3).toGrid()).isEqualTo("0x3");
    assertThat(Masks.full(2, 0).toGrid()).isEqualTo("2x0\n[0,2): -");
  }

  @Test
  void runForm_joinsEqualNeighboursOnly() {
    AttentionMask mask = Masks.rows(MaskShape.topLeft(300, 4), 1, 299);
    assertThat(mask.toGrid()).isEqualTo("300x4\n0: -\n[1,299): [0,4)\n299: -");
    assertThat(Masks.parse(mask.toGrid())).isEqualTo(mask);
  }

  @Test
  void runForm_acceptsTheLastRowAndKey() {
    assertThat(Masks.parse("2x3\n0: [2,3)\n1: [0,1) [2,3)").toGrid()).isEqualTo("..#\n#.#");
    assertThat(Masks.parse("2x3\n[0,2): [0,3)").toGrid()).isEqualTo("###\n###");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Masks.parse("2x3\n[0,0): -\n[0,2): -"))
        .withMessage("line must continue at row 0 of 2, got '[0,0): -'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Masks.parse("2x3\n[0,1): -\n[0,2): -"))
        .withMessage("line must continue at row 1 of 2, got '[0,2): -'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Masks.parse("1x3\n0: -\n1: -"))
        .withMessage("line must continue at row 1 of 1, got '1: -'");
  }

  @Test
  void listsOf256Entries_areWrittenOut() {
    int[] keys = new int[256];
    int[][] cells = new int[257][];
    for (int i = 0; i < 256; i++) {
      keys[i] = 2 * i;
      cells[i] = new int[] {i, i};
    }
    cells[256] = new int[] {0, 2};
    assertThat(Masks.columnSet(600, keys).toString()).contains(", 508, 510])");
    AttentionMask listed = Masks.cells(600, Arrays.copyOf(cells, 256));
    assertThat(listed.toString()).endsWith(", (254, 254), (255, 255)])");
    assertThat(Masks.cells(600, cells).toString()).startsWith("cells(600, [257 entries, hash ");
  }

  @Test
  void expressionThatEndsTooEarly_saysWhatIsMissing() {
    assertFault("columns(8", "',' and a first key at character 10, got the end");
    assertFault("columns(8,", "a first key at character 11, got the end");
    assertFault("documents(", "a shape like 8 or 10x20+5 at character 11, got the end");
    assertFault("documents([", "ids at character 12, got the end");
    assertFault("documents([0,", "ids at character 14, got the end");
    assertFault("documents([0", "',' or ']' at character 13, got the end");
    assertFault("packedCausal(3, 1", "',' and length at character 18, got the end");
    assertFault("bernoulli(8, ", "a density at character 14, got the end");
    assertFault("bernoulli(8, 0.5, ", "a seed at character 19, got the end");
    assertFault("hstack(causal(2)", "',' and a mask at character 17, got the end");
    assertFault("!", "the name of a mask at character 2, got the end");
    assertFault("causal", "'(' at character 7, got the end");
    assertFault("causal(2x3", "')' at character 11, got the end");
  }

  @Test
  void wordsOfAFault_areCutAfterTwentyCharacters() {
    assertFault(
        "abcdefghijklmnopqrst(", "the name of a mask at character 1, got 'abcdefghijklmnopqrst'");
    assertFault(
        "abcdefghijklmnopqrstu(", "the name of a mask at character 1, got 'abcdefghijklmnopqrst'");
    assertFault("AZaz_09(", "the name of a mask at character 1, got 'AZaz_09'");
    assertFault("@a(", "the name of a mask at character 1, got '@'");
    assertFault("a-b(", "the name of a mask at character 1, got 'a'");
  }

  @Test
  void numbers_mayBeSignedWhereANegativeOneMakesSense() {
    assertThat(Masks.parseExpression("causal(2x3-1)").toGrid()).isEqualTo("...\n#..");
    assertThat(Masks.parseExpression("bernoulli(4, 0.5, -7)"))
        .isEqualTo(Masks.bernoulli(MaskShape.square(4), 0.5, -7));
    assertThat(Masks.parseExpression("bernoulli(4, 5e-1, 7)"))
        .isEqualTo(Masks.bernoulli(MaskShape.square(4), 0.5, 7));
    assertFault(
        "bernoulli(4, 0.5, 9223372036854775808)",
        "a seed of at most 64 bits at character 19, got '9223372036854775808'");
    assertFault("bernoulli(4, 1e, 7)", "a density at character 14, got '1e'");
    assertFault("causal(-)", "a shape like 8 or 10x20+5 at character 8, got '-'");
    assertFault("shift(causal(2), -, 0)", "rows at character 18, got '-'");
  }

  @Test
  void space_mayStandBetweenAnyTwoTokens() {
    assertThat(Masks.parseExpression("cells(4, [ ( 1 , 2 ) , ( 3 , 0 ) ] )"))
        .hasToString("cells(4, [(1, 2), (3, 0)])");
    assertThat(Masks.parseExpression("treeOfPaths( [ [ 0 ] , [ 1 ] ] , 2 )"))
        .hasToString("treeOfPaths([[0], [1]], 2)");
    assertThat(Masks.parseExpression("documentsOfLengths( 3 , 1 )"))
        .hasToString("documentsOfLengths(3, 1)");
    assertThat(Masks.parseExpression("hstack( causal(2) , full(2) )"))
        .hasToString("hstack(causal(2), full(2))");
    assertThat(Masks.parseExpression("documents( [ 0 , 1 ] )")).hasToString("documents([0, 1])");
    assertThat(Masks.parseExpression("documents( 3 , [ 0 , 1 ] )"))
        .hasToString("documents(3, [0, 1])");
    assertThat(Masks.parseExpression("bernoulli(4, +0.5, 7)")).hasToString("bernoulli(4, 0.5, 7)");
  }

  @Test
  void namesThatOccurRarely_areReadToo() {
    MaskShape shape = MaskShape.square(8);
    assertReads("sparseStridedLocalOfCode(8, 3)", Masks.sparseStridedLocalOfCode(8, 3));
    assertReads("randomPerRow(8, 3, 42)", Masks.randomPerRow(shape, 3, 42));
    assertReads("bigBird(8, 2, 1, [0], 1, 42)", Masks.bigBird(8, 2, 1, new int[] {0}, 1, 42));
    assertReads(
        "blockTopKWithOwn(8, 4, 2, [[0], [1, 2]])",
        Masks.blockTopKWithOwn(shape, 4, 2, new int[][] {{0}, {1, 2}}));
    assertReads(
        "blockTopK(8, 4, 2, [[0], [1, 2]])",
        Masks.blockTopK(shape, 4, 2, new int[][] {{0}, {1, 2}}));
  }

  private static void assertReads(String expression, AttentionMask mask) {
    assertThat(Masks.parseExpression(expression)).isEqualTo(mask).hasToString(expression);
    assertThat(mask).hasToString(expression);
  }

  @Test
  void runForm_ofMoreCharactersThanAStringShouldHave_isRefused() {
    AttentionMask stripes = Masks.columnStripe(MaskShape.topLeft(1, 6_000_000), 2, 0);
    assertThatIllegalArgumentException()
        .isThrownBy(stripes::toGrid)
        .withMessage("text must be shorter than 67108864 characters, got more in row 0");
  }

  @Test
  void listedCells_mustLieInsideOnEverySide() {
    String rule = "cell must have a query in [0, 8) and a key in [0, 9), got ";
    MaskShape shape = MaskShape.topLeft(8, 9);
    for (int[] cell : new int[][] {{8, 0}, {-1, 0}, {0, 9}, {0, -1}}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Masks.cells(shape, new int[][] {cell}))
          .withMessage(rule + "(" + cell[0] + ", " + cell[1] + ")");
    }
    assertThat(Masks.cells(shape, new int[][] {{7, 8}, {0, 0}}).cellCount()).isEqualTo(2);
    assertThat(CellLists.table(MaskShape.square(3), new int[][] {{1, 1}}))
        .isEqualTo(GridText.parse("...\n.#.\n..."));
  }

  @Test
  void lengthOfAnExpression_countsNamesNumbersListsAndOperators() {
    assertLength(2, "causal(8)");
    assertLength(3, "causal(2x5+3)");
    assertLength(4, "causal(2x5+1)");
    assertLength(7, "causal(8) | columns(8, 0, 1)");
    assertLength(15, "causal(8) | columns(8, 0, 1) | strictlyCausal(8) & rows(8, 1, 2)");
    assertLength(8, "!(causal(8) | columns(8, 0, 1))");
    assertLength(5, "columnSet(8, [0, 3])");
    assertLength(3, "documentsOfLengths(3, 5)");
    assertLength(7, "treeOfPaths([[0], [1]], 2)");
    assertLength(7, "cells(8, [(0, 1), (2, 3)])");
    assertLength(5, "globalKeys(causal(8), [3])");
    assertLength(2, "selectRows(causal(4), [1, 2])");
  }

  private static void assertLength(long length, String expression) {
    assertThat(ExpressionLength.of(Masks.parseExpression(expression).node()))
        .as(expression)
        .isEqualTo(length);
  }
}
