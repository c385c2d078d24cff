package dev.attn.tensor;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The labels of one axis, in order, with named spans over them.
 *
 * <p>A token is a position with a text, and texts may repeat: {@code horse} at 2 and {@code horse}
 * at 9 are two tokens. Labels are kept exactly as given; how they are shown is for the picture to
 * say.
 *
 * @param labels one text per position
 * @param spans named ranges; spans of one level do not overlap, and a span of a higher level
 *     encloses or avoids each span of a lower one
 */
public record Tokens(List<String> labels, List<Span> spans) {

  /** Checks that the spans lie on the axis and nest. */
  public Tokens {
    labels = List.copyOf(labels);
    spans = List.copyOf(spans);
    for (Span span : spans) {
      checkArgument(
          span.to() <= labels.size(),
          "span must end at or before %s, the number of tokens, got %s",
          labels.size(),
          span);
    }
    for (int i = 0; i < spans.size(); i++) {
      for (int j = i + 1; j < spans.size(); j++) {
        checkNesting(spans.get(i), spans.get(j));
      }
    }
  }

  private static void checkNesting(Span outer, Span inner) {
    if (outer.level() < inner.level()) {
      checkNesting(inner, outer);
      return;
    }
    boolean apart = inner.to() <= outer.from() || outer.to() <= inner.from();
    boolean nested =
        outer.level() > inner.level() && outer.from() <= inner.from() && inner.to() <= outer.to();
    checkArgument(
        apart || nested,
        "spans must be apart, or nested with the outer one at a higher level, got %s at level %s and %s at level %s",
        inner,
        inner.level(),
        outer,
        outer.level());
  }

  /** Returns tokens with these labels and no spans. */
  public static Tokens of(String... labels) {
    return new Tokens(Arrays.asList(labels), List.of());
  }

  /** Returns tokens with a copy of these labels and no spans. */
  public static Tokens copyOf(List<String> labels) {
    return new Tokens(labels, List.of());
  }

  /** Returns the same labels with these spans instead of the present ones. */
  public Tokens withSpans(Span... newSpans) {
    return new Tokens(labels, Arrays.asList(newSpans));
  }

  /** Returns the number of tokens. */
  public int size() {
    return labels.size();
  }

  /** Returns the label of one position. */
  public String label(int position) {
    Bounds.index("position", position, labels.size());
    return labels.get(position);
  }

  /**
   * Returns every position whose label is {@code text}, in rising order; empty if there is none.
   */
  public List<Integer> positionsOf(String text) {
    return IntStream.range(0, labels.size())
        .filter(i -> labels.get(i).equals(text))
        .boxed()
        .toList();
  }

  /** Returns the tokens {@code [from, to)} with the spans that lie wholly inside, moved along. */
  public Tokens range(int from, int to) {
    Bounds.range("position", from, to, labels.size());
    List<Span> inside =
        spans.stream()
            .filter(span -> span.from() >= from && span.to() <= to)
            .map(span -> new Span(span.from() - from, span.to() - from, span.label(), span.level()))
            .toList();
    return new Tokens(labels.subList(from, to), inside);
  }
}
