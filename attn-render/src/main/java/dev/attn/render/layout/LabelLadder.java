package dev.attn.render.layout;

import dev.attn.render.figure.Axis;
import dev.attn.render.figure.LabelAngle;
import dev.attn.render.text.Rotation;
import dev.attn.render.text.TextMeasurer;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds how the labels of an axis fit: turned, smaller, fewer, in this order and never back. What
 * the axis demands is done, whether or not it fits.
 */
final class LabelLadder {

  private final TextMeasurer measurer;
  private final Lengths lengths;
  private final Axis axis;
  private final boolean horizontal;
  private final Track track;

  LabelLadder(TextMeasurer measurer, Lengths lengths, Axis axis, boolean horizontal, Track track) {
    this.measurer = measurer;
    this.lengths = lengths;
    this.axis = axis;
    this.horizontal = horizontal;
    this.track = track;
  }

  LabelPlan climb() {
    int size = lengths.labelSize();
    int step = axis.step().orElse(1);
    if (axis.angle().isPresent()) {
      Rotation rotation = rotation(axis.angle().get());
      if (fits(rotation, size, step)) {
        return plan(step, size, rotation, LabelPlan.Rung.NOTHING);
      }
      return axis.step().isPresent()
          ? plan(step, size, rotation, LabelPlan.Rung.OBEYED)
          : thinned(size, rotation);
    }
    List<Rotation> rotations = rotations();
    for (Rotation rotation : rotations) {
      if (fits(rotation, size, step)) {
        boolean first = rotation == rotations.get(0);
        return plan(step, size, rotation, first ? LabelPlan.Rung.NOTHING : LabelPlan.Rung.TURNED);
      }
    }
    Rotation last = rotations.get(rotations.size() - 1);
    if (axis.kind() == Axis.Kind.NUMBERS && axis.step().isEmpty()) {
      return thinned(size, last);
    }
    while (size > lengths.smallestLabelSize()) {
      size--;
      if (fits(last, size, step)) {
        return plan(step, size, last, LabelPlan.Rung.SMALLER);
      }
    }
    return axis.step().isPresent()
        ? plan(step, size, last, LabelPlan.Rung.OBEYED)
        : thinned(size, last);
  }

  /** Numbers stay upright: some of them say all. */
  private List<Rotation> rotations() {
    return horizontal && axis.kind() == Axis.Kind.NAMES
        ? List.of(Rotation.NONE, Rotation.DIAGONAL, Rotation.UP)
        : List.of(Rotation.NONE);
  }

  private static Rotation rotation(LabelAngle angle) {
    return switch (angle) {
      case LEVEL -> Rotation.NONE;
      case DIAGONAL -> Rotation.DIAGONAL;
      case UPRIGHT -> Rotation.UP;
    };
  }

  private LabelPlan thinned(int size, Rotation rotation) {
    int count = axis.labels().size();
    for (int power = 1; power < count; power *= 10) {
      for (int factor : new int[] {2, 5, 10}) {
        int step = factor * power;
        if (step < count && fits(rotation, size, step)) {
          return plan(step, size, rotation, LabelPlan.Rung.THINNED);
        }
      }
    }
    boolean both = count > 1 && fits(rotation, size, count - 1);
    return plan(
        both ? List.of(0, count - 1) : List.of(0), size, rotation, LabelPlan.Rung.ENDS_ONLY);
  }

  /** Whether every {@code step}-th label keeps clear of the next one. */
  private boolean fits(Rotation rotation, int size, int step) {
    int line = measurer.lineHeight(size);
    if (step >= axis.labels().size()) {
      return rotation != Rotation.NONE || !horizontal || longest(size, step) <= lengths.labelCap();
    }
    if (horizontal == (rotation == Rotation.NONE)) {
      return keepsClear(size, step);
    }
    int room = rotation == Rotation.DIAGONAL ? TextLine.diagonalPitch(line) : line;
    return room <= track.distance(step);
  }

  /** Whether labels in one line leave gaps between them, and names do not leave their cells. */
  private boolean keepsClear(int size, int step) {
    long slot = track.distance(step);
    int previous = -1;
    for (int i = 0; i < axis.labels().size(); i += step) {
      int width = measurer.width(axis.labels().get(i), size);
      boolean leaves = axis.kind() == Axis.Kind.NAMES && width > slot;
      if (leaves
          || (previous > 0
              && width > 0
              && (previous + width + 1) / 2 + lengths.betweenLabels() > slot)) {
        return false;
      }
      previous = width;
    }
    return true;
  }

  private int longest(int size, int step) {
    int longest = 0;
    for (int i = 0; i < axis.labels().size(); i += step) {
      longest = Math.max(longest, measurer.width(axis.labels().get(i), size));
    }
    return longest;
  }

  private LabelPlan plan(int step, int size, Rotation rotation, LabelPlan.Rung rung) {
    int count = axis.labels().size();
    List<Integer> shown = IntStream.iterate(0, i -> i < count, i -> i + step).boxed().toList();
    return plan(shown, size, rotation, rung);
  }

  private LabelPlan plan(List<Integer> shown, int size, Rotation rotation, LabelPlan.Rung rung) {
    List<String> texts = shown.stream().map(axis.labels()::get).toList();
    List<String> cut =
        new Ellipsis(text -> measurer.width(text, size)).distinctMiddles(texts, lengths.labelCap());
    return new LabelPlan(shown, cut, size, rotation, rung);
  }
}
