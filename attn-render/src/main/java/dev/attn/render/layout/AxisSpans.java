package dev.attn.render.layout;

import dev.attn.render.figure.Axis;
import dev.attn.render.figure.Fact;
import dev.attn.render.figure.SpanMark;
import dev.attn.render.scene.Role;
import dev.attn.render.text.Rotation;
import dev.attn.tensor.Span;
import java.util.List;
import java.util.TreeSet;

/** Places the spans of an axis, inner ones nearest to the cells. */
final class AxisSpans {

  private final Pen pen;
  private final String id;
  private final List<Span> spans;
  private final SpanMark mark;
  private final Places places;
  private final Edge edge;

  /** Where positions lie along an edge. */
  interface Places {

    /** Returns the first pixel of the positions {@code [from, to)}. */
    int start(int from, int to);

    /** Returns the number of pixels of the positions {@code [from, to)}. */
    int length(int from, int to);
  }

  AxisSpans(Pen pen, String id, Axis axis, Places places, Edge edge) {
    this(pen, id, axis.spans(), axis.mark(), places, edge);
  }

  AxisSpans(Pen pen, String id, List<Span> spans, SpanMark mark, Places places, Edge edge) {
    this.pen = pen;
    this.id = id;
    this.spans = spans;
    this.mark = mark;
    this.places = places;
    this.edge = edge;
  }

  /** Draws everything and returns how far away from the cells it ends. */
  int draw(int from) {
    int distance = from;
    TreeSet<Integer> levels = new TreeSet<>();
    for (Span span : spans) {
      levels.add(span.level());
    }
    for (int level : levels) {
      distance = level(level, distance);
    }
    return distance;
  }

  private int level(int level, int from) {
    Lengths lengths = pen.lengths();
    int at = from + lengths.beforeBracket();
    int text = at + lengths.bracket(mark) + lengths.afterBracket();
    int end = text;
    for (int i = 0; i < spans.size(); i++) {
      Span span = spans.get(i);
      if (span.level() == level) {
        String spanId = id + ".span[" + i + "]";
        int start = places.start(span.from(), span.to());
        int length = places.length(span.from(), span.to());
        new SpanShape(pen, spanId, edge).draw(mark, start, length, at);
        end = Math.max(end, name(spanId, span, start, length, text));
      }
    }
    return end;
  }

  private int name(String spanId, Span span, int start, int length, int distance) {
    List<TextLine> lines = fitting(span.label(), length);
    if (lines.isEmpty()) {
      pen.canvas()
          .note(
              new Fact(
                  "span-name-missing",
                  spanId,
                  List.of((double) length),
                  "name of " + span + " does not fit"));
    }
    pen.along(spanId + ".name", Role.SPAN_LABEL, lines, edge, start + length / 2, distance);
    int depth = 0;
    for (TextLine line : lines) {
      depth += edge.isHorizontal() ? line.height() : line.width();
    }
    return distance + depth;
  }

  /** A name along its span, else wrapped, else across it, else smaller; none if nothing fits. */
  private List<TextLine> fitting(String name, int length) {
    Rotation along = edge.isHorizontal() ? Rotation.NONE : Rotation.UP;
    Rotation across = edge.isHorizontal() ? Rotation.UP : Rotation.NONE;
    int size = pen.lengths().titleSize();
    Wrapping wrapping = pen.wrap(name, size, length);
    if (!wrapping.cut()) {
      return pen.wrapped(wrapping, size, along);
    }
    for (; size >= pen.lengths().smallestLabelSize(); size--) {
      int current = size;
      TextLine level = pen.line(name, size, along);
      if (level.advance() <= length) {
        return List.of(level);
      }
      if (level.lineHeight() <= length) {
        String cut =
            new Ellipsis(text -> pen.measurer().width(text, current))
                .middle(name, pen.lengths().labelCap());
        tellCut(name, cut);
        return List.of(pen.line(cut, size, across));
      }
    }
    return List.of();
  }

  private void tellCut(String name, String cut) {
    if (!cut.equals(name)) {
      pen.canvas()
          .note(new Fact("span-name-cut", id, List.of(), "name of a span shortened: " + cut));
    }
  }
}
