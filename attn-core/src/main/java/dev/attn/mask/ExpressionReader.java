package dev.attn.mask;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads mask expressions by recursive descent, one method per kind of thing that may stand there.
 *
 * <p>The factories pull their arguments from the reader in order, so {@link Vocabulary} is the only
 * place that knows a signature. Positions in messages count characters from 1.
 */
final class ExpressionReader {

  private static final int DEEPEST = 500;
  private static final int MOST_OPERATORS = 10_000;

  private final String text;
  private int at;
  private int depth;
  private int operators;
  private boolean first;

  private ExpressionReader(String text) {
    this.text = text;
  }

  static AttentionMask read(String text) {
    ExpressionReader reader = new ExpressionReader(text);
    AttentionMask mask = reader.expression(0);
    reader.skipSpace();
    if (reader.at < text.length()) {
      throw reader.expected("an operator or the end");
    }
    return mask;
  }

  /** A fault in the text, as opposed to one that a factory finds in its arguments. */
  private static final class SyntaxException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    SyntaxException(String message) {
      super(message);
    }
  }

  private AttentionMask expression(int level) {
    if (++depth > DEEPEST) {
      throw new SyntaxException(
          "expression must nest at most " + DEEPEST + " levels, got more at character " + (at + 1));
    }
    AttentionMask left = operand();
    Operator operator = operator(level);
    while (operator != null) {
      int start = at;
      at += operator.sign().length();
      if (++operators > MOST_OPERATORS) {
        throw new SyntaxException(
            "expression must have at most "
                + MOST_OPERATORS
                + " operators, got more at character "
                + (start + 1));
      }
      int next = operator == Operator.IMPLIES ? operator.level() : operator.level() + 1;
      AttentionMask right = expression(next);
      left = built(operator.sign(), start, combine(operator, left, right));
      operator = operator(level);
    }
    depth--;
    return left;
  }

  private static Function<ExpressionReader, AttentionMask> combine(
      Operator operator, AttentionMask left, AttentionMask right) {
    return reader ->
        switch (operator) {
          case AND -> left.and(right);
          case OR -> left.or(right);
          case XOR -> left.xor(right);
          case MINUS -> left.minus(right);
          case IMPLIES -> left.implies(right);
        };
  }

  /** Returns the operator that comes next if it binds at least as tightly as {@code level}. */
  private @Nullable Operator operator(int level) {
    skipSpace();
    for (Operator operator : Operator.values()) {
      if (text.startsWith(operator.sign(), at)) {
        return operator.level() >= level ? operator : null;
      }
    }
    return null;
  }

  private AttentionMask operand() {
    skipSpace();
    if (take("!")) {
      return expression(Operator.NOT_LEVEL).not();
    } else if (take("(")) {
      AttentionMask mask = expression(0);
      require(")", "an operator or ')'");
      return mask;
    }
    return call();
  }

  private AttentionMask call() {
    int start = at;
    String name = word();
    Function<ExpressionReader, AttentionMask> factory = Vocabulary.factory(name);
    if (factory == null) {
      at = start;
      throw expected("the name of a mask");
    }
    require("(", "'('");
    first = true;
    AttentionMask mask = built(name, start, factory);
    require(")", "')'");
    first = false;
    return mask;
  }

  /** Lets {@code factory} build, and adds the place to what it has to complain about. */
  private AttentionMask built(
      String name, int start, Function<ExpressionReader, AttentionMask> factory) {
    try {
      return factory.apply(this);
    } catch (SyntaxException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new SyntaxException(e.getMessage() + ", in '" + name + "' at character " + (start + 1));
    }
  }

  /** Reads the comma before an argument that is not the first. */
  private void next(String what) {
    skipSpace();
    if (!first && !take(",")) {
      throw expected("',' and " + what);
    }
    first = false;
    skipSpace();
  }

  private boolean atClose() {
    skipSpace();
    return at < text.length() && text.charAt(at) == ')';
  }

  AttentionMask mask() {
    next("a mask");
    AttentionMask mask = expression(0);
    first = false;
    return mask;
  }

  /** Reads the masks that are left. */
  AttentionMask[] masks() {
    List<AttentionMask> masks = new ArrayList<>();
    while (masks.isEmpty() || !atClose()) {
      masks.add(mask());
    }
    return masks.toArray(new AttentionMask[0]);
  }

  MaskShape shape() {
    next("a shape like 8 or 10x20+5");
    int rows = number("a shape like 8 or 10x20+5", false);
    if (!take("x")) {
      return MaskShape.square(rows);
    }
    int keys = number("the number of keys", false);
    int off = take("+") ? number("an offset", false) : peek('-') ? number("an offset", true) : 0;
    return new MaskShape(rows, keys, off);
  }

  /** Returns whether the argument that comes next is a list. */
  boolean listFollows() {
    skipSpace();
    int ahead = at;
    while (ahead < text.length()
        && (text.charAt(ahead) == ',' || Character.isWhitespace(text.charAt(ahead)))) {
      ahead++;
    }
    return ahead < text.length() && text.charAt(ahead) == '[';
  }

  int whole(String name) {
    next(name);
    return number(name, true);
  }

  int distance(String name) {
    next(name);
    return take("UNBOUNDED") ? Masks.UNBOUNDED : number(name, true);
  }

  Fill fill() {
    next("ALLOWED or BLOCKED");
    for (Fill fill : Fill.values()) {
      if (take(fill.name())) {
        return fill;
      }
    }
    throw expected("ALLOWED or BLOCKED");
  }

  long seed() {
    next("a seed");
    int start = at;
    try {
      return Long.parseLong(digits("a seed", true));
    } catch (NumberFormatException e) {
      at = start;
      throw expected("a seed of at most 64 bits");
    }
  }

  double real(String name) {
    next(name);
    int start = at;
    while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    try {
      return Double.parseDouble(text.substring(start, at));
    } catch (NumberFormatException e) {
      at = start;
      throw expected(name);
    }
  }

  ImmutableIntArray ints(String name) {
    next(name);
    return list(name);
  }

  private ImmutableIntArray list(String name) {
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

  /** Reads whole numbers up to the closing parenthesis. */
  int[] rest(String name) {
    ImmutableIntArray.Builder values = ImmutableIntArray.builder();
    while (!atClose()) {
      values.add(whole(name));
    }
    return values.build().toArray();
  }

  /** Reads a list of lists. */
  ImmutableList<ImmutableIntArray> lists(String name) {
    next(name);
    require("[", "'[' of " + name);
    ImmutableList.Builder<ImmutableIntArray> values = ImmutableList.builder();
    if (!take("]")) {
      do {
        skipSpace();
        values.add(list(name));
      } while (take(","));
      require("]", "',' or ']'");
    }
    return values.build();
  }

  /** Reads a list of pairs in parentheses. */
  int[][] pairs(String name) {
    next(name);
    require("[", "'[' of " + name);
    List<int[]> pairs = new ArrayList<>();
    if (!take("]")) {
      do {
        require("(", "'(' of a pair");
        skipSpace();
        int q = number("a query", true);
        require(",", "',' and a key");
        skipSpace();
        pairs.add(new int[] {q, number("a key", true)});
        require(")", "')'");
      } while (take(","));
      require("]", "',' or ']'");
    }
    return pairs.toArray(new int[0][]);
  }

  private int number(String what, boolean signed) {
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

  private String word() {
    int start = at;
    while (at < text.length() && isWordPart(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  private static boolean isWordPart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }

  private boolean peek(char c) {
    return at < text.length() && text.charAt(at) == c;
  }

  private boolean take(String token) {
    skipSpace();
    if (text.startsWith(token, at)) {
      at += token.length();
      return true;
    }
    return false;
  }

  private void require(String token, String what) {
    if (!take(token)) {
      throw expected(what);
    }
  }

  private void skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private SyntaxException expected(String what) {
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
