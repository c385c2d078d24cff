package dev.attn.render.figure;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import dev.attn.tensor.Span;
import dev.attn.tensor.Tokens;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * What is written along one edge of a panel: labels of positions, named spans over them, a title.
 *
 * <p>Labels are texts at positions, never keys: they may repeat. They are drawn as they are, or as
 * {@code display} reads them.
 *
 * @param labels one per position, or none at all
 * @param kind whether labels are names or numbers
 * @param side the edge, empty for the bottom of columns and the left of rows
 * @param title what the axis counts
 * @param step every how many positions a label is drawn, empty to draw all that fit
 * @param angle how labels are turned, empty for the first angle that fits
 * @param spans named ranges of positions
 * @param mark what is drawn along each span
 * @param display how labels that are tokens are read
 */
public record Axis(
    List<String> labels,
    Kind kind,
    Optional<Side> side,
    Optional<String> title,
    OptionalInt step,
    Optional<LabelAngle> angle,
    List<Span> spans,
    SpanMark mark,
    TokenDisplay display) {

  /** What the labels of an axis are. */
  public enum Kind {
    /** Texts, each of which matters: drawn without tick marks. */
    NAMES,
    /** Running numbers, of which some say all: drawn with tick marks. */
    NUMBERS
  }

  /** Copies the lists and checks that spans of one level are apart and those of two nest. */
  public Axis {
    requireNonNull(labels, "labels must not be null");
    requireNonNull(kind, "kind must not be null");
    requireNonNull(side, "side must not be null");
    requireNonNull(title, "title must not be null");
    requireNonNull(step, "step must not be null");
    requireNonNull(angle, "angle must not be null");
    requireNonNull(spans, "spans must not be null");
    requireNonNull(mark, "mark must not be null");
    requireNonNull(display, "display must not be null");
    labels = ImmutableList.copyOf(labels);
    spans = new Tokens(positions(labels, spans), spans).spans();
    checkArgument(
        step.isEmpty() || step.getAsInt() >= 1, "step must be at least 1, got %s", step.orElse(0));
  }

  private static List<String> positions(List<String> labels, List<Span> spans) {
    int end = 0;
    for (Span span : spans) {
      end = Math.max(end, span.to());
    }
    return labels.isEmpty() ? List.copyOf(Collections.nCopies(end, "")) : labels;
  }

  /** Returns an axis without labels. */
  public static Axis none() {
    return plain(List.of(), Kind.NAMES);
  }

  /** Returns an axis with one name per position. */
  public static Axis labels(String... labels) {
    requireNonNull(labels, "labels must not be null");
    return plain(Arrays.asList(labels), Kind.NAMES);
  }

  /** Returns an axis with one name per position. */
  public static Axis labels(List<String> labels) {
    requireNonNull(labels, "labels must not be null");
    return plain(labels, Kind.NAMES);
  }

  /** Returns an axis with the labels of {@code tokens} and brackets over their spans. */
  public static Axis labels(Tokens tokens) {
    requireNonNull(tokens, "tokens must not be null");
    return plain(tokens.labels(), Kind.NAMES).withSpans(tokens.spans());
  }

  /** Returns an axis numbered from {@code first} to {@code last}, both included. */
  public static Axis numbered(int first, int last) {
    checkArgument(last >= first, "last must be at least first %s, got %s", first, last);
    return plain(
        IntStream.rangeClosed(first, last).mapToObj(Integer::toString).toList(), Kind.NUMBERS);
  }

  /** Returns an axis without labels, but with named spans. */
  public static Axis spans(Span... spans) {
    requireNonNull(spans, "spans must not be null");
    return none().withSpans(Arrays.asList(spans));
  }

  private static Axis plain(List<String> labels, Kind kind) {
    return new Axis(
        labels,
        kind,
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        List.of(),
        SpanMark.BRACKET,
        TokenDisplay.literal());
  }

  /** Returns this axis at another edge. */
  public Axis withSide(Side newSide) {
    requireNonNull(newSide, "side must not be null");
    return new Axis(labels, kind, Optional.of(newSide), title, step, angle, spans, mark, display);
  }

  /** Returns this axis with a title. */
  public Axis withTitle(String newTitle) {
    requireNonNull(newTitle, "title must not be null");
    return new Axis(labels, kind, side, Optional.of(newTitle), step, angle, spans, mark, display);
  }

  /**
   * Returns this axis with a label at every {@code newStep}-th position, beginning at the first.
   */
  public Axis withStep(int newStep) {
    return new Axis(
        labels, kind, side, title, OptionalInt.of(newStep), angle, spans, mark, display);
  }

  /** Returns this axis with labels turned this way, whether or not they fit. */
  public Axis withAngle(LabelAngle newAngle) {
    requireNonNull(newAngle, "angle must not be null");
    return new Axis(labels, kind, side, title, step, Optional.of(newAngle), spans, mark, display);
  }

  /** Returns this axis with these spans instead of the present ones. */
  public Axis withSpans(List<Span> newSpans) {
    return new Axis(labels, kind, side, title, step, angle, newSpans, mark, display);
  }

  /** Returns this axis with another mark along its spans. */
  public Axis withMark(SpanMark newMark) {
    return new Axis(labels, kind, side, title, step, angle, spans, newMark, display);
  }

  /** Returns this axis with labels read as the tokens of some tokenizer. */
  public Axis withDisplay(TokenDisplay newDisplay) {
    return new Axis(labels, kind, side, title, step, angle, spans, mark, newDisplay);
  }

  /** Returns this axis with the labels that are drawn, to be taken as they are. */
  public Axis shown() {
    List<String> drawn = labels.stream().map(display::show).toList();
    return new Axis(drawn, kind, side, title, step, angle, spans, mark, TokenDisplay.literal());
  }

  /** Returns how many labels are drawn without the mark at their beginning. */
  public int hiddenMarks() {
    return (int) labels.stream().filter(display::hides).count();
  }

  /** Returns this axis with its title and spans only. */
  public Axis withoutLabels() {
    return new Axis(List.of(), kind, side, title, step, angle, spans, mark, display);
  }

  /** Returns this axis as it labels the other direction of a transposed grid. */
  Axis turned() {
    return new Axis(labels, kind, side.map(Axis::turned), title, step, angle, spans, mark, display);
  }

  private static Side turned(Side side) {
    return switch (side) {
      case LEFT -> Side.BOTTOM;
      case BOTTOM -> Side.LEFT;
      case RIGHT -> Side.TOP;
      case TOP -> Side.RIGHT;
    };
  }

  /** Checks that this axis can label {@code count} positions of the axis called {@code name}. */
  Axis fitting(String name, int count) {
    checkArgument(
        labels.isEmpty() || labels.size() == count,
        "%s axis must have %s labels, one for each position, got %s",
        name,
        count,
        labels.size());
    for (Span span : spans) {
      checkArgument(
          span.to() <= count,
          "span of the %s axis must end at or before %s, got %s",
          name,
          count,
          span);
    }
    return this;
  }
}
