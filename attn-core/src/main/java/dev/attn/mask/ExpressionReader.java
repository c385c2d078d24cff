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
 * place that knows a signature.
 */
final class ExpressionReader {

  private static final int DEEPEST = 500;
  private static final int MOST_OPERATORS = 10_000;

  private final ExpressionText source;
  private int depth;
  private int operators;
  private boolean first;

  private ExpressionReader(String text) {
    this.source = new ExpressionText(text);
  }

  static AttentionMask read(String text) {
    ExpressionReader reader = new ExpressionReader(text);
    AttentionMask mask = reader.expression(0);
    if (!reader.source.isAtEnd()) {
      throw reader.source.expected("an operator or the end");
    }
    return mask;
  }

  private AttentionMask expression(int level) {
    if (++depth > DEEPEST) {
      throw new ExpressionText.SyntaxException(
          "expression must nest at most "
              + DEEPEST
              + " levels, got more at character "
              + source.character());
    }
    AttentionMask left = operand();
    Operator operator = operator(level);
    while (operator != null) {
      int start = source.character();
      source.take(operator.sign());
      if (++operators > MOST_OPERATORS) {
        throw new ExpressionText.SyntaxException(
            "expression must have at most "
                + MOST_OPERATORS
                + " operators, got more at character "
                + start);
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
    source.skipSpace();
    for (Operator operator : Operator.values()) {
      if (source.startsWith(operator.sign())) {
        return operator.level() >= level ? operator : null;
      }
    }
    return null;
  }

  private AttentionMask operand() {
    source.skipSpace();
    int start = source.character();
    if (source.take("!")) {
      AttentionMask mask = expression(Operator.NOT_LEVEL);
      return built("!", start, reader -> mask.not());
    } else if (source.take("(")) {
      AttentionMask mask = expression(0);
      source.require(")", "an operator or ')'");
      return mask;
    }
    return call();
  }

  private AttentionMask call() {
    int start = source.character();
    String name = source.word();
    Function<ExpressionReader, AttentionMask> factory = Vocabulary.factory(name);
    if (factory == null) {
      source.returnTo(start);
      throw source.expected("the name of a mask");
    }
    source.require("(", "'('");
    first = true;
    AttentionMask mask = built(name, start, factory);
    source.require(")", "')'");
    first = false;
    return mask;
  }

  /** Lets {@code factory} build, and adds the place to what it has to complain about. */
  private AttentionMask built(
      String name, int start, Function<ExpressionReader, AttentionMask> factory) {
    try {
      return factory.apply(this);
    } catch (ExpressionText.SyntaxException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new ExpressionText.SyntaxException(
          e.getMessage() + ", in '" + name + "' at character " + start);
    }
  }

  /** Reads the comma before an argument that is not the first. */
  private void next(String what) {
    source.skipSpace();
    if (!first && !source.take(",")) {
      throw source.expected("',' and " + what);
    }
    first = false;
    source.skipSpace();
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
    while (masks.isEmpty() || !source.atClose()) {
      masks.add(mask());
    }
    return masks.toArray(new AttentionMask[0]);
  }

  MaskShape shape() {
    next("a shape like 8 or 10x20+5");
    int rows = source.number("a shape like 8 or 10x20+5", false);
    if (!source.take("x")) {
      return MaskShape.square(rows);
    }
    int keys = source.number("the number of keys", false);
    int off =
        source.take("+")
            ? source.number("an offset", false)
            : source.peek('-') ? source.number("an offset", true) : 0;
    return new MaskShape(rows, keys, off);
  }

  int whole(String name) {
    next(name);
    return source.number(name, true);
  }

  int distance(String name) {
    next(name);
    return source.take("UNBOUNDED") ? Masks.UNBOUNDED : source.number(name, true);
  }

  Fill fill() {
    next("ALLOWED or BLOCKED");
    for (Fill fill : Fill.values()) {
      if (source.take(fill.name())) {
        return fill;
      }
    }
    throw source.expected("ALLOWED or BLOCKED");
  }

  long seed() {
    next("a seed");
    return source.longNumber("a seed");
  }

  double real(String name) {
    next(name);
    return source.real(name);
  }

  /** Returns whether the argument that comes next is a list. */
  boolean listFollows() {
    return source.listFollows();
  }

  ImmutableIntArray ints(String name) {
    next(name);
    return source.list(name);
  }

  /** Reads whole numbers up to the closing parenthesis. */
  int[] rest(String name) {
    ImmutableIntArray.Builder values = ImmutableIntArray.builder();
    while (!source.atClose()) {
      values.add(whole(name));
    }
    return values.build().toArray();
  }

  /** Reads a list of lists. */
  ImmutableList<ImmutableIntArray> lists(String name) {
    next(name);
    source.require("[", "'[' of " + name);
    ImmutableList.Builder<ImmutableIntArray> values = ImmutableList.builder();
    if (!source.take("]")) {
      do {
        values.add(source.list(name));
      } while (source.take(","));
      source.require("]", "',' or ']'");
    }
    return values.build();
  }

  /** Reads a list of pairs in parentheses. */
  int[][] pairs(String name) {
    next(name);
    source.require("[", "'[' of " + name);
    List<int[]> pairs = new ArrayList<>();
    if (!source.take("]")) {
      do {
        source.require("(", "'(' of a pair");
        source.skipSpace();
        int q = source.number("a query", true);
        source.require(",", "',' and a key");
        source.skipSpace();
        pairs.add(new int[] {q, source.number("a key", true)});
        source.require(")", "')'");
      } while (source.take(","));
      source.require("]", "',' or ']'");
    }
    return pairs.toArray(new int[0][]);
  }
}
