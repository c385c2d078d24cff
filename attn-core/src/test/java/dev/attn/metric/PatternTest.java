package dev.attn.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.attn.mask.AttentionMask;
import dev.attn.mask.Masks;
import dev.attn.tensor.AttentionMatrix;
import dev.attn.tensor.Tokens;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class PatternTest {

  private static MetricOptions tokens(int... ids) {
    return MetricOptions.defaults().withInputs(MetricInputs.none().withTokenIds(ids));
  }

  private static Tokens labels(int... ids) {
    return Tokens.copyOf(Arrays.stream(ids).mapToObj(Integer::toString).toList());
  }

  /** A causal head in which each row reads one key. */
  private static AttentionMatrix reading(int tokens, IntUnaryOperator key) {
    double[][] weights = new double[tokens][tokens];
    for (int q = 0; q < tokens; q++) {
      weights[q][key.applyAsInt(q)] = 1;
    }
    return AttentionMatrix.copyOf(weights);
  }

  private static MetricValue value(
      HeadMetric metric, AttentionMatrix weights, MetricOptions options) {
    return metric.of(weights, Masks.causal(weights.queries()), options).get(0);
  }

  private static MetricValue value(String id, AttentionMatrix weights, MetricOptions options) {
    return value(HeadMetrics.named(id), weights, options);
  }

  /** A start token, 50 different tokens, the same 50 again. */
  private static final int[] TWICE =
      IntStream.range(0, 101).map(i -> i == 0 ? 0 : 1 + (i - 1) % 50).toArray();

  private static final AttentionMatrix INDUCTION = reading(101, q -> q > 50 ? q - 49 : 0);

  @Test
  void perfectInductionHead_isOneOverTheRowsThatHaveATwin() {
    MetricValue induction = value("pat.induction", INDUCTION, tokens(TWICE));
    assertThat(induction.value()).isEqualTo(1);
    assertThat(induction.rowsUsed()).isEqualTo(50);
    assertThat(induction.rowsUndefined()).isEqualTo(51);
    assertThat(value("pat.duplicate", INDUCTION, tokens(TWICE)).value()).isZero();
  }

  @Test
  void globalMatch_hasACeilingBelowOne() {
    AttentionMask pattern = Patterns.induction(labels(TWICE));
    assertThat(pattern.cellCount()).isEqualTo(50);
    HeadMetric global = HeadMetrics.patternMatch(pattern, PatternScope.GLOBAL);
    HeadMetric restricted = HeadMetrics.patternMatch(pattern, PatternScope.ROW_RESTRICTED);
    MetricOptions none = MetricOptions.defaults();
    assertThat(value(global, INDUCTION, none).value()).isCloseTo(0.495050, within(1e-6));
    assertThat(value(global, INDUCTION, none).rowsUsed()).isEqualTo(101);
    assertThat(value(restricted, INDUCTION, none).value()).isEqualTo(1);
    assertThat(value(restricted, INDUCTION, none).rowsUsed()).isEqualTo(50);
  }

  @Test
  void offsetOfAnInductionHead_alsoHoldsCellsThatAreNoInduction() {
    MetricValue diagonal =
        HeadMetrics.named("pos.offsetProfile").of(INDUCTION, Masks.causal(101)).get(49);
    assertThat(diagonal.rowsUsed()).isEqualTo(52);
    assertThat(diagonal.value()).isCloseTo(51 / 52.0, within(1e-15));
  }

  @Test
  void perfectPreviousTokenHead_losesTheFirstRowInAGlobalMatch() {
    AttentionMatrix head = reading(10, q -> Math.max(q - 1, 0));
    MetricOptions none = MetricOptions.defaults();
    AttentionMask pattern = Patterns.previousToken(10);
    assertThat(value(HeadMetrics.patternMatch(pattern, PatternScope.GLOBAL), head, none).value())
        .isCloseTo(0.9, within(1e-15));
    assertThat(
            value(HeadMetrics.patternMatch(pattern, PatternScope.ROW_RESTRICTED), head, none)
                .value())
        .isEqualTo(1);
    MetricValue previous = value("pat.previous", head, none);
    assertThat(previous.value()).isEqualTo(1);
    assertThat(previous.rowsUsed()).isEqualTo(9);
    assertThat(previous.rowsUndefined()).isEqualTo(1);
  }

  @Test
  void patterns_ofTheJavadoc() {
    Tokens abab = Tokens.of("a", "b", "a", "b");
    assertThat(Patterns.previousToken(4)).isEqualTo(Masks.parse("....\n#...\n.#..\n..#."));
    assertThat(Patterns.duplicateToken(abab)).isEqualTo(Masks.parse("....\n....\n#...\n.#.."));
    assertThat(Patterns.induction(abab)).isEqualTo(Masks.parse("....\n....\n.#..\n..#."));
  }

  @Test
  void tokenRepeatedAtOnce_countsUnlessItIsExcluded() {
    // a a b a: row 1 has the twin 0 just before it, row 3 the twins 0 and 1.
    AttentionMatrix head =
        AttentionMatrix.copyOf(
            new double[][] {
              {1, 0, 0, 0}, {0.25, 0.75, 0, 0}, {0, 0, 1, 0}, {0.125, 0.25, 0.5, 0.125}
            });
    MetricOptions options = tokens(0, 0, 1, 0);
    MetricValue with = value(HeadMetrics.induction(Repeats.INCLUDED), head, options);
    MetricValue without = value(HeadMetrics.induction(Repeats.EXCLUDED), head, options);
    assertThat(with.value()).isEqualTo((0.75 + 0.75) / 2);
    assertThat(with.rowsUsed()).isEqualTo(2);
    assertThat(without.value()).isEqualTo(0.75);
    assertThat(without.rowsUsed()).isEqualTo(1);
    assertThat(with.how().settings()).isEqualTo("repeats=INCLUDED");
    assertThat(without.how().settings()).isEqualTo("repeats=EXCLUDED");
    MetricValue duplicate = value("pat.duplicate", head, options);
    assertThat(duplicate.value()).isEqualTo((0.25 + 0.375) / 2);
    assertThat(duplicate.rowsUsed()).isEqualTo(2);
  }

  @Test
  void twinsOutsideAWindow_areNoTwins() {
    AttentionMatrix head =
        AttentionMatrix.copyOf(new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0.5, 0.5}});
    MetricValue duplicate =
        HeadMetrics.named("pat.duplicate")
            .of(head, Masks.slidingWindow(3, 2), tokens(5, 6, 5))
            .get(0);
    assertThat(duplicate.rowsUsed()).isZero();
    assertThat(duplicate.value()).isNaN();
  }

  @Test
  void decodingStep_readsTheTokensOfItsCache() {
    AttentionMatrix step = AttentionMatrix.copyOf(new double[][] {{0.125, 0.5, 0.25, 0.125}});
    MetricOptions options = tokens(7, 8, 9, 7);
    AttentionMask mask = Masks.causalBottomRight(1, 4);
    assertThat(HeadMetrics.named("pat.previous").of(step, mask, options).get(0).value())
        .isEqualTo(0.25);
    assertThat(HeadMetrics.named("pat.duplicate").of(step, mask, options).get(0).value())
        .isEqualTo(0.125);
    assertThat(HeadMetrics.named("pat.induction").of(step, mask, options).get(0).value())
        .isEqualTo(0.5);
  }

  @Test
  void goldLabels_areThePatternByName() {
    AttentionMatrix head = reading(4, q -> Math.max(q - 1, 0));
    MetricOptions options =
        MetricOptions.defaults()
            .withInputs(MetricInputs.none().withGold(Patterns.previousToken(4)));
    MetricValue match = value("pat.match", head, options);
    assertThat(match.value()).isEqualTo(1);
    assertThat(match.rowsUsed()).isEqualTo(3);
    assertThat(match.how().settings()).isEqualTo("ROW_RESTRICTED");
    assertThat(HeadMetrics.patternMatch(Masks.diagonal(4), PatternScope.GLOBAL))
        .hasToString("pat.match(GLOBAL pattern=diagonal(4))");
  }

  @Test
  void matchesOfTextsOfDifferentLength_areAveraged() {
    List<MetricValue> matches = new ArrayList<>();
    for (int n = 3; n <= 5; n++) {
      AttentionMatrix head = reading(n, q -> Math.max(q - 1, 0));
      HeadMetric previous =
          HeadMetrics.patternMatch(Patterns.previousToken(n), PatternScope.GLOBAL);
      matches.add(value(previous, head, MetricOptions.defaults()));
    }
    assertThat(matches.get(0).how().toString())
        .startsWith("pat.match(GLOBAL) pattern=" + Patterns.previousToken(3) + " mask=");
    MetricValue all = MetricValue.average(matches, Average.MICRO);
    assertThat(all.value()).isCloseTo((2 + 3 + 4) / 12.0, within(1e-15));
    assertThat(all.rowsUsed()).isEqualTo(12);
    assertThat(all.how().toString()).startsWith("pat.match(GLOBAL) pattern=various mask=various ");
    MetricValue same = MetricValue.average(List.of(matches.get(0), matches.get(0)), Average.MACRO);
    assertThat(same.how().pattern()).isEqualTo(Patterns.previousToken(3).toString());
    HeadMetric restricted =
        HeadMetrics.patternMatch(Patterns.previousToken(3), PatternScope.ROW_RESTRICTED);
    MetricValue other = value(restricted, reading(3, q -> 0), MetricOptions.defaults());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MetricValue.average(List.of(matches.get(0), other), Average.MICRO))
        .withMessage(
            "samples must be single values that measure the same, got %s and %s",
            matches.get(0).how(), other.how());
  }

  @Test
  void patternWithoutAVisibleCell_hasNoMatch() {
    AttentionMatrix head = reading(3, q -> 0);
    AttentionMask ahead = Masks.strictlyCausal(3).transpose();
    MetricOptions none = MetricOptions.defaults();
    MetricValue restricted =
        value(HeadMetrics.patternMatch(ahead, PatternScope.ROW_RESTRICTED), head, none);
    assertThat(restricted.value()).isNaN();
    assertThat(restricted.rowsUndefined()).isEqualTo(3);
    assertThat(value(HeadMetrics.patternMatch(ahead, PatternScope.GLOBAL), head, none).value())
        .isZero();
  }

  @Test
  void missingOrWrongInputs_areNamed() {
    AttentionMatrix head = reading(3, q -> 0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> value("pat.duplicate", head, MetricOptions.defaults()))
        .withMessage(
            "token ids must be one for each of 3 keys for pat.duplicate, got none; give them with"
                + " MetricInputs.withTokenIds");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                value(
                    HeadMetrics.patternMatch(Masks.causal(4), PatternScope.GLOBAL),
                    head,
                    MetricOptions.defaults()))
        .withMessage("pattern must have shape [3, 3] for pat.match, got [4, 4]");
  }

  @Property(tries = 300)
  void scores_areMatchesOfTheirPatterns(@ForAll long seed) {
    Random random = new Random(seed);
    int n = 2 + random.nextInt(8);
    int[] ids = random.ints(n, 0, 3).toArray();
    Attention head = Attention.random(Masks.causal(n), random);
    for (List<Object> pair :
        List.<List<Object>>of(
            List.of("pat.previous", Patterns.previousToken(n)),
            List.of("pat.duplicate", Patterns.duplicateToken(labels(ids))))) {
      MetricValue score = value((String) pair.get(0), head.weights(), tokens(ids));
      MetricValue match =
          value(
              HeadMetrics.patternMatch((AttentionMask) pair.get(1), PatternScope.ROW_RESTRICTED),
              head.weights(),
              tokens(ids));
      assertThat(match.rowsUsed()).isEqualTo(score.rowsUsed());
      assertThat(match.value()).isCloseTo(score.value(), within(1e-12));
    }
    MetricValue induction = value("pat.induction", head.weights(), tokens(ids));
    MetricValue match =
        value(
            HeadMetrics.patternMatch(Patterns.induction(labels(ids)), PatternScope.ROW_RESTRICTED),
            head.weights(),
            tokens(ids));
    assertThat(match.value()).isCloseTo(induction.value(), within(1e-12));
  }

  @Property(tries = 300)
  void renamedTokens_changeNothing(@ForAll long seed) {
    Random random = new Random(seed);
    int n = 1 + random.nextInt(8);
    int[] ids = random.ints(n, 0, 3).toArray();
    int[] renamed = Arrays.stream(ids).map(id -> 100 - 7 * id).toArray();
    Attention head = Attention.random(Masks.causal(n), random);
    for (String id : List.of("pat.duplicate", "pat.induction")) {
      assertThat(value(id, head.weights(), tokens(renamed)))
          .isEqualTo(value(id, head.weights(), tokens(ids)));
    }
  }
}
