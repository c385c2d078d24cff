package dev.attn.render.figure;

import dev.attn.tensor.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * One direction of a mask whose neighbouring positions are drawn together as one square.
 *
 * <p>Square {@code s} stands for the positions from {@code floor(s * positions / squares)} up to
 * the first one of the next square.
 *
 * @param positions number of rows or keys of the mask
 * @param squares number of squares they are drawn as, at most one for each
 */
record SquareAxis(int positions, int squares) {

  /** Returns as many squares as are needed if none may hold more than {@code most} positions. */
  static SquareAxis of(int positions, int most) {
    return new SquareAxis(positions, ceilDiv(positions, most));
  }

  static int ceilDiv(int a, int b) {
    return (int) (((long) a + b - 1) / b);
  }

  /** Returns the number of positions in the largest square. */
  int largest() {
    return ceilDiv(positions, squares);
  }

  boolean isEven() {
    return positions % squares == 0;
  }

  private int first(int square) {
    return (int) ((long) square * positions / squares);
  }

  /** Returns the square that holds {@code position}; the end of the axis is in none. */
  int square(int position) {
    return position == positions ? squares : (int) (((position + 1L) * squares - 1) / positions);
  }

  /** Returns {@code axis} for squares: each has the label of its first position. */
  Axis reduced(Axis axis) {
    List<String> labels =
        axis.labels().isEmpty()
            ? List.of()
            : IntStream.range(0, squares).mapToObj(s -> axis.labels().get(first(s))).toList();
    OptionalInt step =
        axis.step().isEmpty()
            ? axis.step()
            : OptionalInt.of(ceilDiv(axis.step().getAsInt(), largest()));
    return new Axis(
        labels,
        axis.kind(),
        axis.side(),
        axis.title(),
        step,
        axis.angle(),
        spans(axis),
        axis.mark(),
        axis.display());
  }

  /** A span and where it came to lie. */
  private record Placed(Span span, int from, int to) {}

  /** Returns the spans in squares, as far as there is room: outer ones first, then the earlier. */
  private List<Span> spans(Axis axis) {
    List<Span> ordered =
        axis.spans().stream()
            .sorted(Comparator.comparing(Span::level).reversed().thenComparing(Span::from))
            .toList();
    List<Placed> placed = new ArrayList<>();
    for (Span span : ordered) {
      Placed next = place(span, placed);
      if (next.from < next.to) {
        placed.add(next);
      }
    }
    return placed.stream()
        .map(each -> new Span(each.from, each.to, each.span.label(), each.span.level()))
        .toList();
  }

  /** Gives a span all of the square it begins in if it is narrower, and no square of another. */
  private Placed place(Span span, List<Placed> others) {
    int from = square(span.from());
    int to = Math.max(from + 1, square(span.to()));
    for (Placed other : others) {
      if (other.span.to() <= span.from()) {
        from = Math.max(from, other.to);
      } else if (span.to() <= other.span.from()) {
        to = Math.min(to, other.from);
      } else {
        from = Math.max(from, other.from);
        to = Math.min(to, other.to);
      }
    }
    return new Placed(span, from, to);
  }
}
