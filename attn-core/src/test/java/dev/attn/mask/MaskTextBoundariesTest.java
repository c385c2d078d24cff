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
  }

  @Test
  void wordsOfAFault_areCutAfterTwentyCharacters() {
    assertFault(
        "abcdefghijklmnopqrst(", "the name of a mask at character 1, got 'abcdefghijklmnopqrst'");
    assertFault(
        "abcdefghijklmnopqrstu(", "the name of a mask at character 1, got 'abcdefghijklmnopqrst'");
    assertFault("Zz_09(", "the name of a mask at character 1, got 'Zz_09'");
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
}
