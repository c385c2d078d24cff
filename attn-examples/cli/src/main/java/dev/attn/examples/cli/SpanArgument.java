package dev.attn.examples.cli;

import dev.attn.tensor.Span;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A span as it is written in arguments: {@code NAME:FROM-TO}, half-open. */
final class SpanArgument {

  private static final Pattern FORM = Pattern.compile("(.*):([0-9]{1,9})-([0-9]{1,9})");

  private SpanArgument() {}

  static Span parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("--span must be NAME:FROM-TO, got " + text);
    }
    int from = Integer.parseInt(matcher.group(2));
    int to = Integer.parseInt(matcher.group(3));
    if (from >= to) {
      throw new WrongArgumentException("--span must end after it begins, got " + text);
    }
    return Span.of(from, to, matcher.group(1));
  }
}
