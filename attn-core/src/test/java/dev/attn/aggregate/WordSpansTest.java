package dev.attn.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.attn.tensor.Span;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class WordSpansTest {

  @Test
  void byteLevelPieces_beginWordsWithASpace() {
    assertThat(
            WordSpans.of(
                List.of("Hello", "Ġwor", "ld", "!", "Ċ", "Bye", "Ġ", "Ġnow"),
                PieceMarker.BYTE_LEVEL))
        .containsExactly(
            Span.of(0, 1, "Hello"),
            Span.of(1, 4, "world!"),
            Span.of(4, 5, "Ċ"),
            Span.of(5, 6, "Bye"),
            Span.of(6, 7, ""),
            Span.of(7, 8, "now"));
  }

  @Test
  void sentencePieces_beginWordsWithTheirUnderline() {
    assertThat(
            WordSpans.of(List.of("▁trans", "former", "s", "▁attend"), PieceMarker.SENTENCE_PIECE))
        .containsExactly(Span.of(0, 3, "transformers"), Span.of(3, 4, "attend"));
    assertThat(WordSpans.of(List.of("▁", "日本", "語"), PieceMarker.SENTENCE_PIECE))
        .containsExactly(Span.of(0, 3, "日本語"));
  }

  @Test
  void wordPieces_continueWordsWithTwoHashes() {
    assertThat(
            WordSpans.of(List.of("[CLS]", "play", "##ing", "##s", "[SEP]"), PieceMarker.WORD_PIECE))
        .containsExactly(Span.of(0, 1, "[CLS]"), Span.of(1, 4, "playings"), Span.of(4, 5, "[SEP]"));
  }

  @Test
  void specialPieces_joinNoOther() {
    assertThat(
            WordSpans.of(
                List.of("<s>", "The", "▁end", "</s>"),
                PieceMarker.SENTENCE_PIECE,
                Set.of("<s>", "</s>")))
        .containsExactly(
            Span.of(0, 1, "<s>"),
            Span.of(1, 2, "The"),
            Span.of(2, 3, "end"),
            Span.of(3, 4, "</s>"));
  }

  @Test
  void spans_coverEveryPieceUpToTheLast() {
    for (PieceMarker marker : PieceMarker.values()) {
      List<Span> words = WordSpans.of(List.of("a", "Ġb", "▁c", "##d", "e"), marker);
      assertThat(words.get(0).from()).isZero();
      assertThat(words.get(words.size() - 1).to()).isEqualTo(5);
      for (int i = 1; i < words.size(); i++) {
        assertThat(words.get(i).from()).isEqualTo(words.get(i - 1).to());
      }
      assertThat(WordSpans.of(List.of("##a"), marker)).hasSize(1);
      assertThat(WordSpans.of(List.of(), marker)).isEmpty();
    }
  }

  @Test
  void emptyPiece_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WordSpans.of(List.of("a", ""), PieceMarker.WORD_PIECE))
        .withMessage("piece must not be empty, got \"\" at 1");
  }
}
