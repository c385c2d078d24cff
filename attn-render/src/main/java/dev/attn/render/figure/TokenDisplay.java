package dev.attn.render.figure;

import static java.util.Objects.requireNonNull;

import java.util.Objects;

/**
 * How the tokens of a tokenizer are read as text. It is never guessed: {@code Ġ} is a space to one
 * tokenizer and a letter to another.
 *
 * <p>A token of nothing but spaces, line feeds and tabs is drawn by the signs {@code ␣}, {@code ⏎}
 * and {@code ⇥}, whatever the scheme. Everything else that would be invisible, from controls to
 * halves of surrogate pairs, is given a visible form when it is drawn.
 *
 * @param scheme what tokens mean
 * @param spaces what becomes of marks at the beginning of a token
 */
public record TokenDisplay(Scheme scheme, SpaceMark spaces) {

  /** What the characters of a token stand for. */
  public enum Scheme {
    /** For themselves. */
    LITERAL,
    /** Each for a byte of UTF-8, as in GPT-2: {@code Ġ} is a space, {@code Ċ} a line feed. */
    BYTE_LEVEL,
    /** {@code ▁} for a space, {@code <0x0A>} for a line feed, the others for themselves. */
    SENTENCE_PIECE,
    /** For themselves, after {@code ##} where the token continues a word. */
    WORD_PIECE
  }

  private static final char SPACE_SIGN = '\u2423';
  private static final char NEWLINE_SIGN = '\u23ce';
  private static final char TAB_SIGN = '\u21e5';
  private static final String CONTINUATION = "##";

  /** Checks that nothing is missing. */
  public TokenDisplay {
    Objects.requireNonNull(scheme, "scheme must not be null");
    Objects.requireNonNull(spaces, "spaces must not be null");
  }

  /** Returns the default: tokens as they are given. */
  public static TokenDisplay literal() {
    return new TokenDisplay(Scheme.LITERAL, SpaceMark.HIDE);
  }

  /** Returns the reading of byte-level tokenizers: GPT-2, Llama 3, Qwen. */
  public static TokenDisplay byteLevel() {
    return new TokenDisplay(Scheme.BYTE_LEVEL, SpaceMark.HIDE);
  }

  /** Returns the reading of SentencePiece: T5, Llama 2, Gemma. */
  public static TokenDisplay sentencePiece() {
    return new TokenDisplay(Scheme.SENTENCE_PIECE, SpaceMark.HIDE);
  }

  /** Returns the reading of WordPiece: BERT. */
  public static TokenDisplay wordPiece() {
    return new TokenDisplay(Scheme.WORD_PIECE, SpaceMark.HIDE);
  }

  /** Returns this display with marks at the beginning of tokens hidden or shown. */
  public TokenDisplay withSpaces(SpaceMark newSpaces) {
    return new TokenDisplay(scheme, newSpaces);
  }

  /** Returns what is drawn for a token, for example {@code the} for {@code Ġthe}. */
  public String show(String token) {
    requireNonNull(token, "token must not be null");
    String text = read(token);
    if (isWhiteSpace(text)) {
      return signs(text);
    }
    if (scheme == Scheme.LITERAL) {
      return text;
    }
    if (scheme == Scheme.WORD_PIECE) {
      return hides(token) ? text.substring(CONTINUATION.length()) : text;
    }
    int spaces = 0;
    while (text.charAt(spaces) == ' ') {
      spaces++;
    }
    String marks = signs(text.substring(hides(token) ? 1 : 0, spaces));
    return marks + text.substring(spaces).replace('\n', NEWLINE_SIGN).replace('\t', TAB_SIGN);
  }

  /** Returns whether a token is drawn without the mark at its beginning. */
  public boolean hides(String token) {
    requireNonNull(token, "token must not be null");
    if (spaces == SpaceMark.SHOW) {
      return false;
    }
    return switch (scheme) {
      case LITERAL -> false;
      case WORD_PIECE -> token.startsWith(CONTINUATION) && token.length() > CONTINUATION.length();
      case BYTE_LEVEL, SENTENCE_PIECE -> {
        String text = read(token);
        yield text.startsWith(" ") && !isWhiteSpace(text);
      }
    };
  }

  /** Returns whether a token goes on with the word of the one before it, as far as marks tell. */
  public boolean joins(String token) {
    requireNonNull(token, "token must not be null");
    return switch (scheme) {
      case LITERAL -> false;
      case WORD_PIECE -> token.startsWith(CONTINUATION) && token.length() > CONTINUATION.length();
      case BYTE_LEVEL, SENTENCE_PIECE -> !read(token).startsWith(" ");
    };
  }

  /** Returns whether a new line begins after a token. */
  public boolean endsLine(String token) {
    requireNonNull(token, "token must not be null");
    return read(token).endsWith("\n");
  }

  private String read(String token) {
    return switch (scheme) {
      case LITERAL, WORD_PIECE -> token;
      case BYTE_LEVEL -> ByteAlphabet.decode(token);
      case SENTENCE_PIECE -> token.equals("<0x0A>") ? "\n" : token.replace('\u2581', ' ');
    };
  }

  private static boolean isWhiteSpace(String text) {
    return text.chars().allMatch(c -> c == ' ' || c == '\n' || c == '\t');
  }

  private static String signs(String text) {
    return text.replace(' ', SPACE_SIGN).replace('\n', NEWLINE_SIGN).replace('\t', TAB_SIGN);
  }
}
