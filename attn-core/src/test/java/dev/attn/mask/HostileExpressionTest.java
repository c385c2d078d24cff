package dev.attn.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

/** Broken and oversized expressions: a mask or a clear message, nothing else. */
final class HostileExpressionTest {

  private static final List<String> EXPRESSIONS =
      List.of(
          "causal(8) & (slidingWindow(8, 3) | columns(8, 0, 1))",
          "columns(64, 0, 16) | diagonal(64) | cells(64, [(55, 41), (57, 44), (60, 49)])",
          "!tree([-1, 0, 0], 2) => transpose(treeOfPaths([[0], [1]], 2))",
          "window(10x20+5, UNBOUNDED, 3) ^ documents(10x20-5, [0, 1, -1])",
          "hstack(bernoulli(8, 0.25, -42), pad(bigBird(8, 2, 1, [0], 1, 7), 0, 0, 1, 2, BLOCKED))",
          "neighbourhood([3, 4], [2, 2], [1, 1], [0, 1]) - swin(4, 3, 1, 0)",
          "segments([1, 0], [1, 1]) & blockTopK(2, 1, 1, [[0], [0, 1]])");

  private static final String CHARACTERS = "()[],!&|^=>-+x019 cnUe.\"\n\u00e9";

  /** Replaces, drops or inserts a few characters. */
  private static String broken(Random random) {
    String base = EXPRESSIONS.get(random.nextInt(EXPRESSIONS.size()));
    StringBuilder text = new StringBuilder(base);
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(text.length());
      char c = CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
      switch (random.nextInt(3)) {
        case 0 -> text.setCharAt(at, c);
        case 1 -> text.deleteCharAt(at);
        default -> text.insert(at, c);
      }
    }
    return text.toString();
  }

  @Property(tries = 3000)
  void brokenExpressions_giveAMaskOrAMessage(@ForAll long seed) {
    assertMaskOrMessage(broken(new Random(seed)));
  }

  @Property(tries = 1000)
  void anyText_givesAMaskOrAMessage(@ForAll String text) {
    assertMaskOrMessage(text);
  }

  private static void assertMaskOrMessage(String text) {
    Throwable fault = catchThrowable(() -> Masks.parseExpression(text));
    if (fault == null) {
      AttentionMask mask = Masks.parseExpression(text);
      assertThat(Masks.parseExpression(mask.toString())).hasToString(mask.toString());
    } else {
      assertThat(fault)
          .as(text)
          .isInstanceOf(IllegalArgumentException.class)
          .message()
          .contains("at character ");
    }
  }

  @Example
  void hugeMasks_costNothingToRead() {
    int most = Integer.MAX_VALUE;
    for (String text :
        List.of(
            "causal(MAX) & slidingWindow(MAX, 7) | columns(MAX, 0, 4)",
            "strided(MAX, 3) - chunked(MAX, 5) ^ sparseFixed(MAX, 9, 2)",
            "documentsOfLengths(2000000000, 147483647) & logSparse(MAX)",
            "bernoulli(MAX, 0.5, 1) => longNet(MAX, 8, 2, 1)",
            "!rectangle(MAX, 5, 7, 0, MAX) | cells(MAX, [(2000000000, 3)])",
            "transpose(sinksAndWindow(MAX, 4, 512))",
            "slice(blockCausal(MAX, MAX), 7, MAX, 8, MAX)")) {
      String large = text.replace("MAX", Integer.toString(most));
      AttentionMask mask = Masks.parseExpression(large);
      boolean seen = mask.allows(1_000_000_000, 3);
      assertThat(mask.not().allows(1_000_000_000, 3)).isNotEqualTo(seen);
      assertThat(mask.keys()).isGreaterThanOrEqualTo(most - 8);
    }
  }

  @Example
  void faultsInRareArguments_areNamedToo() {
    assertFault("bernoulli(8, x, 1)", "expression must have a density at character 14, got 'x'");
    assertFault("bernoulli(8, 0.5, y)", "expression must have a seed at character 19, got 'y'");
    assertFault(
        "bernoulli(8, 0.5, 99999999999999999999)",
        "expression must have a seed of at most 64 bits at character 19, got"
            + " '99999999999999999999'");
    assertFault(
        "bernoulli(8, 1e999, 1)",
        "density must be in [0, 1], got Infinity, in 'bernoulli' at character 1");
    assertFault(
        "fromPredicate(8, \"name\")",
        "expression must have the name of a mask at character 1, got 'fromPredicate'");
    assertFault(
        "blockTopK(8, 4, 4, [0])", "expression must have '[' of selected at character 21, got '0'");
    assertFault("documents(8)", "expression must have ',' and ids at character 12, got ')'");
    assertFault("packedCausal(3, )", "expression must have length at character 17, got ')'");
    assertFault(
        "documentsOfLengths(3 4)", "expression must have ',' and length at character 22, got '4'");
  }

  private static void assertFault(String expression, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Masks.parseExpression(expression))
        .withMessage(message);
  }

  @Example
  @Tag("large")
  void rowsWithTooManyRuns_areRefused() {
    AttentionMask mask = Masks.strided(MaskShape.square(Integer.MAX_VALUE), 3);
    assertThat(mask.slice(1 << 30, (1 << 30) + 1, 1 << 29, (1 << 29) + 7).row(0))
        .hasToString("[2,3) [5,6)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> mask.row(1 << 30))
        .withMessage("row must have at most 16777216 runs, got more; slice the mask by keys");
  }

  /** The example of the package documentation. */
  @Example
  void documentation_isTrue() {
    AttentionMask mask = Masks.causal(8).and(Masks.slidingWindow(8, 3).or(Masks.columns(8, 0, 1)));
    assertThat(mask.allows(7, 0)).isTrue();
    assertThat(mask.row(7)).hasToString("[0,1) [5,8)");
    assertThat(mask.cellCount()).isEqualTo(26);
    assertThat(mask).isEqualTo(Masks.sinksAndWindow(8, 1, 3));
    assertThat(Masks.parseExpression(mask.toString())).isEqualTo(mask);
  }
}
