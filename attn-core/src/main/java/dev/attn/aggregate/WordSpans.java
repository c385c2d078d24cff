package dev.attn.aggregate;

import static com.google.common.base.Preconditions.checkArgument;

import dev.attn.tensor.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Words as spans over the pieces of a tokenizer, found by its markers.
 *
 * <p>The spans cover every piece, the last one included. Their labels are the pieces put together
 * without markers; the byte alphabet of byte-level tokenizers is left as it is.
 *
 * <p>Example: the SentencePiece pieces {@code ▁trans former s ▁attend} are {@code transformers [0,
 * 3)} and {@code attend [3, 4)}.
 */
public final class WordSpans {

  private WordSpans() {}

  /** Returns the words of these pieces. */
  public static List<Span> of(List<String> pieces, PieceMarker marker) {
    return of(pieces, marker, Set.of());
  }

  /**
   * Returns the words of these pieces.
   *
   * @param pieces the texts of the tokens, none empty
   * @param marker how words begin
   * @param special pieces such as {@code [SEP]} or {@code <s>} that are a word of their own and
   *     join no other
   */
  public static List<Span> of(List<String> pieces, PieceMarker marker, Set<String> special) {
    List<Span> words = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    int start = 0;
    for (int i = 0; i < pieces.size(); i++) {
      String piece = pieces.get(i);
      checkArgument(!piece.isEmpty(), "piece must not be empty, got \"\" at %s", i);
      if (i > 0 && begins(pieces.get(i - 1), piece, marker, special)) {
        words.add(Span.of(start, i, text.toString()));
        text.setLength(0);
        start = i;
      }
      text.append(special.contains(piece) ? piece : marker.text(piece));
    }
    if (!pieces.isEmpty()) {
      words.add(Span.of(start, pieces.size(), text.toString()));
    }
    return List.copyOf(words);
  }

  private static boolean begins(
      String previous, String piece, PieceMarker marker, Set<String> special) {
    return special.contains(piece) || special.contains(previous) || marker.begins(previous, piece);
  }
}
