package dev.attn.aggregate;

/**
 * How the pieces of a tokenizer show where words begin.
 *
 * <p>Only the marker is looked at. A mark of punctuation without one belongs to the word before it,
 * as the tokenizer wrote it: the byte-level pieces {@code Hello Ġworld !} are the words {@code
 * Hello} and {@code world!}.
 */
public enum PieceMarker {
  /**
   * Byte-level BPE: a piece that begins with {@code Ġ} (a space) begins a word. Line breaks and
   * tabs ({@code Ċ}, {@code č}, {@code ĉ}) stand alone: the piece after one begins a word too.
   */
  BYTE_LEVEL {
    @Override
    boolean begins(String previous, String piece) {
      return isSpace(piece.charAt(0)) || isBreak(previous.charAt(previous.length() - 1));
    }

    @Override
    String text(String piece) {
      return piece.charAt(0) == 'Ġ' ? piece.substring(1) : piece;
    }

    private boolean isSpace(char c) {
      return c == 'Ġ' || isBreak(c);
    }

    private boolean isBreak(char c) {
      return c == 'Ċ' || c == 'č' || c == 'ĉ';
    }
  },
  /** SentencePiece: a piece that begins with {@code ▁} (U+2581) begins a word. */
  SENTENCE_PIECE {
    @Override
    boolean begins(String previous, String piece) {
      return piece.charAt(0) == '▁';
    }

    @Override
    String text(String piece) {
      return piece.charAt(0) == '▁' ? piece.substring(1) : piece;
    }
  },
  /** WordPiece: a piece that begins with {@code ##} continues a word, every other begins one. */
  WORD_PIECE {
    @Override
    boolean begins(String previous, String piece) {
      return !piece.startsWith("##");
    }

    @Override
    String text(String piece) {
      return piece.startsWith("##") ? piece.substring(2) : piece;
    }
  };

  /** Returns whether a piece, which is not the first, begins a word. */
  abstract boolean begins(String previous, String piece);

  /** Returns the piece without its marker. */
  abstract String text(String piece);
}
