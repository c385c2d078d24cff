package dev.attn.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MaskExpressionTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "causal(8) & (slidingWindow(8, 3) | columns(8, 0, 1))",
        "columns(64, 0, 16) | diagonal(64) | cells(64, [(55, 41), (57, 44), (60, 49)])",
        "tree([-1, 0, 0], 16)",
        "band(10, 511, 0)",
        "window(10x20+5, UNBOUNDED, 3)",
        "transpose(tree([-1, 0, 0], 2))",
        "slice(columnSet(8, [0, 3]), 0, 4, 2, 8)",
        "hstack(full(2x3+0), causal(2))",
        "rows(20x10-5, 1, 4) ^ rowSet(20x10-5, [3, 2])",
        "rectangle(8, 1, 2, 3, 4)",
        "treeOfPaths([[0], [1], [0, 0]], 2)",
        "!(causal(4) & rows(4, 1, 3)) => cells(4, [(1, 2)])",
        "causal(4) - diagonal(4) - columns(4, 0, 1)",
        "causal(4) - (diagonal(4) - columns(4, 0, 1))",
        "(causal(4) => diagonal(4)) => columns(4, 0, 1)",
        "causal(1000000)",
      })
  void toString_isWhatWasWritten(String expression) {
    assertThat(Masks.parseExpression(expression)).hasToString(expression);
  }

  @Test
  void operators_bindFromNotDownToImplies() {
    AttentionMask a = Masks.causal(4);
    AttentionMask b = Masks.rows(MaskShape.square(4), 1, 3);
    AttentionMask c = Masks.columns(4, 0, 2);
    assertThat(Masks.parseExpression("!causal(4) & rows(4, 1, 3)")).isEqualTo(a.not().and(b));
    assertThat(Masks.parseExpression("causal(4) - rows(4, 1, 3) & columns(4, 0, 2)"))
        .isEqualTo(a.minus(b.and(c)));
    assertThat(Masks.parseExpression("causal(4) ^ rows(4, 1, 3) - columns(4, 0, 2)"))
        .isEqualTo(a.xor(b.minus(c)));
    assertThat(Masks.parseExpression("causal(4) | rows(4, 1, 3) ^ columns(4, 0, 2)"))
        .isEqualTo(a.or(b.xor(c)));
    assertThat(Masks.parseExpression("causal(4) => rows(4, 1, 3) | columns(4, 0, 2)"))
        .isEqualTo(a.implies(b.or(c)));
    assertThat(Masks.parseExpression("causal(4) => rows(4, 1, 3) => columns(4, 0, 2)"))
        .isEqualTo(a.implies(b.implies(c)));
  }

  @Test
  void space_doesNotMatter() {
    assertThat(Masks.parseExpression("  causal ( 8 )\n&columns(8,0 ,1) "))
        .hasToString("causal(8) & columns(8, 0, 1)");
  }

  @Test
  void shape_withoutOffset_standsTopLeft() {
    assertThat(Masks.parseExpression("causal(2x3)")).isEqualTo(Masks.causalTopLeft(2, 3));
  }

  @Test
  void longLists_printAsCountAndHash_butAreRead() {
    int[] even = IntStream.range(0, 300).map(k -> 2 * k).toArray();
    AttentionMask mask = Masks.parseExpression("columnSet(600, " + Arrays.toString(even) + ")");
    assertThat(mask).isEqualTo(Masks.columnSet(600, even));
    String hash = Integer.toHexString(Arrays.hashCode(even));
    assertThat(mask).hasToString("columnSet(600, [300 entries, hash " + hash + "])");
    assertFault(mask.toString(), "expression must have ',' or ']' at character 21, got 'entries'");
  }

  private static void assertFault(String expression, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Masks.parseExpression(expression))
        .withMessage(message);
  }

  @Test
  void faults_nameTheCharacterAndWhatWasExpected() {
    assertFault("", "expression must have the name of a mask at character 1, got the end");
    assertFault(
        "casual(8)", "expression must have the name of a mask at character 1, got 'casual'");
    assertFault("causal 8", "expression must have '(' at character 8, got '8'");
    assertFault(
        "causal()", "expression must have a shape like 8 or 10x20+5 at character 8, got ')'");
    assertFault("causal(8", "expression must have ')' at character 9, got the end");
    assertFault("causal(8, 3)", "expression must have ')' at character 9, got ','");
    assertFault(
        "causal(8) causal(8)",
        "expression must have an operator or the end at character 11, got 'causal'");
    assertFault(
        "(causal(8)", "expression must have an operator or ')' at character 11, got the end");
    assertFault(
        "causal(8) &", "expression must have the name of a mask at character 12, got the end");
    assertFault("band(8, 1)", "expression must have ',' and ahead at character 10, got ')'");
    assertFault("band(8, x, 1)", "expression must have back at character 9, got 'x'");
    assertFault("causal(4x)", "expression must have the number of keys at character 10, got ')'");
    assertFault("causal(4x4+)", "expression must have an offset at character 12, got ')'");
    assertFault("columnSet(8, 3)", "expression must have '[' of columns at character 14, got '3'");
    assertFault("columnSet(8, [3 4])", "expression must have ',' or ']' at character 17, got '4'");
    assertFault("cells(8, [3])", "expression must have '(' of a pair at character 11, got '3'");
    assertFault("cells(8, [(3, 4, 5)])", "expression must have ')' at character 16, got ','");
    assertFault("cells(8, [(3)])", "expression must have ',' and a key at character 13, got ')'");
    assertFault(
        "treeOfPaths([0], 2)", "expression must have '[' of paths at character 14, got '0'");
    assertFault("hstack()", "expression must have the name of a mask at character 8, got ')'");
    assertFault(
        "causal(8) § full(8)",
        "expression must have an operator or the end at character 11, got '§'");
  }

  @Test
  void faultsOfAFactory_nameItsPlace() {
    assertFault(
        "full(8) & prefixLm(8, 9)",
        "prefix must be in [0, 8], got 9, in 'prefixLm' at character 11");
    assertFault(
        "causal(8) & causal(9)",
        "other mask must have the shape [8, 8], got [9, 9], in '&' at character 11");
    assertFault(
        "transpose(slidingWindow(8, 0))",
        "keys must be at least 1, got 0, in 'slidingWindow' at character 11");
    assertFault(
        "causal(-1)", "expression must have a shape like 8 or 10x20+5 at character 8, got '-'");
  }

  @Test
  void hugeNumbers_areFaultsToo() {
    assertFault(
        "causal(99999999999999999999)",
        "expression must have a shape like 8 or 10x20+5 of at most 2147483647 at character 8, got"
            + " '99999999999999999999'");
    assertFault(
        "band(8, 2147483648, 0)",
        "expression must have back of at most 2147483647 at character 9, got '2147483648'");
  }

  @Test
  void deepNesting_isAFault() {
    assertFault(
        "(".repeat(100_000), "expression must nest at most 500 levels, got more at character 501");
    assertFault(
        "!".repeat(100_000), "expression must nest at most 500 levels, got more at character 501");
    assertFault(
        "transpose(".repeat(100_000),
        "expression must nest at most 500 levels, got more at character 5001");
    assertFault(
        "causal(8)" + " => causal(8)".repeat(100_000),
        "expression must nest at most 500 levels, got more at character 6500");
    assertFault(
        "diagonal(8)" + " & causal(8)".repeat(20_000),
        "expression must have at most 10000 operators, got more at character 120013");
  }

  @Test
  void deepExpressions_areRefusedWhileTheyAreBuilt() {
    AttentionMask[] mask = {Masks.causal(4)};
    AttentionMask rows = Masks.rows(MaskShape.square(4), 1, 2);
    AttentionMask keys = Masks.columnSet(4, 0, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> {
              for (int i = 0; i < 1000; i++) {
                mask[0] = rows.minus(keys.minus(mask[0]));
              }
            })
        .withMessage(
            "mask expression must nest at most 200 levels, got 201; join many masks with allOf or"
                + " anyOf");
    assertThat(Masks.parseExpression(mask[0].toString())).isEqualTo(mask[0]);
  }

  /** There are 2^60 paths from the last of these masks to the first. */
  @Test
  void sharedParts_areNotWalkedAlongEveryPath() {
    AttentionMask mask = Masks.causal(64);
    for (int i = 0; i < 60; i++) {
      mask = mask.or(mask.shift(1, 0));
    }
    assertThat(mask.node().depth()).isEqualTo(121);
    assertThat(mask.traits()).containsExactly(Trait.SELF_VISIBLE, Trait.NO_EMPTY_ROWS);
    assertThat(mask.allows(63, 0)).isTrue();
  }

  @Test
  void simplification_keepsTheNameThatIsLeft() {
    AttentionMask causal = Masks.causal(8);
    AttentionMask window = Masks.slidingWindow(8, 3);
    assertThat(causal.and(window)).hasToString("slidingWindow(8, 3)");
    assertThat(causal.or(window)).hasToString("causal(8)");
    assertThat(Masks.band(8, 5, 3).and(Masks.band(8, 2, 4))).hasToString("band(8, 2, 3)");
    assertThat(causal.and(Masks.antiCausal(8))).hasToString("diagonal(8)");
    assertThat(Masks.strictlyCausal(8).and(Masks.antiCausal(8))).hasToString("none(8)");
    assertThat(causal.or(Masks.antiCausal(8))).hasToString("full(8)");
    assertThat(causal.not().not()).hasToString("causal(8)");
    assertThat(causal.and(Masks.full(8))).hasToString("causal(8)");
    assertThat(causal.minus(Masks.none(8))).hasToString("causal(8)");
    assertThat(causal.xor(causal)).hasToString("none(8)");
    assertThat(causal.implies(causal)).hasToString("full(8)");
    assertThat(Masks.columns(8, 0, 2).or(Masks.columns(8, 4, 5)))
        .hasToString("columnSet(8, [0, 1, 4])");
    assertThat(Masks.columns(8, 0, 4).and(Masks.columns(8, 2, 6))).hasToString("columns(8, 2, 4)");
    MaskShape square = MaskShape.square(8);
    assertThat(Masks.rectangle(square, 0, 4, 0, 4).and(Masks.rectangle(square, 2, 6, 3, 8)))
        .hasToString("rectangle(8, 2, 4, 3, 4)");
    assertThat(Masks.rows(square, 0, 4).and(Masks.columns(8, 2, 6)))
        .hasToString("rectangle(8, 0, 4, 2, 6)");
  }

  /** What two bands become is written as if it had been called by name. */
  @Test
  void simplification_writesWhatAFactoryWrites() {
    AttentionMask written = Masks.band(8, 2, 2);
    AttentionMask simplified = Masks.band(8, 3, 2).and(Masks.band(8, 2, 3));
    assertThat(simplified).hasToString("band(8, 2, 2)");
    assertThat(simplified.sameExpression(written)).isTrue();
    AttentionMask rows = Masks.rows(MaskShape.square(8), 1, 3);
    assertThat(rows.or(simplified).or(written)).hasToString("rows(8, 1, 3) | band(8, 2, 2)");
    assertThat(rows.xor(simplified).xor(written)).hasToString("rows(8, 1, 3)");
    assertThat(simplified.and(written.not())).hasToString("none(8)");
    assertThat(simplified.or(written.not())).hasToString("full(8)");
  }

  @Test
  void simplification_absorbsAcrossAndAndOr() {
    AttentionMask a = Masks.causal(8);
    AttentionMask b = Masks.columns(8, 0, 2);
    assertThat(a.and(a.or(b))).hasToString("causal(8)");
    assertThat(a.or(a.and(b))).hasToString("causal(8)");
    assertThat(a.or(b).and(b.or(a)).and(a)).hasToString("causal(8)");
    assertThat(a.and(a.not())).hasToString("none(8)");
  }

  @Test
  void transposeAndSlice_nested_areOne() {
    AttentionMask causal = Masks.causal(8);
    assertThat(causal.transpose()).hasToString("transpose(causal(8))");
    assertThat(causal.transpose().transpose()).hasToString("causal(8)");
    assertThat(causal.slice(1, 7, 0, 6).slice(1, 3, 2, 4))
        .hasToString("slice(causal(8), 2, 4, 2, 4)");
    assertThat(causal.slice(0, 8, 0, 8)).hasToString("causal(8)");
  }

  @Test
  void sameExpression_comparesHowMasksAreWritten() {
    AttentionMask causal = Masks.causal(8);
    assertThat(causal).isEqualTo(Masks.band(8, 8, 0));
    assertThat(causal.sameExpression(Masks.band(8, 8, 0))).isFalse();
    assertThat(causal.sameExpression(Masks.causal(8))).isTrue();
    assertThat(causal.materialise().sameExpression(causal)).isTrue();
  }
}
