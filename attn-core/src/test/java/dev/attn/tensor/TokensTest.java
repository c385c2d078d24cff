package dev.attn.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TokensTest {

  private static final Tokens SENTENCE = Tokens.of("a", "horse", "and", "a", "horse");

  @Test
  void positionsOf_repeatedLabel_findsEveryOne() {
    assertThat(SENTENCE.positionsOf("horse")).containsExactly(1, 4);
    assertThat(SENTENCE.positionsOf("cow")).isEmpty();
  }

  @Test
  void copyOf_keepsNoReferenceToTheList() {
    List<String> labels = new ArrayList<>(List.of("a", "b"));
    Tokens tokens = Tokens.copyOf(labels);
    labels.set(0, "z");
    assertThat(tokens.label(0)).isEqualTo("a");
  }

  @Test
  void label_outsideTheAxis_namesThePosition() {
    assertThatThrownBy(() -> SENTENCE.label(5))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("position must be in [0, 5), got 5");
  }

  @Test
  void withSpans_nestedAtAHigherLevel_isAccepted() {
    Span noun = Span.of(0, 2, "NP");
    Span sentence = Span.of(0, 5, "S").withLevel(1);
    assertThat(SENTENCE.withSpans(sentence, noun).spans()).containsExactly(sentence, noun);
  }

  @Test
  void withSpans_overlapping_isRejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SENTENCE.withSpans(Span.of(0, 3, "x"), Span.of(2, 5, "y")))
        .withMessage(
            "spans must be apart, or nested with the outer one at a higher level, got y [2, 5) at level 0 and x [0, 3) at level 0");
  }

  @Test
  void withSpans_outerSpanAtALowerLevel_isRejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SENTENCE.withSpans(Span.of(0, 5, "S"), Span.of(0, 2, "NP").withLevel(1)))
        .withMessage(
            "spans must be apart, or nested with the outer one at a higher level, got S [0, 5) at level 0 and NP [0, 2) at level 1");
  }

  @Test
  void withSpans_beyondTheLastToken_isRejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SENTENCE.withSpans(Span.of(3, 6, "tail")))
        .withMessage("span must end at or before 5, the number of tokens, got tail [3, 6)");
  }

  @Test
  void span_emptyOrInsideOut_isRejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Span.of(3, 3, "x"))
        .withMessage("to must be greater than from 3, got 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Span.of(-1, 3, "x"))
        .withMessage("from must be at least 0, got -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Span.of(0, 3, "x").withLevel(-1))
        .withMessage("level must be at least 0, got -1");
  }

  @Test
  void span_isHalfOpen() {
    Span span = Span.of(2, 4, "x");
    assertThat(span.size()).isEqualTo(2);
    assertThat(span.contains(1)).isFalse();
    assertThat(span.contains(2)).isTrue();
    assertThat(span.contains(3)).isTrue();
    assertThat(span.contains(4)).isFalse();
  }

  @Test
  void range_movesTheSpansThatLieInside() {
    Tokens tokens = SENTENCE.withSpans(Span.of(0, 2, "first"), Span.of(3, 5, "second"));
    assertThat(tokens.range(2, 5))
        .isEqualTo(Tokens.of("and", "a", "horse").withSpans(Span.of(1, 3, "second")));
    assertThatThrownBy(() -> tokens.range(2, 6))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("position range must lie in [0, 5), got [2, 6)");
  }
}
