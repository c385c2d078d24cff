package dev.attn.mask;

import com.google.common.primitives.ImmutableIntArray;

/**
 * The characters of an expression and the place up to which they are read: words, signs, numbers
 * and lists of numbers.
 *
 * <p>Space before a token is skipped. Positions in messages count characters from 1.
 */
final class ExpressionText {

  private final String text;
  private int at;

  ExpressionText(String text) {
    this.text = text;
  }

  /** Returns the position of the next character, counted from 1. */
  int character() {
    return at + 1;
  }

  boolean isAtEnd() {
    skipSpace();
    return at == text.length();
  }

  boolean startsWith(String token) {
    return text.startsWith(token, at);
  }

  /** Goes back to where {@link #character} said {@code character}. */
  void returnTo(int character) {
    at = character - 1;
  }

  /** A fault in the text, as opposed to one that a factory finds in its arguments. */
  static final class SyntaxException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    SyntaxException(String message) {
      super(message);
    }
  }

  /** Returns whether the argument that comes next is a list. */
  boolean listFollows() {
    int ahead = at;
    while (ahead < text.length()
        && (text.charAt(ahead) == ',' || Character.isWhitespace(text.charAt(ahead)))) {
      ahead++;
    }
    return ahead < text.length() && text.charAt(ahead) == '[';
  }

  boolean atClose() {
    skipSpace();
    return at < text.length() && text.charAt(at) == ')';
  }

  long longNumber(String what) {
    int start = at;
    try {
      return Long.parseLong(digits(what, true));
    } catch (NumberFormatException e) {
      at = start;
      throw expected(what + " of at most 64 bits");
    }
  }

  double real(String what) {
    int start = at;
    while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    try {
      return Double.parseDouble(text.substring(start, at));
    } catch (NumberFormatException e) {
      at = start;
      throw expected(what);
    }
  }

  ImmutableIntArray list(String name) {
    require("[", "'[' of " + name);
    ImmutableIntArray.Builder values = ImmutableIntArray.builder();
    if (!take("]")) {
      do {
        skipSpace();
        values.add(number(name, true));
      } while (take(","));
      require("]", "',' or ']'");
    }
    return values.build();
  }

  int number(String what, boolean signed) {
    int start = at;
    String digits = digits(what, signed);
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      at = start;
      throw expected(what + " of at most " + Integer.MAX_VALUE);
    }
  }

  private String digits(String what, boolean signed) {
    int start = at;
    if (signed && peek('-')) {
      at++;
    }
    int from = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    if (from == at) {
      at = start;
      throw expected(what);
    }
    return text.substring(start, at);
  }

  String word() {
    int start = at;
    while (at < text.length() && isWordPart(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  private static boolean isWordPart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }

  boolean peek(char c) {
    return at < text.length() && text.charAt(at) == c;
  }

  boolean take(String token) {
    skipSpace();
    if (text.startsWith(token, at)) {
      at += token.length();
      return true;
    }
    return false;
  }

  void require(String token, String what) {
    if (!take(token)) {
      throw expected(what);
    }
  }

  void skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  SyntaxException expected(String what) {
    return new SyntaxException(
        "expression must have " + what + " at character " + (at + 1) + ", got " + found());
  }

  private String found() {
    if (at >= text.length()) {
      return "the end";
    }
    int end = at;
    while (end < text.length() && end < at + 20 && isWordPart(text.charAt(end))) {
      end++;
    }
    return "'" + text.substring(at, Math.max(end, at + 1)) + "'";
  }
}
